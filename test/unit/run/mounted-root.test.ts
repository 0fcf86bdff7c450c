// A machine in a folder, named as it is seen from outside: for tests of the editor, whose commands are started.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detectMachine, theseSurroundings } from '../../../server/src/run/machine/detect';
import { mountedRoot } from '../../../server/src/run/machine/mounted-root';
import { whereAmI } from '../../../server/src/run/status/where-am-i';
import { fakeLaptop } from '../../support/fake-nixos';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { SETTINGS } from './support';

test('what is the system’s lies below the folder, under either name; all else is here', async () => {
  const folder = temporaryFolder();
  const { machine, base } = fakeLaptop(folder);
  const root = mountedRoot(folder);
  expect(await root.realPath('/run/current-system')).toBe(join(folder, base));
  expect(await root.realPath(join(folder, 'run/current-system'))).toBe(join(folder, base));
  expect(await root.text('/etc/hostname')).toBe('laptop\n');
  expect(await root.leadsTo('/run/current-system')).toBe(join(folder, base));
  expect(root.place('/run/current-system')).toBe(machine.place('/run/current-system'));
  const elsewhere = temporaryFolder();
  writeIn(elsewhere, 'bin/tool', 'x');
  expect(await root.text(join(elsewhere, 'bin/tool'))).toBe('x');
  expect(await root.realPath(elsewhere)).toBe(elsewhere);
  expect(await root.realPath('/etc/not-there')).toBeUndefined();
});

test('the machine in it is seen whole', async () => {
  const folder = temporaryFolder();
  const { machine, work } = fakeLaptop(folder);
  machine.runs(work);
  const settings = { ...SETTINGS, systemProfile: machine.place('/nix/var/nix/profiles/system') };
  const around = { ...theseSurroundings([]), root: mountedRoot(folder), host: undefined };
  const facts = await detectMachine({ kind: 'flake', path: folder }, settings, around);
  expect(whereAmI(facts)).toMatchObject({
    host: 'laptop',
    active: { kind: 'specialisation', name: 'work', generation: 42 },
    booted: { kind: 'base', generation: 42 },
    available: ['play', 'work'],
  });
  expect(facts.system?.path.startsWith(folder)).toBe(true);
});
