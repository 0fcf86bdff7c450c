// Which boot loader a system installs, by what it says of itself: its bootspec, and the installer that its
// switch-to-configuration names. The boot partition itself mostly takes root to read, so it is only asked last.
import { join } from 'node:path';
import { readBootspec } from './details';
import type { Loader, LoaderFacts, Release } from './facts';
import type { SystemRoot } from './system-root';

/** Extensions of the bootspec, the more special first: Lanzaboote also writes systemd-boot's. */
const EXTENSIONS: readonly (readonly [RegExp, Loader])[] = [
  [/lanzaboote/, 'lanzaboote'],
  [/limine/, 'limine'],
  [/systemd-boot/, 'systemd-boot'],
];

/** Programs that install a loader, as `INSTALL_BOOTLOADER` names them. */
const INSTALLERS: readonly (readonly [RegExp, Loader])[] = [
  [/lzbt|lanzaboote|bootinstall/, 'lanzaboote'],
  [/limine/, 'limine'],
  [/grub/, 'grub'],
  [/extlinux/, 'extlinux'],
  [/systemd-boot/, 'systemd-boot'],
];

/** What is in the boot partition, where it can be read. */
const FILES: readonly (readonly [string, Loader])[] = [
  ['/boot/limine/limine.conf', 'limine'],
  ['/boot/grub/grub.cfg', 'grub'],
  ['/boot/extlinux/extlinux.conf', 'extlinux'],
  ['/boot/loader/loader.conf', 'systemd-boot'],
];

/** The release of NixOS since which systemd-boot's default can be a specialisation, and the last that surely cannot. */
const NEW_DEFAULT: Release = { year: 26, month: 5 };

export async function detectLoader(
  root: SystemRoot,
  system: string | undefined,
  release: Release | undefined,
): Promise<LoaderFacts | undefined> {
  const kind = (system === undefined ? undefined : await loaderOf(root, system)) ?? (await loaderOnDisk(root));
  if (kind === undefined) return undefined;
  return { kind, takesSpecialisation: await takesSpecialisation(root, kind, release) };
}

async function loaderOf(root: SystemRoot, system: string): Promise<Loader | undefined> {
  const installer = /INSTALL_BOOTLOADER['"]?[=\s]+['"]?([^'"\s]+)/.exec(
    await root.head(join(system, 'bin/switch-to-configuration'), 65_536),
  )?.[1];
  const byInstaller = INSTALLERS.find(([pattern]) => installer !== undefined && pattern.test(installer))?.[1];
  const bootspec = await readBootspec(root, system);
  const keys = typeof bootspec === 'object' && bootspec !== null ? Object.keys(bootspec) : [];
  const byBootspec = EXTENSIONS.find(([pattern]) => keys.some((key) => pattern.test(key)))?.[1];
  return byInstaller ?? byBootspec;
}

async function loaderOnDisk(root: SystemRoot): Promise<Loader | undefined> {
  const there = await Promise.all(FILES.map(([file]) => root.exists(file)));
  return FILES.find((_, at) => there[at])?.[1];
}

async function takesSpecialisation(
  root: SystemRoot,
  kind: Loader,
  release: Release | undefined,
): Promise<boolean | undefined> {
  if (kind === 'grub' || kind === 'limine') return true;
  if (kind !== 'systemd-boot') return false;
  // Newer entries are named by their content, older ones by generation.
  const entries = await root.list('/boot/loader/entries');
  if (entries.some((entry) => /^nixos-[0-9a-f]{64}\.conf$/.test(entry))) return true;
  if (entries.some((entry) => /^nixos-generation-\d+/.test(entry))) return false;
  return release === undefined ? undefined : isSince(release, NEW_DEFAULT);
}

/** Whether a release is this one or newer. */
export function isSince(release: Release, other: Release): boolean {
  return release.year > other.year || (release.year === other.year && release.month >= other.month);
}
