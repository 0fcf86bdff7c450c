// Reads from a built system what it says of itself. Starts no process and needs no root.

import { join } from 'node:path';
import { BOOT_LINKS, PARAMETERS } from './boot-parts';
import type { SystemDetails } from './facts';
import type { SystemRoot } from './system-root';

/** The details of the system at this path. What a system does not have is left out. */
export async function readDetails(root: SystemRoot, system: string): Promise<SystemDetails> {
  const [parameters, inhibitors, label, marker, children, ...links] = await Promise.all([
    root.text(join(system, PARAMETERS)),
    root.text(join(system, 'switch-inhibitors')),
    readLabel(root, system),
    root.text(join(system, 'etc/specialisation')),
    specialisationsOf(root, system),
    ...BOOT_LINKS.map((name) => root.leadsTo(join(system, name))),
  ]);
  const parts: readonly (readonly [string, string | undefined])[] = [
    ...BOOT_LINKS.map((name, index) => [name, links[index]] as const),
    [PARAMETERS, parameters?.trim()],
  ];
  return {
    boot: new Map(parts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    inhibitors: textsOf(inhibitors ?? ''),
    label,
    marker,
    children: [...children.keys()],
  };
}

/** The label of a system, which its `nixos-version` holds. */
export async function readLabel(root: SystemRoot, system: string): Promise<string | undefined> {
  return (await root.text(join(system, 'nixos-version')))?.trim() || undefined;
}

/** The specialisations of a system, name → real path, sorted. By its folder, or where it has none by its bootspec. */
export async function specialisationsOf(root: SystemRoot, system: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(system, 'specialisation');
  const names = await root.list(folder);
  const found = await Promise.all(names.map(async (name) => [name, await root.realPath(join(folder, name))] as const));
  const there = found.flatMap(([name, path]) => (path === undefined ? [] : [[name, path] as const]));
  const all = there.length > 0 ? there : await bootspecChildren(root, system);
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function bootspecChildren(root: SystemRoot, system: string): Promise<readonly (readonly [string, string])[]> {
  const children = fieldOf(await readBootspec(root, system), 'org.nixos.specialisation.v1');
  const found = Object.entries(isFields(children) ? children : {}).map(async ([name, child]) => {
    const path = fieldOf(fieldOf(child, 'org.nixos.bootspec.v1'), 'toplevel');
    return [name, typeof path === 'string' ? await root.realPath(path) : undefined] as const;
  });
  return (await Promise.all(found)).flatMap(([name, path]) => (path === undefined ? [] : [[name, path]]));
}

/** `boot.json` of a system (RFC 125); undefined where there is none, as in old generations. */
export async function readBootspec(root: SystemRoot, system: string): Promise<unknown> {
  return parsed((await root.text(join(system, 'boot.json'))) ?? '');
}

/** One JSON object of texts; anything else counts as none. */
function textsOf(json: string): ReadonlyMap<string, string> {
  const value = parsed(json);
  const entries = isFields(value) ? Object.entries(value) : [];
  return new Map(entries.flatMap(([name, entry]) => (typeof entry === 'string' ? [[name, entry]] : [])));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const fieldOf = (value: unknown, name: string): unknown => (isFields(value) ? value[name] : undefined);
