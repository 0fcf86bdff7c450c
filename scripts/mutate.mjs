// `npm run mutate -- PATH`: takes away each mkForce, mkDefault and mkOverride of a configuration (a file or a folder)
// once, in memory, and tells which of them option-conflict then reports, and why it does not report the others. Exits
// with 1 when a conflict was missed.
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { buildGrammar } from './build-grammar.mjs';
import { ensureOptions } from './build-options.mjs';
import { BUNDLE } from './lib/bundle.mjs';
import { giveUp, ROOT } from './lib/process.mjs';

const [path] = process.argv.slice(2);
if (path === undefined || statSync(path, { throwIfNoEntry: false }) === undefined)
  giveUp('Usage: npm run mutate -- PATH');
const OUT = join(ROOT, 'out/mutate.cjs');
await build({ ...BUNDLE, stdin: { contents: entry(), resolveDir: ROOT, loader: 'ts' }, outfile: OUT });
const grammar = join(ROOT, 'dist/tree-sitter-nix.wasm');
await buildGrammar(grammar);
await ensureOptions(join(ROOT, 'dist/data'));
const { default: core } = await import(OUT);
const runtime = createRequire(import.meta.url).resolve('web-tree-sitter/web-tree-sitter.wasm');
const mutations = await core.mutatePath(resolve(path), { runtime, grammar, data: join(ROOT, 'dist/data') });

const counts = new Map();
for (const { file, site, outcome, isMiss } of mutations) {
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  if (isMiss) console.log(`missed: ${file}:${site.start} ${site.name}`);
}
const found = mutations.filter(({ outcome }) => outcome.startsWith('found'));
console.log(`${found.length} found / ${mutations.length} stripped`);
for (const [outcome, count] of [...counts].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(6)}  ${outcome}`);
process.exitCode = mutations.some(({ isMiss }) => isMiss) ? 1 : 0;

function entry() {
  return `export { mutatePath } from './test/mutate/path';`;
}
