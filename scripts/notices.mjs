// Writes the licences of everything that ends up in dist/: each package whose files were bundled, the parsers compiled
// to wasm, and what the option tables are made from.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In dist/ without being an input of a bundle. */
export const COMPILED = ['web-tree-sitter', 'tree-sitter-nix'];
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
  sections.push(...dataLicences(root));
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  writeFileSync(
    outFile,
    `This extension contains parts of the following, under the licences given.${rule}${sections.join(rule)}\n`,
  );
}

/** What the option tables are made from. */
export function dataLicences(root) {
  const folder = join(root, 'data/licences');
  const names = readdirSync(folder).sort();
  return names.map((name) => readFileSync(join(folder, name), 'utf8').trim());
}

/** The folder of the innermost package a bundled file belongs to; undefined for our own files. */
export function packageFolder(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];
}

/** A package with the texts of its licence, none where it comes without. */
export function licenceOf(root, folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const files = readdirSync(join(root, folder)).filter((name) => LICENCE_FILE.test(name));
  const texts = files.map((name) => readFileSync(join(root, folder, name), 'utf8').trim());
  return { name: manifest.name, version: manifest.version, licence: manifest.license, texts };
}

function noticeOf(root, folder) {
  const { name, version, licence, texts } = licenceOf(root, folder);
  if (texts.length === 0) throw new Error(`${name} comes without the text of its licence`);
  return [`${name} ${version} (${licence})`, ...texts].join('\n\n');
}
