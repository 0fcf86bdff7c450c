// The evaluator beside real Nix: our time, in a thread like the product's, divided by the time nix-instantiate
// needs for the evaluation itself.

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isMainThread, type MessagePort, parentPort, Worker } from 'node:worker_threads';
import { LARGE_STACK, withBudget } from '../../server/src/eval/budget';
import { type JsonResult, toJson } from '../../server/src/eval/builtins/json-print';
import { createInterpreter } from '../../server/src/eval/create-interpreter';
import { NO_FILES } from '../../server/src/eval/loader';
import { SERVER_LIMITS } from '../../server/src/service/worker';
import { createParser } from '../../server/src/syntax/parser';
import type { Bench } from './bench';

const TIMES_AS_LONG_AS_NIX = 3;

/** `repeats`: how often it is evaluated in one go, for times that can be measured. */
interface Program {
  readonly name: string;
  readonly repeats: number;
  readonly text: string;
}

const PROGRAMS: readonly Program[] = [
  { name: 'fib 22', repeats: 10, text: 'let fib = n: if n < 2 then n else fib (n - 1) + fib (n - 2); in fib 22' },
  {
    name: "foldl' over 100,000",
    repeats: 10,
    text: "builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x * 2) 100000)",
  },
  {
    name: 'merging sets',
    repeats: 10,
    text: 'builtins.length (builtins.attrNames (builtins.foldl\' (a: n: a // { ${"k" + toString n} = n; }) { } (builtins.genList (x: x) 1500)))',
  },
  {
    name: 'building strings',
    repeats: 10,
    text: 'builtins.stringLength (builtins.concatStringsSep "\\n" (map (n: "line ${toString n} of ${toString (n * 2)}" + "!") (builtins.genList (x: x) 20000)))',
  },
  {
    name: 'a fixed point of many sets',
    repeats: 100,
    text: `let
       overlay = n: self: super: super // { "a\${toString n}" = { enable = n == 5; value = super.total + n; deps = [ self.total n ]; }; total = super.total + 1; };
       fix = f: let x = f x; in x;
       all = fix (self: builtins.foldl' (super: o: o self super) { total = 0; } (map overlay (builtins.genList (x: x) 300)));
     in builtins.deepSeq all all.total`,
  },
  {
    name: 'sorting',
    repeats: 10,
    text: 'builtins.length (builtins.sort (a: b: a.k < b.k) (builtins.genList (x: { k = x * 7919 - (x * 7919 / 10007) * 10007; }) 5000))',
  },
];

const repeated = ({ text, repeats }: Program): string =>
  `let run = _: ${text}; in builtins.foldl' (a: i: builtins.seq (run i) a) 0 (builtins.genList (x: x) ${repeats})`;

/**
 * Milliseconds of processor time real Nix says it used, in the best of five runs; undefined where it is not installed.
 */
function nixTime(text: string): number | undefined {
  const times = Array.from({ length: 5 }, () => {
    const args = ['--store', 'dummy://', '--eval', '--strict', '-E', text];
    const { stderr } = spawnSync('nix-instantiate', args, {
      encoding: 'utf8',
      env: { ...process.env, NIX_SHOW_STATS: '1' },
    });
    return Number(/"cpuTime": ?([\d.e-]+)/.exec(stderr ?? '')?.[1] ?? Number.NaN) * 1000;
  });
  return times.some(Number.isNaN) ? undefined : Math.min(...times);
}

interface Evaluator {
  /** Milliseconds from text to value. */
  evaluate(text: string): Promise<number>;
  stop(): Promise<unknown>;
}

function startThread(): Evaluator {
  const worker = new Worker(__filename, { resourceLimits: SERVER_LIMITS });
  return {
    async evaluate(text) {
      worker.postMessage(text);
      const [elapsed] = await once(worker, 'message');
      if (typeof elapsed !== 'number') throw new Error(`no value: ${elapsed}`);
      return elapsed;
    },
    stop: () => worker.terminate(),
  };
}

/** The thread's side: evaluates each text it is sent, and answers with the time that took. */
async function serve(port: MessagePort): Promise<void> {
  const runtime = createRequire(join(process.cwd(), 'package.json')).resolve('web-tree-sitter/web-tree-sitter.wasm');
  const parser = await createParser({ runtime, grammar: join(process.cwd(), 'dist/tree-sitter-nix.wasm') });
  port.on('message', (text: string) => {
    const start = threadTime();
    const result = withBudget<JsonResult>(
      LARGE_STACK,
      () => toJson(createInterpreter(NO_FILES).evaluate(parser.parse(text), '/')),
      (unknown) => ({ unknown }),
    );
    const elapsed = threadTime() - start;
    port.postMessage('ok' in result ? elapsed : JSON.stringify(Object.keys(result)));
  });
}

/**
 * Milliseconds that this thread has had a processor, as Nix counts its own time; where the
 * system does not say, by the clock.
 */
function threadTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

function bench(program: Program): Bench {
  const text = repeated(program);
  let theirs = 1;
  let ours: Evaluator;
  return {
    name: `evaluation: ${program.name}`,
    budget: TIMES_AS_LONG_AS_NIX,
    unit: '× real Nix',
    statistic: 'p50',
    iterations: 15,
    setup() {
      ours = startThread();
      theirs = Math.max(1, (nixTime(text) ?? 0) - (startup ?? 0));
    },
    async run() {
      return (await ours.evaluate(text)) / theirs;
    },
    async teardown() {
      await ours.stop();
    },
  };
}

if (parentPort !== null) serve(parentPort);
const startup = isMainThread ? nixTime('1') : undefined;

/** Without Nix there is nothing to compare with. */
export const benches: readonly Bench[] = startup === undefined ? [] : PROGRAMS.map(bench);
