// Reads from a built system what cannot change while a machine runs. Starts no process and needs no root.
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { SystemDetails } from './machine';

/** Links in a system that only a boot brings, with the words for them. */
const BOOT_LINKS = [
  ['kernel', 'kernel'],
  ['initrd', 'initrd'],
  ['kernel-modules', 'kernel modules'],
] as const;

/** The details of the system at this path. What a system does not have is left out. */
export async function readDetails(system: string): Promise<SystemDetails> {
  const [parameters, inhibitors, ...links] = await Promise.all([
    readFile(join(system, 'kernel-params'), 'utf8').catch(() => undefined),
    readFile(join(system, 'switch-inhibitors'), 'utf8').catch(() => '{}'),
    ...BOOT_LINKS.map(([file]) => realpath(join(system, file)).catch(() => undefined)),
  ]);
  const parts: readonly (readonly [string, string | undefined])[] = [
    ...BOOT_LINKS.map(([, name], index) => [name, links[index]] as const),
    ['kernel parameters', parameters?.trim()],
  ];
  return {
    boot: new Map(parts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    inhibitors: parseInhibitors(inhibitors),
  };
}

/** The file holds one JSON object of texts; anything else counts as no inhibitors. */
function parseInhibitors(text: string): ReadonlyMap<string, string> {
  try {
    const value: unknown = JSON.parse(text);
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return new Map(entries.flatMap(([name, entry]) => (typeof entry === 'string' ? [[name, entry]] : [])));
  } catch {
    return new Map();
  }
}
