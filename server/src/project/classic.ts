// Systems without a flake: configuration.nix and its like, found as the files that no other file names.

import { baseName, normalise, parentFolder } from '../eval/paths';
import { AttrsValue, PathValue, unknown } from '../eval/values';
import type { SystemKind } from '../modules/system';
import type { EntryPoint } from './entry-point';
import { MODULES_PATH } from './opaque';
import type { Sources } from './sources';

/** Files that are usually where a configuration starts, most likely first. */
const USUAL_ENTRIES = ['configuration.nix', 'home.nix'];
const HOME_OPTIONS = /\bhome\.(username|homeDirectory|stateVersion)\b|programs\.home-manager\b/;

/**
 * The files among `files` where a system may start: files that speak of specialisations or have a usual name, and whatever names those, up to files
 * that nobody names. Likeliest first: what is covered by an earlier one need not be looked at.
 * @param covered files of systems that were found already.
 */
export function classicEntries(files: readonly string[], sources: Sources, covered: ReadonlySet<string>): readonly string[] {
  const candidates = files.filter((file) => baseName(file) !== 'flake.nix' && !covered.has(file) && isCandidate(file, sources));
  if (candidates.length === 0) return [];
  const namedBy = namesOf(files, sources);
  const entries = new Set(candidates.flatMap((file) => [...startsOf(file, namedBy), file]));
  return [...entries].sort((a, b) => likelihood(a, namedBy) - likelihood(b, namedBy) || (a < b ? -1 : 1));
}

function isCandidate(file: string, sources: Sources): boolean {
  const text = sources.read(file);
  return text !== undefined && (text.includes('specialisation') || USUAL_ENTRIES.includes(baseName(file)));
}

/** For each file, the files that name it, a flake's own naming of its modules aside. */
function namesOf(files: readonly string[], sources: Sources): ReadonlyMap<string, readonly string[]> {
  const namedBy = new Map<string, string[]>();
  for (const file of files) {
    if (baseName(file) === 'flake.nix') continue;
    for (const path of sources.references(file)) {
      const target = sources.kind(path) === 'directory' ? `${path}/default.nix` : path;
      if (target === file) continue;
      const known = namedBy.get(target);
      if (known === undefined) namedBy.set(target, [file]);
      else known.push(file);
    }
  }
  return namedBy;
}

/** The files that nobody names from which a file can be reached. */
function startsOf(file: string, namedBy: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set([file]);
  const starts: string[] = [];
  const pending = [file];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const namers = namedBy.get(at) ?? [];
    if (namers.length === 0) starts.push(at);
    for (const namer of namers) {
      if (!seen.has(namer)) pending.push(namer);
      seen.add(namer);
    }
  }
  return starts;
}

function likelihood(file: string, namedBy: ReadonlyMap<string, readonly string[]>): number {
  const usual = USUAL_ENTRIES.indexOf(baseName(file));
  return (namedBy.has(file) ? 10 : 0) + (usual < 0 ? 5 : usual);
}

/** The system that starts at a file. */
export function classicEntry(file: string, sources: Sources, fragment: boolean): EntryPoint {
  return {
    kind: kindOf(file, sources),
    host: null,
    entry: file,
    configRoot: configRootOf(file, sources),
    roots: [{ slot: new PathValue(file), file, scope: 'parent' }],
    specialArgs: new AttrsValue(
      new Map([['modulesPath', { slot: MODULES_PATH, origin: undefined }]]),
      unknown('argument', 'special arguments of the system'),
    ),
    fragment,
  };
}

function kindOf(file: string, sources: Sources): SystemKind {
  if (baseName(file) === 'home.nix') return 'home-manager';
  return HOME_OPTIONS.test(sources.read(file) ?? '') && baseName(file) !== 'configuration.nix' ? 'home-manager' : 'nixos';
}

/** The nearest folder with a flake above the file, else the file itself: what rebuild commands name. */
export function configRootOf(file: string, sources: Pick<Sources, 'kind'>): EntryPoint['configRoot'] {
  let folder = parentFolder(file);
  for (;;) {
    if (sources.kind(`${folder}/flake.nix`) === 'file') return { kind: 'flake', path: folder };
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
