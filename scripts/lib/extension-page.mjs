// The page of the extension: docs/extension.md. VS Code loads its pictures from the web only, so they are named by their
// address where the manifest says where the project is at home, and left out elsewhere.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { manifest } from './paths.mjs';
import { ROOT } from './process.mjs';

const SOURCE = 'docs/extension.md';
const PICTURE = /!\[([^\]]*)\]\(([^)]+\.png)\)\n+/g;

/**
 * Markdown that needs nothing beside it.
 * @param {{ repository?: string | { url: string } }} where package.json
 */
export function extensionPage({ repository } = manifest()) {
  const home = (repository?.url ?? repository)?.replace(/^git\+|\.git$/g, '');
  return readFileSync(join(ROOT, SOURCE), 'utf8').replace(PICTURE, (_, alt, path) => {
    const file = posix.join(posix.dirname(SOURCE), path);
    return home === undefined ? '' : `![${alt}](${home}/raw/HEAD/${file})\n\n`;
  });
}
