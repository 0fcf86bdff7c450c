// Which boot loader a machine has, on a fake one.
import { beforeEach, describe, expect, test } from 'vitest';
import { detectSystem, otherSurroundings } from '../../../server/src/run/machine/detect';
import { type FakeNixos, fakeLaptop } from '../../support/fake-nixos';
import { temporaryFolder } from '../../support/temporary-folder';
import { SETTINGS } from './support';

let machine: FakeNixos;

beforeEach(() => {
  ({ machine } = fakeLaptop(temporaryFolder()));
});

const detect = async () => detectSystem(SETTINGS, await otherSurroundings(machine.folder, 'me'));

describe('the boot loader', () => {
  const system = (changes: object) => {
    const base = machine.system({ name: 'new', ...changes });
    machine.generation(43, base);
    machine.current(43);
  };

  test.each([
    ['/nix/store/x-install-grub.sh', 'grub', true],
    ['/nix/store/x-install-systemd-boot.sh', 'systemd-boot', false],
    ['/nix/store/x-extlinux-conf-builder.sh', 'extlinux', false],
    ['/nix/store/x-limine-install', 'limine', true],
    ['/nix/store/x-lzbt-systemd', 'lanzaboote', false],
  ])('by its installer %s', async (installer, kind, takesSpecialisation) => {
    system({ installer: `export INSTALL_BOOTLOADER='${installer}'` });
    expect((await detect()).loader).toEqual({ kind, takesSpecialisation });
    // As in a wrapper that is compiled.
    system({ installer: `makeCWrapper --set 'INSTALL_BOOTLOADER' '${installer}'` });
    expect((await detect()).loader).toEqual({ kind, takesSpecialisation });
  });

  test('by its bootspec; Lanzaboote also has that of systemd-boot', async () => {
    system({ bootspec: { 'org.nixos.systemd-boot': {}, 'org.nixos.bootspec.v1': {} } });
    expect((await detect()).loader?.kind).toBe('systemd-boot');
    system({ bootspec: { 'org.nixos.systemd-boot': {}, 'org.nix-community.lanzaboote': {} } });
    expect((await detect()).loader?.kind).toBe('lanzaboote');
  });

  test('of systemd-boot the entries say which it is, or else the release', async () => {
    system({ bootspec: { 'org.nixos.systemd-boot': {} } });
    machine.file('/etc/os-release', 'ID=nixos\nVERSION_ID="26.05"\n');
    expect((await detect()).loader?.takesSpecialisation).toBe(true);
    machine.file('/boot/loader/entries/nixos-generation-42-specialisation-work.conf', '');
    expect((await detect()).loader?.takesSpecialisation).toBe(false);
    machine.file(`/boot/loader/entries/nixos-${'0'.repeat(64)}.conf`, '');
    expect((await detect()).loader?.takesSpecialisation).toBe(true);
  });

  test('by the boot partition, where it can be read; else it is not known', async () => {
    expect((await detect()).loader).toBeUndefined();
    machine.file('/boot/grub/grub.cfg', '');
    expect((await detect()).loader?.kind).toBe('grub');
  });
});
