// Systems without a flake: configuration.nix and its like. Which files they start at, discovery.ts finds.

import type { FileLoader } from '../eval/loader';
import { baseName, normalise, parentFolder } from '../eval/paths';
import { AttrsValue, PathValue, unknown } from '../eval/values';
import type { SystemKind } from '../modules/system-options';
import type { EntryPoint } from './entry-point';
import { MODULES_PATH } from './opaque';

/** Files that are usually where a configuration starts, most likely first. */
const USUAL_ENTRIES = ['configuration.nix', 'home.nix'];
const HOME_OPTIONS = /\bhome\.(username|homeDirectory|stateVersion)\b|programs\.home-manager\b/;
/** What Home Manager does not have: a file of NixOS may write out a user's configuration. */
const NIXOS_ONLY = /\bhome-manager\.users\b|\binheritParentConfig\b/;

export function isUsualEntry(file: string): boolean {
  return USUAL_ENTRIES.includes(baseName(file));
}

/** How likely systems start at a file: the lower, the likelier. */
export function likelihood(file: string, isNamed: boolean): number {
  const usual = USUAL_ENTRIES.indexOf(baseName(file));
  return (isNamed ? 10 : 0) + (usual < 0 ? 5 : usual);
}

/** The system that starts at a file. */
export function classicEntry(file: string, sources: FileLoader, fragment: boolean): EntryPoint {
  return {
    kind: kindOf(file, sources),
    host: null,
    entry: file,
    configRoot: configRootOf(file, sources),
    roots: [{ slot: new PathValue(file), file, scope: 'base' }],
    specialArgs: new AttrsValue(
      new Map([['modulesPath', { slot: MODULES_PATH, origin: undefined }]]),
      unknown('argument', 'special arguments of the system'),
    ),
    fragment,
  };
}

function kindOf(file: string, sources: FileLoader): SystemKind {
  if (baseName(file) === 'home.nix') return 'home-manager';
  if (baseName(file) === 'configuration.nix') return 'nixos';
  return sources.says(file, HOME_OPTIONS) && !sources.says(file, NIXOS_ONLY) ? 'home-manager' : 'nixos';
}

/** The nearest folder with a flake above the file, else the file itself: what rebuild commands name. */
function configRootOf(file: string, sources: Pick<FileLoader, 'kind'>): EntryPoint['configRoot'] {
  let folder = parentFolder(file);
  for (;;) {
    if (sources.kind(`${folder}/flake.nix`, 'import') === 'file') return { kind: 'flake', path: folder };
    const up = parentFolder(folder);
    if (up === folder) return { kind: 'classic', path: file };
    folder = up;
  }
}

/** The configuration that the environment names: `$NIXOS_CONFIG`, or `nixos-config` in `$NIX_PATH`. */
export function namedConfiguration(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = environment.NIXOS_CONFIG ?? /(?:^|:)nixos-config=([^:]+)/.exec(environment.NIX_PATH ?? '')?.[1];
  return named?.startsWith('/') ? normalise(named) : undefined;
}
