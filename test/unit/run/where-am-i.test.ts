// Every way to know which system runs, on a fake machine whose links lead below its own root.
import { beforeEach, describe, expect, test } from 'vitest';
import { detectMachine, otherSurroundings } from '../../../server/src/run/machine/detect';
import { whereAmI } from '../../../server/src/run/status/where-am-i';
import { type FakeLaptop, type FakeNixos, fakeLaptop } from '../../support/fake-nixos';
import { temporaryFolder } from '../../support/temporary-folder';
import { SETTINGS } from './support';

let laptop: FakeLaptop;
let machine: FakeNixos;

beforeEach(() => {
  laptop = fakeLaptop(temporaryFolder());
  machine = laptop.machine;
});

const where = async () => {
  const root = { kind: 'flake', path: machine.folder } as const;
  return whereAmI(await detectMachine(root, SETTINGS, await otherSurroundings(machine.folder, 'me')));
};
const active = async () => (await where()).active;

const byPath = (name: string | null, generation: number) => ({
  kind: name === null ? 'base' : 'specialisation',
  name,
  names: name === null ? [] : [name],
  by: 'path',
  generation,
});
const UNREGISTERED = { kind: 'unregistered', name: null, names: [], by: null, generation: null };

describe('by path', () => {
  test('the base of the newest generation', async () => {
    expect(await active()).toEqual(byPath(null, 42));
  });

  test('a specialisation of the newest generation, though it has no siblings and no parent', async () => {
    machine.runs(laptop.work);
    expect(await active()).toEqual(byPath('work', 42));
    expect((await where()).available).toEqual(['play', 'work']);
  });

  test('the base of an older generation', async () => {
    machine.runs(laptop.oldBase);
    expect(await active()).toEqual(byPath(null, 41));
  });

  test('a specialisation of an older generation', async () => {
    machine.runs(laptop.oldWork);
    expect(await active()).toEqual(byPath('work', 41));
  });

  test('a generation of another profile', async () => {
    const other = machine.system({ name: 'other' });
    machine.generation(3, machine.system({ name: 'other-base', specialisations: { odd: other } }), { profile: 'test' });
    machine.runs(other);
    expect(await active()).toEqual(byPath('odd', 3));
  });

  test('the newest of several generations that are the same system', async () => {
    machine.generation(43, laptop.base);
    machine.current(43);
    machine.runs(laptop.work);
    expect(await active()).toEqual(byPath('work', 43));
  });

  test('the current generation before newer ones, after a rollback', async () => {
    machine.generation(43, laptop.oldBase);
    machine.current(41);
    machine.runs(laptop.oldWork);
    expect((await active()).name).toBe('work');
    expect((await where()).available).toEqual(['work']);
  });

  test('of specialisations that are equal: all names', async () => {
    machine.link(`${laptop.base}/specialisation/also`, laptop.work);
    machine.runs(laptop.work);
    expect(await active()).toMatchObject({ name: 'also', names: ['also', 'work'], by: 'path' });
  });

  test('of specialisations that are equal: the one that the marker names', async () => {
    machine.link(`${laptop.base}/specialisation/also`, laptop.work);
    machine.runs(laptop.work);
    machine.file('/etc/specialisation', 'work\n');
    expect(await active()).toMatchObject({ name: 'work', names: ['also', 'work'] });
  });

  test('the path is right where the marker, set in the base, is not', async () => {
    machine.file('/etc/specialisation', 'work\n');
    expect(await active()).toEqual(byPath(null, 42));
  });

  test('a profile that is no numbered generation', async () => {
    machine.remove('/nix/var/nix/profiles/system-42-link');
    machine.link('/nix/var/nix/profiles/system', laptop.base);
    machine.runs(laptop.work);
    expect(await active()).toMatchObject({ kind: 'specialisation', name: 'work', by: 'path', generation: null });
  });
});

describe('a test build, or a generation that was collected', () => {
  test('by the marker', async () => {
    machine.runs(machine.system({ name: 'test' }));
    machine.file('/etc/specialisation', 'work\n');
    expect(await active()).toEqual({
      kind: 'specialisation',
      name: 'work',
      names: ['work'],
      by: 'marker',
      generation: null,
    });
  });

  test('one whose files are gone: by the marker, or not at all', async () => {
    machine.runs('/nix/store/gone');
    expect(await active()).toEqual(UNREGISTERED);
    machine.file('/etc/specialisation', 'work\n');
    expect(await active()).toMatchObject({ name: 'work', by: 'marker' });
  });

  test('by the marker in the system itself, where /etc has none', async () => {
    machine.runs(machine.system({ name: 'test', marker: 'play' }));
    expect(await active()).toMatchObject({ name: 'play', by: 'marker' });
  });

  test('a marker of base and specialisation in two lines: the one that is a specialisation', async () => {
    machine.runs(machine.system({ name: 'test' }));
    machine.file('/etc/specialisation', 'base\nplay\n');
    expect(await active()).toMatchObject({ name: 'play', by: 'marker' });
    machine.file('/etc/specialisation', 'work\nplay\n');
    expect(await active()).toEqual(UNREGISTERED);
  });

  test('what has specialisations is a base, whatever its marker says', async () => {
    machine.runs(machine.system({ name: 'test', label: 'x-25.11.1', specialisations: { work: laptop.work } }));
    machine.file('/etc/specialisation', 'work\n');
    expect(await active()).toEqual(UNREGISTERED);
  });

  test('by a tag in its label that only the specialisation has', async () => {
    machine.runs(machine.system({ name: 'test', label: 'work-26.05.20260601.abcdef' }));
    expect(await active()).toMatchObject({ kind: 'specialisation', name: 'work', by: 'label' });
  });

  test('by the longer of two names that a tag holds', async () => {
    machine.link(`${laptop.base}/specialisation/work-late`, laptop.work);
    machine.runs(machine.system({ name: 'test', label: 'work-late-26.05.20260601.abcdef' }));
    expect((await active()).name).toBe('work-late');
  });

  test('by a label that one specialisation has and the base has not', async () => {
    const odd = machine.system({ name: 'odd', label: 'odd' });
    machine.link(`${laptop.base}/specialisation/strange`, odd);
    machine.runs(machine.system({ name: 'test', label: 'odd' }));
    expect(await active()).toMatchObject({ name: 'strange', by: 'label' });
  });

  test('a base by its label', async () => {
    machine.runs(machine.system({ name: 'test', specialisations: { work: laptop.work } }));
    expect(await active()).toMatchObject({ kind: 'base', by: 'label', generation: null });
  });

  test('else it is unregistered: the label of the base is that of its specialisations, too', async () => {
    machine.runs(machine.system({ name: 'test' }));
    expect(await active()).toEqual(UNREGISTERED);
    machine.runs(machine.system({ name: 'test', label: 'other-25.11.1' }));
    expect(await active()).toEqual(UNREGISTERED);
  });

  test.each(['', '\n', 'a/b', '../work'])('a marker that is no name says nothing: %j', async (text) => {
    machine.runs(machine.system({ name: 'test' }));
    machine.file('/etc/specialisation', text);
    expect(await active()).toEqual(UNREGISTERED);
  });
});

describe('booted', () => {
  test('is seen apart from what runs', async () => {
    machine.runs(laptop.work);
    expect(await where()).toMatchObject({ active: { name: 'work' }, booted: byPath(null, 42) });
    machine.boots(laptop.oldWork);
    expect((await where()).booted).toEqual(byPath('work', 41));
  });

  test('by what the kernel was told to start, where the link is missing', async () => {
    machine.remove('/run/booted-system');
    expect((await where()).booted).toEqual(byPath(null, 42));
  });

  test('by what the kernel was told to start, where the link leads to nothing known', async () => {
    machine.link('/run/booted-system', machine.system({ name: 'gone' }));
    expect((await where()).booted).toEqual(byPath(null, 42));
  });

  test('by the link, where the kernel was told something else that is known', async () => {
    machine.file('/proc/cmdline', `init=${laptop.oldBase}/init\n`);
    expect((await where()).booted).toEqual(byPath(null, 42));
  });

  test('by its own marker, not by that of what runs', async () => {
    machine.boots(machine.system({ name: 'gone', marker: 'play' }));
    machine.file('/etc/specialisation', 'work');
    expect((await where()).booted).toMatchObject({ name: 'play', by: 'marker' });
  });

  test('through the link of a generation', async () => {
    machine.remove('/run/booted-system');
    machine.file('/proc/cmdline', 'quiet init=/nix/var/nix/profiles/system-41-link/init\n');
    expect((await where()).booted).toEqual(byPath(null, 41));
  });
});

describe('what waits for a reboot', () => {
  test('nothing, where what runs has the kernel that was booted', async () => {
    machine.runs(laptop.work);
    expect((await where()).rebootNeeded).toEqual([]);
  });

  test('each part by its name', async () => {
    machine.runs(laptop.play);
    expect((await where()).rebootNeeded).toEqual(['kernel', 'kernel-params']);
    const all = { kernel: 'a', initrd: 'a', params: 'a', inhibitors: { dbus: 'dbus' } };
    machine.boots(machine.system({ name: 'one', ...all }));
    machine.runs(
      machine.system({ name: 'two', kernel: 'b', initrd: 'b', params: 'b', inhibitors: { dbus: 'broker' } }),
    );
    expect((await where()).rebootNeeded).toEqual(['kernel', 'initrd', 'kernel-params', 'switch-inhibitors']);
  });

  test('what only one of them says is no difference', async () => {
    machine.runs(machine.system({ name: 'bare', inhibitors: { dbus: 'broker' } }));
    expect((await where()).rebootNeeded).toEqual([]);
  });
});

test('where there is no NixOS', async () => {
  machine.remove('/run');
  machine.remove('/nix/var');
  machine.remove('/proc');
  expect(await where()).toMatchObject({
    host: 'laptop',
    active: { kind: 'none' },
    booted: { kind: 'none' },
    available: [],
    rebootNeeded: [],
  });
});
