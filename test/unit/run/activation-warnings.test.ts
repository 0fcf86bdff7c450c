import { describe, expect, test } from 'vitest';
import type { RunSpec } from '../../../server/src/protocol/run';
import type { MachineFacts, SystemDetails } from '../../../server/src/run/machine/facts';
import { PROFILE, realPathOf, spec, warningsOf } from './support';

function system(boot: Record<string, string>, inhibitors: Record<string, string> = {}): SystemDetails {
  return { boot: new Map(Object.entries(boot)), inhibitors: new Map(Object.entries(inhibitors)) };
}

function warnings(
  base: SystemDetails,
  work: SystemDetails,
  changes: Partial<RunSpec> = {},
  machine: Partial<MachineFacts> = {},
) {
  const details = new Map([
    [PROFILE, base],
    [realPathOf('work'), work],
  ]);
  return warningsOf(spec(changes), { machine: { details, ...machine } });
}

describe('switch inhibitors', () => {
  const dbus = system({}, { 'dbus-implementation': 'dbus' });
  const broker = system({}, { 'dbus-implementation': 'broker', other: 'x' });

  test('a different value of the same one is told before NixOS refuses', () => {
    expect(warnings(dbus, broker)).toEqual([
      'NixOS will refuse to switch while running, because of dbus-implementation (dbus → broker). Boot into it instead.',
    ]);
  });

  test('a preview is refused in the same way', () => {
    expect(warnings(dbus, broker, { action: 'preview' }).join()).toContain('dbus-implementation (dbus → broker)');
  });

  test('the running system counts, not the booted one', () => {
    const machine = { runningSystem: realPathOf('work') };
    expect(warnings(dbus, broker, { specialisation: null }, machine).join()).toContain(
      'dbus-implementation (broker → dbus)',
    );
    expect(warnings(dbus, broker, {}, machine)).toEqual(['“work” is already active.']);
  });

  test('one that only one of them has forbids nothing', () => {
    expect(warnings(system({}, { a: '1' }), system({}, { b: '2' }))).toEqual([]);
  });
});

describe('what only a boot brings', () => {
  const stable = system({ kernel: '/nix/store/linux-6.12', initrd: '/nix/store/initrd', 'kernel-params': 'quiet' });
  const newest = system({
    kernel: '/nix/store/linux-7.0',
    initrd: '/nix/store/initrd',
    'kernel-params': 'quiet debug',
  });

  test('names what differs from what was booted', () => {
    expect(warnings(stable, newest)).toEqual([
      'Only a reboot into it brings all of it: kernel, kernel parameters differ from what was booted.',
    ]);
  });

  test('is silent when it was booted into the target', () => {
    expect(warnings(stable, newest, {}, { bootedSystem: realPathOf('work') })).toEqual([]);
  });

  test('is silent when nothing is known of what was booted, and for previews', () => {
    expect(warnings(stable, newest, {}, { bootedSystem: undefined })).toEqual([]);
    expect(warnings(stable, newest, {}, { bootedSystem: '/nix/store/old' })).toEqual([]);
    expect(warnings(stable, newest, { action: 'preview' })).toEqual([]);
  });
});
