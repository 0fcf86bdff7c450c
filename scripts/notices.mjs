// Writes the licences of everything that ends up in dist/: each package whose files were bundled, and
// the parsers compiled to wasm.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In dist/ without being an input of a bundle. */
const COMPILED = ['web-tree-sitter', 'tree-sitter-nix'];
const LICENCE_FILE = /^(licen[cs]e|copying|notice|thirdpartynotices)/i;

/**
 * @param {string} outFile where the notices go
 * @param {string} root the repository
 * @param {string[]} inputs the files that were bundled, relative to the root, as esbuild's metafile names them
 */
export function writeNotices(outFile, root, inputs) {
  const folders = new Set([
    ...COMPILED.map((name) => `node_modules/${name}`),
    ...inputs.map(packageFolder).filter((folder) => folder !== undefined),
  ]);
  const sections = [...folders].sort().map((folder) => noticeOf(root, folder));
  const data = join(root, 'server/data/NOTICE.txt');
  if (existsSync(data)) sections.push(readFileSync(data, 'utf8').trim());
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  writeFileSync(
    outFile,
    `This extension contains parts of the following, under the licences given.${rule}${sections.join(rule)}\n`,
  );
}

/** The folder of the innermost package a bundled file belongs to; undefined for our own files. */
function packageFolder(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
}

function noticeOf(root, folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const files = readdirSync(join(root, folder)).filter((name) => LICENCE_FILE.test(name));
  const texts = files.map((name) => readFileSync(join(root, folder, name), 'utf8').trim());
  if (texts.length === 0) texts.push(statement(manifest));
  return [`${manifest.name} ${manifest.version} (${manifest.license})`, ...texts].join('\n\n');
}

/** For a package without a licence file: who made it, and the licence its manifest states. */
function statement(manifest) {
  if (!manifest.license) throw new Error(`${manifest.name} states no licence`);
  const author = typeof manifest.author === 'string' ? manifest.author : manifest.author?.name;
  return `Licence: ${manifest.license}${author ? `\nAuthor: ${author}` : ''}`;
}
