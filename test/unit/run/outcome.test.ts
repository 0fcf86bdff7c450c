import { describe, expect, test } from 'vitest';
import { interpretExit } from '../../../server/src/run/outcome';
import { reportOn } from '../../../server/src/run/output/reader';
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

describe('what the output said', () => {
  const said = (output: string, code: number, tool: Tool = 'rebuild') =>
    interpretExit('Switch', { tool, effect: 'changes-system' }, code, reportOn(output)).message;

  test('units that failed', () => {
    expect(said('warning: the following units failed: nginx.service, acme.service\n', 4)).toBe(
      'Switch: activated, but these units failed: “nginx.service”, “acme.service” (exit code 4).',
    );
    const many = Array.from({ length: 8 }, (_, index) => `u${index}.service`).join(', ');
    expect(said(`warning: the following units failed: ${many}\n`, 4)).toContain('“u4.service” and 3 more');
  });

  test('the exit status of the activation, where the program around it has its own', () => {
    const output =
      "Command 'systemd-run /nix/store/a/bin/switch-to-configuration switch' returned non-zero exit status 100.\n";
    expect(said(output, 1)).toBe(
      'Switch: not activated: it changes the interface to systemd and needs a reboot (exit code 100).',
    );
  });

  test('switch inhibitors', () => {
    expect(
      said(
        'There are changes to critical components of the system:\n\ndbus-implementation : dbus -> broker\n\nSwitching\n',
        1,
        'activation',
      ),
    ).toBe(
      'Switch: not switched, because it changes what cannot change while the system runs (“dbus-implementation from dbus to broker”): make it the system of the next boot and restart (exit code 1).',
    );
  });

  test('checks before switching', () => {
    expect(said("Pre-switch check 'disk' failed\n", 1)).toContain('a check before switching failed: “disk”');
  });

  test('the first line of the error, and how many there are', () => {
    expect(said("error: undefined variable 'x'\n", 1)).toBe("Switch: undefined variable 'x' (exit code 1).");
    expect(said('error:\n       Failed assertions:\n       - One.\n       - Two.\n', 1)).toBe(
      'Switch: One, and 1 more (exit code 1).',
    );
  });

  test('names that hide are written out', () => {
    expect(said('warning: the following units failed: \u202ea.service\n', 4)).toContain('\\u{202e}');
  });
});

test('after building for the next boot nothing has changed yet', () => {
  expect(interpretExit('Build', { tool: 'rebuild', effect: 'next-boot' }, 0).message).toBe(
    'Build: ready for the next boot.',
  );
});
