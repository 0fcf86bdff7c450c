// Our evaluator against real Nix: thousands of random programs and a list of edges; the
// answers are the same, or both fail.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { TEST_BUDGET, type TestEvaluator, testEvaluator } from '../support/eval';
import { type NixRunner, nixRunner, nixVersion } from '../support/nix';
import { difference, hasLostVariable, isIncomparable, isTooMuch, withoutJsonText } from './compare';
import { EDGES } from './edges';
import { COMMON, PRODUCTIONS } from './productions';
import { generate, type Program, print, seeded, shrink } from './program';
import { regexProgram } from './regexes';
import { LEAVES } from './types';

const COUNT = Number(process.env.NIX_PROGRAMS ?? 5000);
/** The same every time, so that a change is never blamed for the programs of the day; NIX_SEED takes another. */
const SEED = Number(process.env.NIX_SEED ?? 1);

/** Random programs are small: the few that take more make lists of millions. */
const ENOUGH_FUEL = 300_000;

/** Differences among programs, by index. */
async function differences(
  programs: readonly string[],
  nix: NixRunner,
  evaluator: TestEvaluator,
): Promise<ReadonlyMap<number, string>> {
  // What takes too long here does so in Nix too, and need not be waited for.
  const asked = programs
    .map((program, index) => ({ program, index, result: evaluator.json(program) }))
    .filter(({ result }) => !isTooMuch(result));
  const theirs = await nix.evaluate(
    asked.map(({ program }) => program),
    asked.map(({ result }) => ('ok' in result ? 'ok' : 'error' in result ? 'error' : undefined)),
  );
  const found = new Map<number, string>();
  for (const [at, { program, index, result }] of asked.entries()) {
    const answer = theirs[at] ?? { error: 'no answer' };
    const what = isIncomparable(program, result, answer) ? undefined : difference(result, answer);
    if (what === undefined) continue;
    const other = withoutJsonText(program);
    const again = other === program ? undefined : await differences([other], nix, evaluator);
    if (again !== undefined && again.size === 0) continue;
    // What Nix says to this depends on more than the program.
    if (difference(result, await nix.evaluateBackwards(program)) === undefined) continue;
    found.set(index, what);
  }
  return found;
}

/** Not compared: they ask the store, the network, the machine or files, whose answers are no matter of the language. */
const ELSEWHERE = `
  currentSystem currentTime derivationStrict fetchGit fetchMercurial fetchTarball fetchTree fetchurl filterSource getEnv hashFile import nixPath
  nixVersion path pathExists readDir readFile scopedImport storeDir storePath toFile
`;

test('every pure built-in function is in the random programs', () => {
  const found = spawnSync(
    'nix-instantiate',
    ['--store', 'dummy://', '--eval', '--strict', '--json', '-E', 'builtins.attrNames builtins'],
    {
      encoding: 'utf8',
    },
  );
  const names: readonly string[] = found.status === 0 ? JSON.parse(found.stdout) : [];
  const templates = [...COMMON, ...Object.values(PRODUCTIONS).flat(), ...Object.values(LEAVES).flat()].join('\n');
  const missing = names.filter(
    (name) => !ELSEWHERE.split(/\s+/).includes(name) && !templates.match(new RegExp(`(?<![\\w'])${name}(?![\\w'])`)),
  );
  expect(missing).toEqual([]);
});

describe.runIf(nixVersion() !== undefined)('evaluation against real Nix', () => {
  test('edges', { timeout: 120_000 }, async () => {
    const nix = await nixRunner();
    const evaluator = await testEvaluator();
    const found = await differences(EDGES, nix, evaluator);
    await nix.dispose();
    expect([...found].map(([index, what]) => `${EDGES[index]}\n  ${what}`)).toEqual([]);
  });

  test('2000 regular expressions', { timeout: 60_000 }, async () => {
    const random = seeded(SEED);
    const programs = Array.from({ length: 2000 }, () => regexProgram(random));
    const nix = await nixRunner();
    const found = await differences(programs, nix, await testEvaluator());
    await nix.dispose();
    expect([...found].map(([index, what]) => `NIX_SEED=${SEED}: ${programs[index]}\n  ${what}`)).toEqual([]);
  });

  test(`${COUNT} random programs`, { timeout: 600_000 }, async () => {
    console.log(`NIX_SEED=${SEED} NIX_PROGRAMS=${COUNT}`);
    const random = seeded(SEED);
    const programs = Array.from({ length: COUNT }, () => generate(random));
    const nix = await nixRunner();
    const evaluator = await testEvaluator({}, { ...TEST_BUDGET, fuel: ENOUGH_FUEL });
    const found = await differences(programs.map(print), nix, evaluator);
    const shown: string[] = [];
    for (const index of [...found.keys()].slice(0, Number(process.env.NIX_SHOWN ?? 2))) {
      const program = programs[index] as Program;
      const differs = async (candidate: Program): Promise<boolean> => {
        const what = (await differences([print(candidate)], nix, evaluator)).get(0);
        return what !== undefined && !hasLostVariable(what);
      };
      const smallest = print(await shrink(program, differs));
      shown.push(`${smallest}\n  ${(await differences([smallest], nix, evaluator)).get(0)}`);
    }
    await nix.dispose();
    expect(shown).toEqual([]);
  });
});
