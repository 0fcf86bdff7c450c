// Real Nix, where it is installed: evaluates programs without a store, a daemon, a network or rights.
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What real Nix says about a program: its JSON (integers as bigints where needed), or that it fails. */
export type NixResult = { readonly ok: unknown } | { readonly error: string };

/** Programs per process. */
const BATCH = 200;
/** Processes at a time. */
const PARALLEL = 4;

/**
 * The version of the installed Nix; undefined when there is none. Without one a test passes, unless
 * REQUIRE_NIX=1 says it must be there.
 */
export function nixVersion(): string | undefined {
  const found = spawnSync('nix-instantiate', ['--version'], { encoding: 'utf8' });
  const version = found.status === 0 ? /\d[\d.]*/.exec(found.stdout)?.[0] : undefined;
  if (version === undefined && process.env.REQUIRE_NIX === '1')
    throw new Error('REQUIRE_NIX=1, but nix-instantiate is not there');
  if (version === undefined) console.log('nix-instantiate is not installed: nothing is compared');
  return version;
}

export interface NixRunner {
  /**
   * Evaluates each program strictly to JSON. Those of which something is expected share processes; of one that fails
   * as expected nobody learns why.
   */
  evaluate(
    programs: readonly string[],
    expected: readonly ('ok' | 'error' | undefined)[],
  ): Promise<readonly NixResult[]>;
  /** The same for one program where Nix met the names in it in the opposite order. */
  evaluateBackwards(program: string): Promise<NixResult>;
  dispose(): Promise<void>;
}

export async function nixRunner(): Promise<NixRunner> {
  const folder = await mkdtemp(join(tmpdir(), 'nix-differential-'));
  let files = 0;

  async function run(text: string, isBackwards = false): Promise<NixResult> {
    const file = join(folder, `${files++}.nix`);
    await writeFile(file, inOrder(text, isBackwards));
    return new Promise((resolve) => {
      const args = ['--store', 'dummy://', '--eval', '--strict', '--json', file];
      const env = { ...process.env, NIX_PATH: '', HOME: folder };
      execFile('nix-instantiate', args, { maxBuffer: 1 << 28, timeout: 30_000, env }, (error, stdout, stderr) => {
        resolve(error === null ? { ok: readExact(stdout) } : { error: stderr || error.message });
      });
    });
  }

  /** Several programs at once; when one of them fails, halves are tried until it is found. */
  async function runTogether(programs: readonly string[]): Promise<readonly NixResult[]> {
    const [only] = programs;
    if (only === undefined) return [];
    if (programs.length === 1) return [await run(only)];
    const result = await run(`[\n${programs.map((program) => `(${program})`).join('\n')}\n]`);
    if ('ok' in result) return (result.ok as readonly unknown[]).map((ok) => ({ ok }));
    const middle = programs.length >> 1;
    return [...(await runTogether(programs.slice(0, middle))), ...(await runTogether(programs.slice(middle)))];
  }

  /** Which of several programs fail, asked one after the other in one process: false also where it did not come so far. */
  async function failures(programs: readonly string[]): Promise<readonly boolean[]> {
    const part = join(folder, `${files++}`);
    await mkdir(part);
    await writeFile(join(part, 'names.nix'), inOrder(programs.join('\n'), false, '0'));
    const asked = [`import ${part}/names.nix`];
    for (const [i, program] of programs.entries()) {
      await writeFile(join(part, `${i}.nix`), program);
      const value = `let v = import ${part}/${i}.nix; in builtins.deepSeq v (builtins.seq (builtins.toJSON v) "ok ${i}")`;
      asked.push(value, `"past ${i}"`);
    }
    const lines = new Set((await repl(asked)).split('\n').map(stripVTControlCharacters));
    return programs.map((_, i) => lines.has(`"past ${i}"`) && !lines.has(`"ok ${i}"`));
  }

  /** What the interactive Nix prints, in which an error is not the end. */
  function repl(asked: readonly string[]): Promise<string> {
    const args = ['--extra-experimental-features', 'nix-command', 'repl', '--store', 'dummy://'];
    const options = { maxBuffer: 1 << 28, timeout: 120_000, env: { ...process.env, NIX_PATH: '', HOME: folder } };
    return new Promise((resolve) => {
      const { stdin } = execFile('nix', args, options, (_error, stdout) => resolve(stdout));
      // It may end before it has read everything.
      stdin?.on('error', () => undefined);
      stdin?.end(`${asked.join('\n')}\n`);
    });
  }

  async function evaluate(
    programs: readonly string[],
    expected: readonly ('ok' | 'error' | undefined)[],
  ): Promise<readonly NixResult[]> {
    const results: NixResult[] = new Array(programs.length);
    const textsOf = (group: readonly number[]) => group.map((index) => programs[index] ?? '');
    const likely = (what: 'ok' | 'error') => [...programs.keys()].filter((index) => expected[index] === what);
    await inParallel(inGroups(likely('error')), async (group) => {
      const failed = await failures(textsOf(group));
      for (const [i, index] of group.entries()) if (failed[i]) results[index] = { error: 'fails' };
    });
    const alone = [...programs.keys()].filter((index) => expected[index] !== 'ok' && results[index] === undefined);
    await inParallel([...alone.map((index) => [index]), ...inGroups(likely('ok'))], async (group) => {
      const answers = await runTogether(textsOf(group));
      for (const [i, index] of group.entries()) results[index] = answers[i] ?? { error: 'no answer' };
    });
    return results;
  }

  return {
    evaluate,
    evaluateBackwards: (program) => run(program, true),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * The program behind all its names in the order of the alphabet, or against it: Nix compares the attributes of sets in
 * the order in which it first met their names, and so would fail at one attribute or find a difference at another as
 * other programs of the process would have it.
 */
function inOrder(program: string, isBackwards: boolean, result = `(${program})`): string {
  const names = [...new Set(program.match(/[A-Za-z_][\w'-]*/g))].sort();
  if (isBackwards) names.reverse();
  return `builtins.seq (_: { ${names.map((name) => `"${name}" = 1;`).join(' ')} }) ${result}`;
}

/** Parts of a list as large as one process takes. */
function inGroups<T>(items: readonly T[]): readonly (readonly T[])[] {
  const starts = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, group) => group * BATCH);
  return starts.map((start) => items.slice(start, start + BATCH));
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const pending = [...items].reverse();
  const worker = async (): Promise<void> => {
    for (let item = pending.pop(); item !== undefined; item = pending.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

/** JSON in which integers that a double cannot hold stay exact. */
function readExact(text: string): unknown {
  const quoted = text.replaceAll(
    /("(?:[^"\\]|\\.)*")|(-?\d{16,}(?![\d.eE]))/g,
    (_all, literal: string | undefined, digits: string | undefined) =>
      digits === undefined ? (literal ?? '') : `{"${BIG}":"${digits}"}`,
  );
  return JSON.parse(quoted, (_key, value: unknown) => {
    const big =
      typeof value === 'object' && value !== null && BIG in value ? (value as Record<string, string>)[BIG] : undefined;
    if (big === undefined) return value;
    const exact = BigInt(big);
    return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
  });
}

const BIG = '@integer';
