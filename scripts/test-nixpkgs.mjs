// Compares the library's results (test/unit/eval-lib/golden.json) with a real nixpkgs: `npm run test:nixpkgs`.
// nixpkgs is found as <nixpkgs> (NIX_PATH); `--lib <folder>` names a copy of its lib instead.
// `--write` records the results anew.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';

const CASES = fileURLToPath(new URL('../test/unit/eval-lib/cases.txt', import.meta.url));
const GOLDEN = fileURLToPath(new URL('../test/unit/eval-lib/golden.json', import.meta.url));
/** Expressions per process; a batch with a failing one is halved until it is found. */
const BATCH = 100;

const { values: options } = parseArgs({
  options: { lib: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const library = options.lib === undefined ? '<nixpkgs/lib>' : options.lib;
const folder = mkdtempSync(join(tmpdir(), 'nixpkgs-lib-'));

function evaluate(expressions) {
  const file = join(folder, 'cases.nix');
  writeFileSync(
    file,
    `let lib = import ${library}; in [\n${expressions.map((expression) => `(${expression})`).join('\n')}\n]`,
  );
  const { status, stdout } = spawnSync(
    'nix-instantiate',
    ['--store', 'dummy://', '--eval', '--strict', '--json', file],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  if (status === 0) return JSON.parse(stdout).map((value) => ({ value }));
  if (expressions.length === 1) return [{ fails: true }];
  const middle = expressions.length >> 1;
  return [...evaluate(expressions.slice(0, middle)), ...evaluate(expressions.slice(middle))];
}

function main() {
  const [version] = evaluate(['lib.trivial.release']);
  if (version?.value === undefined) {
    console.log(`nothing compared: nix-instantiate or ${library} is not there`);
    return process.env.REQUIRE_NIX === '1' ? 1 : 0;
  }
  const expressions = readFileSync(CASES, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const results = [];
  for (let i = 0; i < expressions.length; i += BATCH) results.push(...evaluate(expressions.slice(i, i + BATCH)));
  const fresh = Object.fromEntries(expressions.map((expression, index) => [expression, results[index]]));
  if (options.write) {
    const lines = Object.entries(fresh).map(
      ([expression, result]) => `    ${JSON.stringify(expression)}: ${JSON.stringify(result)}`,
    );
    writeFileSync(
      GOLDEN,
      `{\n  "lib": ${JSON.stringify(version.value)},\n  "results": {\n${lines.join(',\n')}\n  }\n}\n`,
    );
    console.log(`${lines.length} results of lib ${version.value} recorded`);
    return 0;
  }
  const golden = JSON.parse(readFileSync(GOLDEN, 'utf8'));
  const different = expressions.filter(
    (expression) => !isDeepStrictEqual(golden.results[expression], fresh[expression]),
  );
  for (const expression of different) {
    console.log(
      `${expression}\n  lib ${golden.lib}: ${JSON.stringify(golden.results[expression])}\n  lib ${version.value}: ${JSON.stringify(fresh[expression])}`,
    );
  }
  console.log(
    `${expressions.length - different.length} of ${expressions.length} results of lib ${version.value} as recorded from lib ${golden.lib}`,
  );
  return different.length === 0 ? 0 : 1;
}

const status = main();
rmSync(folder, { recursive: true, force: true });
process.exitCode = status;
