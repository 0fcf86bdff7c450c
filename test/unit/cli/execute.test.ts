// Asking and starting, with a terminal that answers as it is told.
import { describe, expect, it } from 'vitest';
import { execute } from '../../../server/src/cli/run/execute';
import type { RunPlan, RunStep } from '../../../server/src/run/plan/draft';
import { planned, spec } from '../run/support';

const STEP: RunStep = { argv: ['one', 'a b'], cwd: '/here', effect: 'builds', needsRoot: false, tool: 'rebuild' };
const plan = (...steps: readonly Partial<RunStep>[]): RunPlan => ({
  ...planned(spec()),
  title: 'Try',
  steps: steps.map((step) => ({ ...STEP, ...step })),
});

/** Runs a plan; `answers` to its questions, `codes` of its commands, in their order. */
async function run(of: RunPlan, { answers = ['y'], codes = [0], yes = false, isInteractive = true } = {}) {
  const said: string[] = [];
  const asked: string[] = [];
  const started: (readonly string[])[] = [];
  const exitCode = await execute(of, yes, {
    out: () => {},
    err: (line) => said.push(line),
    terminal: {
      isInteractive,
      ask: async (question) => answers[asked.push(question) - 1] ?? '',
      start: async (argv, cwd) => codes[started.push([cwd, ...argv]) - 1] ?? 0,
    },
  });
  return { exitCode, said, asked, started };
}

describe('the question', () => {
  it.each(['y', 'Y', 'yes', ' YES '])('%j runs it', async (answer) => {
    const { exitCode, started, asked } = await run(plan({}), { answers: [answer] });
    expect([exitCode, started, asked]).toEqual([0, [['/here', 'one', 'a b']], ['Run this? [y/N] ']]);
  });

  it.each(['', 'n', 'no', 'yess', 'j', 'y\ny'])('%j runs nothing', async (answer) => {
    const { exitCode, started, said } = await run(plan({}), { answers: [answer] });
    expect([exitCode, started, said]).toEqual([1, [], ['nothing was run']]);
  });

  it('is not asked where nobody can answer', async () => {
    const { exitCode, started, asked } = await run(plan({}), { isInteractive: false });
    expect([exitCode, started, asked]).toEqual([1, [], []]);
    expect((await run(plan({}), { isInteractive: false, yes: true })).started).toHaveLength(1);
  });

  it('comes once more before what should be looked at first', async () => {
    const two = plan({ argv: ['look'] }, { argv: ['delete'], question: 'Delete?' });
    const no = await run(two, { answers: ['y', 'n'] });
    expect([no.exitCode, no.asked, no.started]).toEqual([
      1,
      ['Run this? [y/N] ', 'Delete? [y/N] '],
      [['/here', 'look']],
    ]);
    expect((await run(two, { answers: ['y', 'y'] })).started).toHaveLength(2);
    expect((await run(two, { yes: true, isInteractive: false })).started).toHaveLength(2);
  });
});

describe('the end', () => {
  it.each<[number, RunStep['tool'], string]>([
    [0, 'rebuild', 'Try: done.'],
    [1, 'rebuild', 'failed while evaluating, building'],
    [2, 'activation', 'the activation script failed'],
    [3, 'activation', 'systemd could not be reloaded'],
    [4, 'rebuild', 'some units failed'],
    [100, 'activation', 'needs a reboot'],
    [2, 'build', 'failed (exit code 2)'],
    [126, 'build', 'could not be started'],
    [127, 'build', 'could not be started'],
    [130, 'rebuild', 'stopped before it finished'],
    [1, 'profile', 'the profile could not be changed'],
    [1, 'garbage', 'failed while deleting'],
    [1, 'home', 'failed while evaluating, building or activating'],
  ])('%d of %s, in words', async (code, tool, text) => {
    const { exitCode, said } = await run(plan({ tool }), { codes: [code] });
    expect(exitCode).toBe(code);
    expect(said.at(-1)).toContain(text);
  });

  it('of a step that fails is the end of all', async () => {
    const { exitCode, started } = await run(plan({}, {}, {}), { codes: [0, 5, 0] });
    expect(exitCode).toBe(5);
    expect(started).toHaveLength(2);
  });

  it('each command is shown before it starts', async () => {
    expect((await run(plan({}, { argv: ['two'] }))).said).toEqual(["+ one 'a b'", '+ two', 'Try: done.']);
  });
});
