// Where the workers of a run put what they build, and the programs what they keep: the one that starts them takes it
// away, as they are ended unasked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder to the workers. */
export const BUNDLES_FOLDER = 'TEST_BUNDLES';

export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'specialisations-bundles-'));
  process.env[BUNDLES_FOLDER] = folder;
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
