// Where things that are built go.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './process.mjs';

/** package.json as it is now. */
export const manifest = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The packaged extension. */
export const packagePath = () => join(ROOT, `${manifest().name}-${manifest().version}.vsix`);
