// lib.sources: parts of folders as sources. What a source becomes in the store is not known; where it comes from is.

import { binary, unary } from '../builtins/row';
import { baseName } from '../paths';
import { binaryFunction, decide, expectString, expectStrings, primop, type Row } from '../primop';
import { hasAttr, selectAttr } from '../select';
import type { Site } from '../site';
import { force, lazily } from '../thunk';
import { isTrue } from '../truth';
import { lift } from '../unknowns';
import {
  type AttrsValue,
  attrs,
  bool,
  FALSE,
  NULL,
  OpaqueValue,
  type Slot,
  string,
  TRUE,
  unknown,
  type Value,
} from '../values';
import { withToString } from './strings/escape';
import { call, withArguments } from './support';

const VERSION_CONTROL = new Set(['.svn', 'CVS', '.hg', '.jj', '.pijul', '_darcs']);

/** Whether `cleanSource` keeps a file. */
function isClean(path: string, type: string): boolean {
  const name = baseName(path);
  if (name === '.git' || (type === 'directory' && VERSION_CONTROL.has(name)) || type === 'unknown') return false;
  if (name.endsWith('~') || name.endsWith('.o') || name.endsWith('.so') || /^\.(.*\.)?sw[a-z]$/.test(name))
    return false;
  return !(type === 'symlink' && name.startsWith('result'));
}

const CLEAN = binaryFunction('cleanSourceFilter', (path, type, site) =>
  withToString(path, site, (name) => expectString(type, site, ({ text }) => bool(isClean(name, text)))),
);
const EVERYTHING = primop('filter', 2, () => TRUE);

/** A source, filtered once more where it is one already. */
export function source(src: Slot, filter: Slot, name: Slot | undefined, site: Site): AttrsValue {
  const part = (attribute: string, otherwise: Slot): Slot =>
    lazily(site, () => {
      const value = force(src);
      return decide(
        hasAttr(value, '_isLibCleanSourceWith'),
        () => selectAttr(value, attribute, site),
        () => force(otherwise),
        site,
      );
    });
  const before = part('filter', EVERYTHING);
  const both = binaryFunction('filter', (path, type) =>
    decide(
      call(filter, [path, type], site),
      () => call(before, [path, type], site),
      () => FALSE,
      site,
    ),
  );
  const inherited = part('name', string('source'));
  const named =
    name === undefined
      ? inherited
      : lazily(site, () => lift(force(name), (known) => (known.kind === 'null' ? force(inherited) : known)));
  return attrs([
    ['_isLibCleanSourceWith', TRUE],
    ['origSrc', part('origSrc', src)],
    ['filter', both],
    ['name', named],
    ['outPath', lazily(site, () => copyOf(force(part('origSrc', src)), named, site))],
  ]);
}

/** The copy of a source in the store. It may lack files, but what it has lies at the same places. */
function copyOf(value: Value, name: Slot, site: Site): Value {
  if (value.kind !== 'path') return unknown('environment', 'store path of a source', site);
  return new OpaqueValue(`the source ${value.path}`, 'plain', undefined, {
    place: value.path,
    stored() {
      const known = force(name);
      return known.kind === 'string' ? known.text : undefined;
    },
  });
}

/** Keeps files whose path below the source matches one of the expressions, or has one of the endings. */
const bySuffix = (src: Slot, endings: Slot, site: Site): Value => {
  const filter = binaryFunction('filter', (path, type) =>
    expectString(type, site, ({ text }) =>
      text === 'directory'
        ? TRUE
        : withToString(path, site, (name) =>
            expectStrings(endings, site, (known) => bool(known.some((ending) => baseName(name).endsWith(ending)))),
          ),
    ),
  );
  return source(src, filter, undefined, site);
};

export const SOURCE_ROWS: readonly Row[] = [
  binary('cleanSourceFilter', (path, type, site) => call(CLEAN, [path, type], site)),
  unary('cleanSource', (src, site) => source(src, CLEAN, undefined, site)),
  unary('cleanSourceWith', (args, site) =>
    withArguments(args, site, (given) =>
      source(given('src') ?? NULL, given('filter') ?? EVERYTHING, given('name'), site),
    ),
  ),
  binary('sourceFilesBySuffices', bySuffix),
  binary('sourceByRegex', (src, _expressions, site) =>
    source(
      src,
      primop('filter', 2, () => unknown('environment', 'files of a source', site)),
      undefined,
      site,
    ),
  ),
  binary('revOrTag', (rev, tag) =>
    lift(force(tag), (known) =>
      known.kind === 'null' ? lift(force(rev), (other) => (other.kind === 'null' ? string('HEAD') : other)) : known,
    ),
  ),
  unary('canCleanSource', (src, site) =>
    lift(hasAttr(force(src), '_isLibCleanSourceWith'), (cleaned) =>
      isTrue(cleaned) ? TRUE : withToString(src, site, (path) => bool(!path.startsWith('/nix/store'))),
    ),
  ),
];
