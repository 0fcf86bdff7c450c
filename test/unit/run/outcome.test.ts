import { describe, expect, test } from 'vitest';
import { interpretExit } from '../../../server/src/run/outcome';
import type { Tool } from '../../../server/src/run/plan/draft';

const outcome = (tool: Tool, code: number | undefined) =>
  interpretExit('Switch to “work”', { tool, effect: 'changes-system' }, code);

describe('switch-to-configuration, directly or through nixos-rebuild', () => {
  test.each<[number, string, string]>([
    [0, 'done', 'done'],
    [2, 'failed', 'activation script'],
    [3, 'attention', 'systemd'],
    [4, 'attention', 'some units failed'],
    [100, 'attention', 'reboot'],
    [7, 'failed', 'exit code 7'],
  ])('%d', (code, level, text) => {
    for (const tool of ['activation', 'rebuild'] as const) {
      expect(outcome(tool, code).level).toBe(level);
      expect(outcome(tool, code).message).toContain(text);
    }
  });
});

test('one means something else to each', () => {
  expect(outcome('activation', 1)).toEqual({
    level: 'failed',
    message:
      'Switch to “work”: refused or failed before activation (a pre-switch check, or root was not granted) (exit code 1).',
  });
  expect(outcome('rebuild', 1).message).toContain('evaluating, building');
  expect(outcome('home', 1).message).toContain('activating');
});

test('a build does not know the codes of activation', () => {
  for (const code of [2, 4, 100])
    expect(outcome('build', code)).toMatchObject({
      level: 'failed',
      message: expect.stringContaining(`exit code ${code}`),
    });
});

test.each([undefined, 129, 130, 137, 143])('%s: stopped by the user', (code) => {
  expect(outcome('rebuild', code).level).toBe('stopped');
});

test.each([126, 127])('%d: could not be started', (code) => {
  expect(outcome('build', code).message).toContain('could not be started');
});

test('after building for the next boot nothing has changed yet', () => {
  expect(interpretExit('Build', { tool: 'rebuild', effect: 'next-boot' }, 0).message).toBe(
    'Build: ready for the next boot.',
  );
});
