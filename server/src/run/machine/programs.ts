// Which programs a machine has, and which version of them, without starting any.
import { basename, isAbsolute, join } from 'node:path';
import type { Program, RebuildFamily } from './facts';
import type { SystemRoot } from './system-root';

/** What runs are made of, besides what is set. */
export const PROGRAMS = [
  'nixos-rebuild',
  'nh',
  'nixos',
  'home-manager',
  'colmena',
  'deploy',
  'nom',
  'nom-build',
  'nix',
  'nix-build',
  'nix-env',
  'nix-collect-garbage',
  'ssh',
] as const;

/** Which of the programs exist: absolute ones where they are, others in the folders given. */
export async function findPrograms(
  root: SystemRoot,
  names: readonly (string | undefined)[],
  folders: readonly string[],
): Promise<ReadonlyMap<string, Program>> {
  const wanted = [...new Set(names)].flatMap((name) => (name === undefined || name === '' ? [] : [name]));
  const found = await Promise.all(wanted.map((name) => findProgram(root, name, folders)));
  return new Map(found.flatMap((program) => (program === undefined ? [] : [[program.name, program]])));
}

async function findProgram(root: SystemRoot, name: string, folders: readonly string[]): Promise<Program | undefined> {
  const paths = isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name));
  const path = await firstExecutable(root, paths);
  if (path === undefined) return undefined;
  const real = (await root.realPath(path)) ?? path;
  const version = /^\/nix\/store\/[^/]*?-(\d+(?:\.\d+)+)[^/]*\//.exec(real)?.[1];
  const family = basename(name) === 'nixos-rebuild' ? await familyOf(root, real) : undefined;
  const takesSpecialisation =
    basename(name) === 'home-manager' ? saysSpecialisation(await root.head(real, HEAD)) : undefined;
  return { name, path, version, family, takesSpecialisation };
}

/** The first of these that can be run. */
export async function firstExecutable(root: SystemRoot, paths: readonly string[]): Promise<string | undefined> {
  const found = await Promise.all(paths.map((path) => root.isExecutable(path)));
  const first = paths.find((_, at) => found[at]);
  return first === undefined ? undefined : root.shown(first);
}

/** Bytes of a program that are read: the whole of nixos-rebuild in Bash, and of home-manager. */
const HEAD = 65_536;

/** home-manager is a script; undefined for something else of that name. */
function saysSpecialisation(text: string): boolean | undefined {
  return /^#!.*sh\b/.test(text) && text.includes('home-manager') && text.includes('--flake')
    ? text.includes('--specialisation')
    : undefined;
}

/** By the name it has in the store, or by what it is written in; undefined where neither says so. */
async function familyOf(root: SystemRoot, real: string): Promise<RebuildFamily | undefined> {
  if (/nixos-rebuild-ng/.test(real)) return 'ng';
  const text = await root.head(real, HEAD);
  if (/nixos-rebuild-ng|nixos_rebuild/.test(text) || /^#!.*python/.test(text)) return 'ng';
  return /^#!.*sh\b/.test(text) && text.includes('--use-remote-sudo') ? 'bash' : undefined;
}
