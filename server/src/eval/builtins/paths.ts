// Paths as arguments: what stands for a path, and the parts of one.

import { normalise, placeOf, STORE } from '../paths';
import type { Row } from '../primop';
import type { Site } from '../site';
import { typeName } from '../type-name';
import {
  fail,
  type OpaqueValue,
  type PartialString,
  PathValue,
  type Slot,
  string,
  unknown,
  type Value,
} from '../values';
import { known, unary } from './row';

/**
 * Runs `then` with an absolute path given as a path, a string or a set with `outPath`; `otherwise` with what is a
 * path whose place is not known.
 */
export function withPath(
  slot: Slot,
  site: Site,
  then: (path: string) => Value,
  otherwise: (value: OpaqueValue | PartialString) => Value,
): Value {
  return withPathText(slot, site, (text) => {
    if (typeof text !== 'string') return otherwise(text);
    return text.startsWith('/')
      ? then(normalise(text))
      : fail('value', `string '${text}' doesn't represent an absolute path`, site);
  });
}

/** As `withPath`, for texts that need not be absolute. */
function withPathText(
  slot: Slot,
  site: Site,
  then: (text: string | OpaqueValue | PartialString, isPath: boolean) => Value,
): Value {
  return known(slot, (value) => {
    switch (value.kind) {
      case 'path':
        return then(value.path, true);
      case 'string':
        return then(value.text, false);
      case 'opaque':
      case 'partial-string':
        return then(placeOf(value) ?? value, false);
      case 'attrs': {
        const outPath = value.get('outPath');
        return outPath !== undefined
          ? withPathText(outPath, site, then)
          : (value.open ?? fail('type', 'cannot coerce a set to a string', site));
      }
      default:
        return fail('type', `cannot coerce a ${typeName(value)} to a string`, site);
    }
  });
}

export const unknownPath = (site: Site): Value => unknown('import', 'a path that is not known', site);

/** The last component; one slash at the end does not count. */
function lastComponent(path: string): string {
  const end = path.length > 1 && path.endsWith('/') ? path.length - 1 : path.length;
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end);
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, Math.max(slash, 1));
}

/** The last component of a text whose end is known, as in `"${folder}/a.nix"`. */
function knownEnd(value: OpaqueValue | PartialString): string | undefined {
  const last = value.kind === 'partial-string' ? value.pieces[value.pieces.length - 1] : undefined;
  return typeof last === 'string' && last.slice(0, -1).includes('/') ? lastComponent(last) : undefined;
}

export const PATHS: readonly Row[] = [
  unary('baseNameOf', (path, site) =>
    withPathText(path, site, (text) => {
      const name = typeof text === 'string' ? lastComponent(text) : knownEnd(text);
      return name === undefined ? unknownPath(site) : string(name);
    }),
  ),
  unary('dirOf', (path, site) =>
    withPathText(path, site, (text, isPath) => {
      if (typeof text !== 'string')
        return text.kind === 'opaque' && text.known?.stored !== undefined ? string(STORE) : unknownPath(site);
      return isPath ? new PathValue(folderOf(text)) : string(folderOf(text));
    }),
  ),
  unary('toPath', (path, site) => withPath(path, site, string, () => unknownPath(site))),
];
