// The server's own code for option paths and type descriptions, for the scripts: bundled when asked for.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const OPTIONS = join(dirname(fileURLToPath(import.meta.url)), '../../server/src/options');
const EXPORTS = `
  export { ANY_NAME, joinPath, splitPath } from './option-path';
  export { readRenames } from './renames';
  export { parseTypeDescription } from './type-description';
`;

/** Resolves to the module with the functions named above. */
export async function loadShared() {
  const stdin = { contents: EXPORTS, resolveDir: OPTIONS, loader: 'ts' };
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
