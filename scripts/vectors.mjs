// `npm run vectors`: how many options of the labelled configurations (test/vectors/README.md)
// are explained rightly, by group.
//   npm run vectors -- FILE.jsonl     other configurations, labelled in the same way
// Prints what is wrong or undecided. Exits with 1 when something is wrong.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildGrammar } from './build-grammar.mjs';
import { BUNDLE } from './lib/bundle.mjs';
import { giveUp, ROOT } from './lib/process.mjs';

const [file = join(ROOT, 'test/vectors/dev.jsonl')] = process.argv.slice(2);
const OUT = join(ROOT, 'out/vectors.cjs');
await build({ ...BUNDLE, stdin: { contents: entry(), resolveDir: ROOT, loader: 'ts' }, outfile: OUT });
const { default: core } = await import(OUT);
const grammar = join(ROOT, 'dist/tree-sitter-nix.wasm');
await buildGrammar(grammar);
const require = createRequire(import.meta.url);
const parser = await core.createParser({ runtime: require.resolve('web-tree-sitter/web-tree-sitter.wasm'), grammar });

const judged = linesOf(file).flatMap((line) => {
  const vector = JSON.parse(line);
  const answer = JSON.parse(core.answerLine({ ...vector, files: new Map(Object.entries(vector.files)) }, parser));
  return core.compareCase(vector, answer).map((one) => ({ ...one, group: vector.group }));
});
for (const { judgement, about } of judged) if (judgement !== 'right') console.log(`${judgement}: ${about}`);
for (const group of new Set(judged.map((one) => one.group)))
  report(
    group,
    judged.filter((one) => one.group === group),
  );
report('all', judged);
process.exitCode = core.count(judged).wrong === 0 ? 0 : 1;

function report(name, some) {
  const { right, wrong, undecided } = core.count(some);
  console.log(`${name.padEnd(16)} ${right}/${some.length} right, ${wrong} wrong, ${undecided} undecided`);
}

function linesOf(path) {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    return giveUp(`${path} cannot be read.`);
  }
}

function entry() {
  return `
    export { answerLine } from './server/src/cli/batch';
    export { createParser } from './server/src/syntax/parser';
    export { compareCase, count } from './test/vectors/compare';
  `;
}
