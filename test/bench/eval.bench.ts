// The evaluator beside real Nix: our time divided by the time nix-instantiate needs for the evaluation itself.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { withBudget } from '../../server/src/eval/budget';
import { toJson } from '../../server/src/eval/builtins/json-print';
import { createInterpreter } from '../../server/src/eval/interpreter';
import { NO_FILES } from '../../server/src/eval/loader';
import { createParser, type NixParser } from '../../server/src/syntax/parser';
import type { Bench } from './bench';

/** Enough for the stack that scripts/bench.mjs asks for. */
const BUDGET = { fuel: 100_000_000, depth: 3000 };
const TIMES_AS_LONG_AS_NIX = 3;

/** Each is evaluated so many times in one go, for times that can be measured. */
const REPEATS = 10;

const PROGRAMS: readonly (readonly [name: string, text: string])[] = [
  ['fib 22', 'let fib = n: if n < 2 then n else fib (n - 1) + fib (n - 2); in fib 22'],
  ["foldl' over 100,000", "builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x * 2) 100000)"],
  [
    'merging sets',
    // biome-ignore format: one program
    "builtins.length (builtins.attrNames (builtins.foldl' (a: n: a // { ${\"k\" + toString n} = n; }) { } (builtins.genList (x: x) 1500)))",
  ],
  [
    'building strings',
    'builtins.stringLength (builtins.concatStringsSep "\\n" (map (n: "line ${toString n} of ${toString (n * 2)}" + "!") (builtins.genList (x: x) 20000)))',
  ],
  [
    'a fixed point of many sets',
    `let
       overlay = n: self: super: super // { "a\${toString n}" = { enable = n == 5; value = super.total + n; deps = [ self.total n ]; }; total = super.total + 1; };
       fix = f: let x = f x; in x;
       all = fix (self: builtins.foldl' (super: o: o self super) { total = 0; } (map overlay (builtins.genList (x: x) 300)));
     in builtins.deepSeq all all.total`,
  ],
  [
    'sorting',
    'builtins.length (builtins.sort (a: b: a.k < b.k) (builtins.genList (x: { k = x * 7919 - (x * 7919 / 10007) * 10007; }) 5000))',
  ],
];

const repeated = (text: string): string =>
  `let run = _: ${text}; in builtins.foldl' (a: i: builtins.seq (run i) a) 0 (builtins.genList (x: x) ${REPEATS})`;

let parser: NixParser | undefined;

async function loadParser(): Promise<NixParser> {
  const runtime = createRequire(join(process.cwd(), 'package.json')).resolve('web-tree-sitter/web-tree-sitter.wasm');
  parser ??= await createParser({ runtime, grammar: join(process.cwd(), 'dist/tree-sitter-nix.wasm') });
  return parser;
}

/** Milliseconds of processor time real Nix says it used, in the best of five runs; undefined where it is not installed. */
function nixTime(text: string): number | undefined {
  const times = Array.from({ length: 5 }, () => {
    const args = ['--store', 'dummy://', '--eval', '--strict', '-E', text];
    const { stderr } = spawnSync('nix-instantiate', args, { encoding: 'utf8', env: { ...process.env, NIX_SHOW_STATS: '1' } });
    return Number(/"cpuTime": ?([\d.e-]+)/.exec(stderr ?? '')?.[1] ?? Number.NaN) * 1000;
  });
  return times.some(Number.isNaN) ? undefined : Math.min(...times);
}

const startup = nixTime('1');

function bench([name, program]: readonly [string, string]): Bench {
  const text = repeated(program);
  let theirs = 1;
  let nix: NixParser;
  return {
    name: `evaluation: ${name}`,
    budget: TIMES_AS_LONG_AS_NIX,
    unit: '× real Nix',
    statistic: 'p50',
    iterations: 15,
    async setup() {
      nix = await loadParser();
      theirs = Math.max(1, (nixTime(text) ?? 0) - (startup ?? 0));
    },
    run() {
      const start = performance.now();
      const result = withBudget(
        BUDGET,
        () => toJson(createInterpreter(NO_FILES).evaluate(nix.parse(text), '/')),
        (unknown) => ({ unknown }),
      );
      const elapsed = performance.now() - start;
      if (!('ok' in result)) throw new Error(`${name} has no value`);
      if (process.env.BENCH_DETAILS === '1') console.log(name, elapsed.toFixed(1), 'ms; Nix', theirs.toFixed(1), 'ms');
      return elapsed / theirs;
    },
  };
}

/** Without Nix there is nothing to compare with. */
export const benches: readonly Bench[] = startup === undefined ? [] : PROGRAMS.map(bench);
