// The page of the extension: docs/extension.md. VS Code shows pictures from https addresses only: where the manifest
// says where the project is at home they are named by their address there; elsewhere they are left out, and what the
// page says in code, in the colours of the theme, stands alone. Nothing else gets through: since 1.103 VS Code takes
// away the addresses of `data:` pictures and of relative ones, `<picture>`, `srcset`, `<svg>` and `style` (seen in
// 1.139), and Open VSX does not resolve relative ones. The walkthrough, which VS Code shows from the package, has the
// same pictures.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { manifest } from './paths.mjs';
import { ROOT } from './process.mjs';

const SOURCE = 'docs/extension.md';
const PICTURE = /!\[([^\]]*)\]\(([^)]+\.png)\)\n+/g;

/**
 * Markdown that needs nothing beside it.
 * @param {{ repository?: string | { url: string } }} of where the project is at home: the manifest
 */
export function extensionPage({ repository } = manifest()) {
  const home = (repository?.url ?? repository)?.replace(/^git\+|\.git$/g, '');
  return readFileSync(join(ROOT, SOURCE), 'utf8').replace(PICTURE, (_, alt, path) => {
    const file = posix.join(posix.dirname(SOURCE), path);
    return home === undefined ? '' : `![${alt}](${home}/raw/HEAD/${file})\n\n`;
  });
}
