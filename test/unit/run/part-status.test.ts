// What a lens says of a part of this machine's system.
import { expect, test } from 'vitest';
import type { MachineFacts, SystemDetails } from '../../../server/src/run/machine/facts';
import { partStatus, statusWords } from '../../../server/src/run/status/part-status';
import { MACHINE, PROFILE, realPathOf } from './support';

const system = (kernel: string): SystemDetails => ({ boot: new Map([['kernel', kernel]]), inhibitors: new Map() });
const DETAILS: Partial<MachineFacts> = {
  details: new Map([
    [PROFILE, system('a')],
    [realPathOf('work'), system('a')],
    [realPathOf('play'), system('b')],
  ]),
};
const words = (name: string | null, changes: Partial<MachineFacts> = {}, options: readonly string[] = []) =>
  statusWords(partStatus({ ...MACHINE, ...DETAILS, ...changes }, name, options));

test('what runs is active', () => {
  expect(words(null)).toEqual(['active']);
  expect(words('work', { runningSystem: realPathOf('work') })).toEqual(['active']);
  expect(words(null, { runningSystem: realPathOf('work') })).toEqual([]);
});

test('what is built and has the kernel that was booted needs no word', () => {
  expect(words('work')).toEqual([]);
});

test('another kernel needs a reboot', () => {
  expect(words('play')).toEqual(['needs reboot (kernel)']);
  expect(words('play', { bootedSystem: realPathOf('play') })).toEqual([]);
  expect(words('play', { runningSystem: realPathOf('play') })).toEqual(['active']);
});

test('what is not built is judged by its options', () => {
  expect(words('new')).toEqual(['not built']);
  expect(words('new', {}, ['services.openssh.enable', 'boot.kernelPackages'])).toEqual([
    'not built',
    'may need reboot (boot.kernelPackages)',
  ]);
});

test('equal specialisations are active together', () => {
  const both = {
    path: PROFILE,
    specialisations: new Map([
      ['a', '/x'],
      ['b', '/x'],
    ]),
    knowsDriverVersion: false,
  };
  for (const name of ['a', 'b']) expect(words(name, { system: both, runningSystem: '/x' })).toEqual(['active']);
});
