// What Nix itself has evaluated, against what runs.
import { beforeEach, expect, test } from 'vitest';
import { outputOf } from '../../../server/src/run/machine/derivation';
import { detectMachine, otherSurroundings } from '../../../server/src/run/machine/detect';
import { systemRoot } from '../../../server/src/run/machine/system-root';
import { verdictOf } from '../../../server/src/run/status/verdict';
import { type FakeLaptop, fakeLaptop } from '../../support/fake-nixos';
import { temporaryFolder } from '../../support/temporary-folder';
import { SETTINGS } from './support';

let laptop: FakeLaptop;

beforeEach(() => {
  laptop = fakeLaptop(temporaryFolder());
});

const verdict = async (specialisation: string | null, output: string | null | undefined) => {
  const { folder } = laptop.machine;
  const facts = await detectMachine({ kind: 'flake', path: folder }, SETTINGS, await otherSurroundings(folder, 'me'));
  return verdictOf({ specialisation, output }, facts);
};

test('each part against that of the generation that runs, whichever part of it is active', async () => {
  laptop.machine.runs(laptop.work);
  expect(await verdict(null, laptop.base)).toBe('same');
  expect(await verdict('work', laptop.work)).toBe('same');
  expect(await verdict('play', laptop.play)).toBe('same');
  expect(await verdict('play', laptop.work)).toBe('differs');
  expect(await verdict(null, '/nix/store/not-built')).toBe('differs');
});

test('an older generation that runs is what counts', async () => {
  laptop.machine.runs(laptop.oldWork);
  expect(await verdict(null, laptop.base)).toBe('differs');
  expect(await verdict(null, laptop.oldBase)).toBe('same');
  // It has none of that name.
  expect(await verdict('play', laptop.play)).toBe('unknown');
});

test('of a system in no generation only the part that is active is known', async () => {
  const trial = laptop.machine.system({ name: 'trial', marker: 'work' });
  laptop.machine.runs(trial);
  expect(await verdict('work', trial)).toBe('same');
  expect(await verdict(null, laptop.base)).toBe('unknown');
});

test('what does not evaluate fails; what it would be may be unknown', async () => {
  expect(await verdict(null, null)).toBe('fails');
  expect(await verdict(null, undefined)).toBe('unknown');
});

test('a derivation says where its output lies', async () => {
  const { machine } = laptop;
  const root = systemRoot(machine.folder);
  const write = (name: string, text: string) => machine.file(`/nix/store/${name}.drv`, text);
  write(
    'a',
    'Derive([("out","/nix/store/aaa-nixos-system-laptop","","")],[("/nix/store/b.drv",["out"])],[],"x86_64-linux"',
  );
  expect(await outputOf(root, '/nix/store/a.drv')).toBe('/nix/store/aaa-nixos-system-laptop');
  // Where it lies is only known once it is built.
  write('ca', 'Derive([("out","","r:sha256","")],[],[],"x86_64-linux"');
  for (const path of ['/nix/store/ca.drv', '/nix/store/gone.drv', '/nix/store/../../etc/hostname', '', '/etc/hostname'])
    expect(await outputOf(root, path), path).toBeUndefined();
});
