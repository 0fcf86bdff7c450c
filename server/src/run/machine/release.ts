// Which release a machine runs.
import type { Release } from './facts';
import type { SystemRoot } from './system-root';

/** Reads it from /etc/os-release, or from the label of the running system. */
export async function readRelease(root: SystemRoot): Promise<Release | undefined> {
  const [system, version] = await Promise.all([
    root.text('/etc/os-release'),
    root.text('/run/current-system/nixos-version'),
  ]);
  const isNixos = /^ID="?nixos"?\s*$/m.test(system ?? '');
  const said = isNixos ? /^VERSION_ID="?(\S+?)"?\s*$/m.exec(system ?? '')?.[1] : undefined;
  return releaseIn(said ?? '') ?? releaseIn(version ?? '');
}

/** The release in a version or a label, which tags may stand before: `work-25.11.20260101.abcdef`. */
export function releaseIn(text: string): Release | undefined {
  const [, year, month] = /(?:^|[^\d.])(\d\d)\.(0[1-9]|1[0-2])(?!\d)/.exec(text) ?? [];
  return year === undefined ? undefined : { year: Number(year), month: Number(month) };
}
