// Paths: absolute, normalised, with forward slashes; no file is touched.
import type { Site } from './site';
import { type OpaqueValue, type PartialString, PathValue, unknown, type Value } from './values';

/** `text` as a path value, relative texts starting from `folder`. */
export function joinPath(folder: string, text: string): Value {
  return new PathValue(normalise(text.startsWith('/') ? text : `${folder}/${text}`));
}

export function resolveHome(text: string, site: Site): Value {
  return unknown('environment', `home directory in ${text}`, site);
}

/**
 * Whether the name of a source is none of a file: `(merge)` for what the evaluator makes itself, `(blueprint)`
 * for a library in our own words.
 */
export const isMadeUp = (file: string): boolean => file.startsWith('(');

/** The Nix store. */
export const STORE = '/nix/store';

/** Nothing is found by a longer path. In characters. */
export const LONGEST_PATH = 4096;

/** Whether an absolute path may have an empty segment, `.` or `..` in it. */
const isIrregular = (path: string): boolean => path.includes('//') || path.includes('/.') || path.endsWith('/');

/** Removes `.`, `..` and doubled slashes; a drive letter stays in front. */
export function normalise(path: string): string {
  if (path.startsWith('/') && !isIrregular(path)) return path;
  const drive = /^[A-Za-z]:/.exec(path)?.[0] ?? '';
  const segments: string[] = [];
  for (const segment of path.slice(drive.length).split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') segments.pop();
    else segments.push(segment);
  }
  return `${drive}/${segments.join('/')}`;
}

export function parentFolder(path: string): string {
  return normalise(`${path}/..`);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * The place on disk that a text which is not fully known means all the same: a file below a flake, or below
 * what becomes a copy of a folder.
 */
export function placeOf(value: OpaqueValue | PartialString): string | undefined {
  const [base, ...rest] = value.kind === 'opaque' ? [value] : value.pieces;
  if (typeof base !== 'object' || base.kind !== 'opaque' || !rest.every((piece) => typeof piece === 'string'))
    return undefined;
  const place = base.known?.place;
  return place === undefined ? undefined : normalise(place + rest.join(''));
}
