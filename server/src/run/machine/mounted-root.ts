// A machine whose root lies in a folder, seen from outside: its paths are named as they are here, so that a command
// made of them can be started here. What is not the system's (programs on PATH, homes, workspaces) is this machine's.
import { join } from 'node:path';
import { type SystemRoot, systemRoot } from './system-root';

/** Folders of a NixOS that are looked at by a fixed name. */
const OF_SYSTEM = ['/run', '/nix', '/etc', '/proc', '/boot'];

/** The machine whose root is this folder. */
export function mountedRoot(folder: string): SystemRoot {
  const inner = systemRoot(folder);
  const here = systemRoot();
  const isIts = (path: string): boolean => isBelow(path, folder) || OF_SYSTEM.some((prefix) => isBelow(path, prefix));
  const at = <T>(path: string, use: (root: SystemRoot, path: string) => T): T =>
    isIts(path) ? use(inner, isBelow(path, folder) ? inner.named(path) : path) : use(here, path);
  const seen = (root: SystemRoot, real: string | undefined): string | undefined =>
    real === undefined || root === here ? real : join(folder, real);
  return {
    ...here,
    realPath: (path) => at(path, async (root, own) => seen(root, await root.realPath(own))),
    leadsTo: (path) => at(path, async (root, own) => seen(root, await root.leadsTo(own))),
    text: (path) => at(path, (root, own) => root.text(own)),
    head: (path, bytes) => at(path, (root, own) => root.head(own, bytes)),
    list: (path) => at(path, (root, own) => root.list(own)),
    exists: (path) => at(path, (root, own) => root.exists(own)),
    isExecutable: (path) => at(path, (root, own) => root.isExecutable(own)),
    isWritable: (path) => at(path, (root, own) => root.isWritable(own)),
    linkTime: (path) => at(path, (root, own) => root.linkTime(own)),
    place: (path) => at(path, (root, own) => root.place(own)),
  };
}

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
