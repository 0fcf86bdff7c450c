// lib.strings: joining, and the questions about beginnings and ends. What is known of a partly
// known string may already answer.

import { spend } from '../../budget';
import { sortedNames } from '../../builtins/attrs';
import { binary, ternary, unary } from '../../builtins/row';
import { hasText, storeName } from '../../partial-texts';
import { decide, expectAttrs, expectClosedList, expectString, primop, type Row } from '../../primop';
import type { Site } from '../../site';
import { concatPieces, interpolated } from '../../strings';
import { force, lazily } from '../../thunk';
import { typeName } from '../../type-name';
import { distribute, lift } from '../../unknowns';
import {
  bool,
  EMPTY_STRING,
  FALSE,
  fail,
  int,
  list,
  type PartialString,
  type Slot,
  string,
  TRUE,
  unknown,
  type Value,
} from '../../values';
import { builtin } from '../builtin';
import { call, not, optional } from '../support';

type Piece = PartialString['pieces'][number];

/** Runs `then` with the pieces of what can be interpolated: text, and what is not known between. */
function withPieces(slot: Slot, site: Site, then: (pieces: readonly Piece[]) => Value): Value {
  return distribute(interpolated(force(slot), site), (value) => {
    switch (value.kind) {
      case 'string':
        return then([value.text]);
      case 'partial-string':
        return then(value.pieces);
      case 'opaque':
        return then([value]);
      default:
        return fail('type', `expected a string but found a ${typeName(value)}`, site);
    }
  });
}

const gap = (site: Site): Value => unknown('opaque', 'a string with unknown parts', site);
const textAt = (pieces: readonly Piece[], index: number): string => {
  const piece = pieces.at(index);
  if (piece === undefined || typeof piece === 'string') return piece ?? '';
  const name = index < 0 ? storeName(piece) : undefined;
  return name === undefined ? '' : `-${name}`;
};
const isWhole = (pieces: readonly Piece[]): boolean => pieces.length === 1 && typeof pieces[0] === 'string';

/** Whether a string begins with (`at` 0) or ends with (`at` -1) some text. */
function touches(text: string, pieces: readonly Piece[], at: 0 | -1, site: Site): Value {
  const known = textAt(pieces, at);
  if (at === 0 ? known.startsWith(text) : known.endsWith(text)) return TRUE;
  if (isWhole(pieces)) return FALSE;
  // The known part may already differ from the text.
  return (at === 0 ? text.startsWith(known) : text.endsWith(known)) ? gap(site) : FALSE;
}

const edge = (name: string, at: 0 | -1): Row =>
  binary(name, (wanted, content, site) =>
    expectString(wanted, site, ({ text }) => withPieces(content, site, (pieces) => touches(text, pieces, at, site))),
  );

/** A string without some text at its beginning or end. */
const trimmed = (name: string, at: 0 | -1): Row =>
  binary(name, (wanted, content, site) =>
    expectString(wanted, site, ({ text }) =>
      withPieces(content, site, (pieces) =>
        decide(
          touches(text, pieces, at, site),
          () => {
            if (typeof pieces.at(at) !== 'string' && text !== '') return gap(site);
            return concatPieces(
              pieces.map((piece, index) => {
                if (typeof piece !== 'string' || index !== (at === 0 ? 0 : pieces.length - 1)) return piece;
                return at === 0 ? piece.slice(text.length) : piece.slice(0, piece.length - text.length);
              }),
            );
          },
          () => concatPieces(pieces),
          site,
        ),
      ),
    ),
  );

function hasInfix(infix: Slot, content: Slot, site: Site): Value {
  return expectString(infix, site, ({ text }) =>
    withPieces(content, site, (pieces) => {
      const broke = spend(pieces.length << 4);
      if (broke !== undefined) return broke;
      const has = hasText(pieces, text);
      return has === undefined ? gap(site) : bool(has);
    }),
  );
}

/** `concatStringsSep separator` of what a function makes of each element. */
const joined = (separator: Slot, fn: Slot, source: Slot, site: Site): Value =>
  builtin('concatStringsSep', [separator, builtin('map', [fn, source], site)], site);

const numbered = (separator: Slot, fn: Slot, source: Slot, site: Site): Value =>
  expectClosedList(source, site, (items) =>
    builtin(
      'concatStringsSep',
      [separator, list(items.map((item, index) => lazily(site, () => call(fn, [int(index + 1), item], site))))],
      site,
    ),
  );

const lines = (source: Slot, site: Site): Value =>
  expectClosedList(source, site, (items) =>
    items.length === 0 ? EMPTY_STRING : concatPieces([builtin('concatStringsSep', [string('\n'), source], site), '\n']),
  );

function searchPath(folder: Slot, paths: Slot, site: Site): Value {
  return expectClosedList(paths, site, (items) => {
    const known = items.filter((item) => force(item).kind !== 'null');
    const under = known.map((item) =>
      concatPieces([interpolated(force(item), site), '/', interpolated(force(folder), site)]),
    );
    return builtin('concatStringsSep', [string(':'), list(under)], site);
  });
}

const characters = (text: string): readonly Value[] => [...text].map(string);

export const STRING_ROWS: readonly Row[] = [
  binary('join', (separator, source, site) => builtin('concatStringsSep', [separator, source], site)),
  unary('concatStrings', (source, site) => builtin('concatStringsSep', [EMPTY_STRING, source], site)),
  binary('concatMapStrings', (fn, source, site) => joined(EMPTY_STRING, fn, source, site)),
  binary('concatImapStrings', (fn, source, site) => numbered(EMPTY_STRING, fn, source, site)),
  ternary('concatMapStringsSep', joined),
  ternary('concatImapStringsSep', numbered),
  ternary('concatMapAttrsStringSep', (separator, fn, set, site) =>
    expectAttrs(
      set,
      site,
      (value) =>
        value.open ??
        builtin(
          'concatStringsSep',
          [
            separator,
            list(sortedNames(value).map((name) => lazily(site, () => call(fn, [string(name), value.at(name)], site)))),
          ],
          site,
        ),
    ),
  ),
  unary('concatLines', lines),
  binary('intersperse', (separator, source, site) =>
    expectClosedList(source, site, (items) =>
      list(items.flatMap((item, index) => (index === 0 ? [item] : [separator, item]))),
    ),
  ),
  optional('optionalString', EMPTY_STRING),
  edge('hasPrefix', 0),
  edge('hasSuffix', -1),
  binary('hasInfix', hasInfix),
  trimmed('removePrefix', 0),
  trimmed('removeSuffix', -1),
  binary('makeSearchPath', searchPath),
  unary('stringToCharacters', (text, site) =>
    expectString(text, site, (known) => spend(known.text.length) ?? list(characters(known.text))),
  ),
  binary('stringAsChars', (fn, text, site) =>
    expectString(
      text,
      site,
      (known) => spend(known.text.length) ?? joined(EMPTY_STRING, fn, list(characters(known.text)), site),
    ),
  ),
  binary('replicate', (count, text, site) =>
    builtin('concatStringsSep', [EMPTY_STRING, builtin('genList', [constant(text), count], site)], site),
  ),
  ternary('replaceString', (from, to, text, site) => builtin('replaceStrings', [list([from]), list([to]), text], site)),
  binary('versionOlder', (left, right, site) => older(left, right, site)),
  binary('versionAtLeast', (left, right, site) => not(older(left, right, site))),
];

const constant = (value: Slot): Slot => primop('constant', 1, () => force(value));

const older = (left: Slot, right: Slot, site: Site): Value =>
  lift(builtin('compareVersions', [right, left], site), (order) => bool(order.kind === 'int' && order.value === 1));
