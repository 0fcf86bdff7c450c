// The machine as the client holds it: looked at when it changes, told when it is different, watched only where there is
// something.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createMachine, type Looked, type MachineParts } from '../../../client/src/machine/machine';
import { machineStateOf } from '../../../client/src/machine/machine-state';
import { memoryIn } from '../../../client/src/memory';
import type { MachineFacts, SystemDetails } from '../../../server/src/run/machine/facts';
import { HOME_PROFILE, MACHINE, PROFILE, realPathOf } from '../run/support';
import { store } from './memory-support';

const NOTHING: Partial<MachineFacts> = {
  system: undefined,
  home: undefined,
  runningSystem: undefined,
  bootedSystem: undefined,
};
const looked = (changes: Partial<MachineFacts> = {}): Omit<Looked, 'where'> => ({
  facts: { ...MACHINE, ...changes },
  built: undefined,
});

let now: Omit<Looked, 'where'>;
let looks: number;
let onChange: (() => void) | undefined;

beforeEach(() => {
  now = looked();
  looks = 0;
  onChange = undefined;
});

function machine(changes: Partial<MachineParts> = {}) {
  const made = createMachine({
    look: async () => {
      looks += 1;
      return now;
    },
    watch: (callback) => {
      onChange = callback;
      return {
        dispose: () => {
          onChange = undefined;
        },
      };
    },
    memory: memoryIn(store(), store()),
    hosts: () => ({}),
    log: { error: (line) => expect.unreachable(line) },
    ...changes,
  });
  const told = vi.fn();
  made.onChanged(told);
  return { made, told };
}

describe('the machine', () => {
  test('is not known before it was looked at', async () => {
    const { made, told } = machine();
    expect(made.looked()).toBeUndefined();
    expect(made.state().built).toEqual({ nixos: null, 'home-manager': null });
    await made.refresh();
    expect(made.looked()?.where.active.kind).toBe('base');
    expect(told).toHaveBeenCalledTimes(1);
  });

  test('is told of only when it is different', async () => {
    const { made, told } = machine();
    await made.refresh();
    await made.refresh();
    expect(told).toHaveBeenCalledTimes(1);
    now = looked({ runningSystem: realPathOf('work') });
    await made.refresh();
    expect(told).toHaveBeenCalledTimes(2);
    expect(made.state().built.nixos?.active).toBe('work');
  });

  test('is looked at again when what is watched changes', async () => {
    const { made, told } = machine();
    await made.refresh();
    now = looked({ runningSystem: realPathOf('play') });
    onChange?.();
    await made.refresh();
    expect(told).toHaveBeenCalledTimes(2);
  });

  test('is not watched where there is nothing, and no longer where that is gone', async () => {
    now = looked(NOTHING);
    const { made } = machine();
    await made.refresh();
    expect(onChange).toBeUndefined();
    now = looked();
    await made.refresh();
    expect(onChange).toBeDefined();
    now = looked(NOTHING);
    await made.refresh();
    expect(onChange).toBeUndefined();
  });

  test('many calls at once look at it twice at most', async () => {
    const { made } = machine();
    await Promise.all([made.refresh(), made.refresh(), made.refresh()]);
    expect(looks).toBeLessThanOrEqual(2);
  });

  test('a look that fails is logged, and the next one counts', async () => {
    const errors: string[] = [];
    let fails = true;
    const { made } = machine({
      look: async () => {
        if (fails) throw new Error('no');
        return now;
      },
      log: { error: (line) => errors.push(line) },
    });
    await made.refresh();
    expect(errors).toEqual(['machine failed error=Error: no']);
    fails = false;
    await made.refresh();
    expect(made.looked()).toBeDefined();
  });

  test('after the end nothing is told, and nothing watched', async () => {
    const { made, told } = machine();
    const looking = made.refresh();
    made.dispose();
    await looking;
    expect(told).not.toHaveBeenCalled();
    expect(onChange).toBeUndefined();
  });
});

describe('what the server is told', () => {
  const memory = memoryIn(store(), store());
  const state = (changes: Partial<MachineFacts> = {}, hosts = {}) =>
    machineStateOf({ ...MACHINE, ...changes }, memory, hosts);
  const details = (boot: Record<string, string>): SystemDetails => ({
    boot: new Map(Object.entries(boot)),
    inhibitors: new Map(),
  });

  test('its name, its user, what is built, what runs', () => {
    expect(state()).toEqual({
      host: 'laptop',
      user: 'me',
      own: {},
      chosen: {},
      reachable: [],
      built: {
        nixos: { active: null, names: ['work', 'play'], reboot: {} },
        'home-manager': { active: null, names: ['work'], reboot: {} },
      },
    });
  });

  test('what only a reboot brings of each, in words', () => {
    const facts = new Map([
      [PROFILE, details({ kernel: '/a', 'kernel-params': 'quiet' })],
      [realPathOf('work'), details({ kernel: '/a', 'kernel-params': 'quiet' })],
      [realPathOf('play'), details({ kernel: '/b', 'kernel-params': 'loud' })],
    ]);
    expect(state({ details: facts }).built.nixos?.reboot).toEqual({ play: ['kernel', 'kernel parameters'] });
  });

  test('a part of an older generation is not the active one of the newest', () => {
    const older = { profile: 'system', link: '', date: undefined, label: undefined };
    const generations = [
      { ...older, number: 2, path: PROFILE, specialisations: new Map(), isCurrent: true },
      { ...older, number: 1, path: '/old', specialisations: new Map([['work', '/old-work']]), isCurrent: false },
    ];
    const { built } = state({ generations, runningSystem: '/old-work' });
    expect(built.nixos).not.toHaveProperty('active');
  });

  test('an unknown system or home is neither base nor specialisation', () => {
    const { built } = state({ runningSystem: '/other', runningHome: '/other' });
    expect(built.nixos).not.toHaveProperty('active');
    expect(built['home-manager']).not.toHaveProperty('active');
    expect(state({ runningHome: HOME_PROFILE }).built['home-manager']?.active).toBeNull();
  });

  test('which hosts can be reached: those with a target', () => {
    const hosts = { server: { targetHost: 'root@server' }, builder: { buildHost: 'b' } };
    expect(state({}, hosts).reachable).toEqual(['server']);
  });
});
