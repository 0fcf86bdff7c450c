// Real Nix, where it is installed: evaluates programs without a store, a daemon, a network or rights.
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
  /** Evaluates each program strictly to JSON. `likely` says which are expected to succeed: those share processes. */
  evaluate(programs: readonly string[], likely: readonly boolean[]): Promise<readonly NixResult[]>;
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

  async function evaluate(programs: readonly string[], likely: readonly boolean[]): Promise<readonly NixResult[]> {
    const results: NixResult[] = new Array(programs.length);
    const indexes = [...programs.keys()];
    const alone = indexes.filter((index) => likely[index] !== true);
    const together = indexes.filter((index) => likely[index] === true);
    const groups = alone.map((index) => [index]);
    for (let i = 0; i < together.length; i += BATCH) groups.push(together.slice(i, i + BATCH));
    await inParallel(groups, async (group) => {
      const answers = await runTogether(group.map((index) => programs[index] ?? ''));
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
function inOrder(program: string, isBackwards: boolean): string {
  const names = [...new Set(program.match(/[A-Za-z_][\w'-]*/g))].sort();
  if (isBackwards) names.reverse();
  return `builtins.seq (_: { ${names.map((name) => `"${name}" = 1;`).join(' ')} }) (${program})`;
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
