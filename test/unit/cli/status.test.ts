// `status` as users start it.
import { beforeEach, expect, it } from 'vitest';
import { type FakeLaptop, fakeLaptop } from '../../support/fake-nixos';
import { temporaryFolder } from '../../support/temporary-folder';
import { runHere } from './run-here';

let laptop: FakeLaptop;

beforeEach(() => {
  laptop = fakeLaptop(temporaryFolder());
});

const status = (...options: readonly string[]) =>
  runHere(['status', '--system-root', laptop.machine.folder, ...options]);

it('as JSON has exactly these fields', async () => {
  laptop.machine.runs(laptop.play);
  const { exitCode, stdout } = await status('--format', 'json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    host: 'laptop',
    active: { kind: 'specialisation', name: 'play', by: 'path', generation: 42 },
    booted: { kind: 'base', name: null, by: 'path', generation: 42 },
    available: ['play', 'work'],
    rebootNeeded: ['kernel', 'kernel-params'],
  });
});

it('as text', async () => {
  laptop.machine.runs(laptop.play);
  expect((await status()).stdout.split('\n')).toEqual([
    'host:      laptop',
    'active:    “play” of generation 42',
    'booted:    the base system of generation 42',
    'available: “play”, “work”',
    'a reboot would change: kernel, kernel-params',
    '',
  ]);
});

it('where there is no NixOS', async () => {
  const { exitCode, stdout } = await runHere(['status', '--system-root', temporaryFolder(), '--format', 'json']);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    host: null,
    active: { kind: 'none', name: null, by: null, generation: null },
    booted: { kind: 'none', name: null, by: null, generation: null },
    available: [],
    rebootNeeded: [],
  });
});

it.each([
  [['.'], 'takes no file or folder'],
  [['--system-root', '/not/there'], 'no such folder'],
  [['--format', 'yaml'], '--format must be one of'],
])('%j is wrong usage', async (args, text) => {
  const { exitCode, stderr } = await runHere(['status', ...args]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(text);
});
