// The page of the extension: docs/extension.md with its pictures in it. VS Code loads none from beside the page, and
// none from the web are wanted.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './process.mjs';

const SOURCE = join(ROOT, 'docs/extension.md');
const PICTURE = /!\[([^\]]*)\]\(([^)]+\.png)\)/g;

/** Markdown that needs nothing beside it. */
export function extensionPage() {
  return readFileSync(SOURCE, 'utf8').replace(PICTURE, (_, alt, path) => {
    const bytes = readFileSync(join(dirname(SOURCE), path));
    return `![${alt}](data:image/png;base64,${bytes.toString('base64')})`;
  });
}
