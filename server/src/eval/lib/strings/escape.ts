// lib.strings: text made safe for shells, regular expressions, XML, URLs and Nix.

import { sortedNames } from '../../builtins/attrs';
import { binary, unary } from '../../builtins/row';
import { decide, expectClosedAttrs, expectClosedList, expectString, expectStrings, type Row } from '../../primop';
import type { Site } from '../../site';
import { coerce, concatPieces } from '../../strings';
import { force } from '../../thunk';
import { lift } from '../../unknowns';
import { bool, fail, list, type Slot, string, unknown, type Value } from '../../values';
import { builtin } from '../builtin';
import { nixIdentifier, nixString } from '../option-text';
import { isStringLike } from './string-like';

/** A function from text to text. */
export const onText = (name: string, change: (text: string) => string): Row =>
  unary(name, (text, site) => expectString(text, site, (known) => string(change(known.text))));

/** `toString value`, where all of it is known. */
export const withToString = (slot: Slot, site: Site, then: (text: string) => Value): Value =>
  lift(coerce(force(slot), site, true), (value) =>
    value.kind === 'string' ? then(value.text) : unknown('opaque', 'a string with unknown parts', site),
  );

const shellQuoted = (text: string): string =>
  /^[A-Za-z0-9,._+:@%/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

const escapeShellArg = (value: Slot, site: Site): Value =>
  withToString(value, site, (text) => string(shellQuoted(text)));

export const escapeShellArgs = (values: Slot, site: Site): Value =>
  expectClosedList(values, site, (items) =>
    concatPieces(
      items.flatMap((item, index) => (index === 0 ? [escapeShellArg(item, site)] : [' ', escapeShellArg(item, site)])),
    ),
  );

const POSIX_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A shell assignment: of text, of an array for a list, of an associative array for a set. */
function toShellVar(name: string, value: Slot, site: Site): Value {
  if (!POSIX_NAME.test(name)) return fail('throw', `toShellVar: ${name} is not a valid shell variable name`, site);
  const plain = (): Value => concatPieces([`${name}=`, escapeShellArg(value, site)]);
  return lift(force(value), (known) => {
    if (known.kind === 'list') return concatPieces([`declare -a ${name}=(`, escapeShellArgs(known, site), ')']);
    if (known.kind !== 'attrs') return plain();
    const pairs = (): Value =>
      known.open ??
      concatPieces(
        sortedNames(known).flatMap((key, index) => [
          index === 0 ? '' : ' ',
          `[${shellQuoted(key)}]=`,
          escapeShellArg(known.at(key), site),
        ]),
      );
    return decide(isStringLike(known, site), plain, () => concatPieces([`declare -A ${name}=(`, pairs(), ')']), site);
  });
}

const XML: Readonly<Record<string, string>> = { '"': '&quot;', "'": '&apos;', '<': '&lt;', '>': '&gt;', '&': '&amp;' };
export const escapeXml = (text: string): string =>
  text.replaceAll(/["'<>&]/g, (character) => XML[character] ?? character);

export const escapeRegex = (text: string): string => text.replaceAll(/[\\[{()^$?*+|.]/g, '\\$&');

const hex = (code: number): string => code.toString(16).padStart(2, '0');

/** Each of the given texts with something in front of it or in its place. */
const replacing = (name: string, replacement: (text: string) => string): Row =>
  binary(name, (texts, content, site) =>
    expectStrings(texts, site, (known) =>
      builtin('replaceStrings', [texts, list(known.map((text) => string(replacement(text)))), content], site),
    ),
  );

export const STRING_ESCAPE_ROWS: readonly Row[] = [
  replacing('escape', (text) => `\\${text}`),
  replacing('escapeC', (text) => `\\x${hex(text.charCodeAt(0))}`),
  onText('escapeURL', (text) =>
    text.replaceAll(
      /[^A-Za-z0-9\-_.~\u0080-\u{10ffff}]/gu,
      (character) => `%${hex(character.charCodeAt(0)).toUpperCase()}`,
    ),
  ),
  unary('escapeShellArg', escapeShellArg),
  unary('escapeShellArgs', escapeShellArgs),
  unary('isValidPosixName', (name, site) => expectString(name, site, ({ text }) => bool(POSIX_NAME.test(text)))),
  binary('toShellVar', (name, value, site) => expectString(name, site, ({ text }) => toShellVar(text, value, site))),
  unary('toShellVars', (set, site) =>
    expectClosedAttrs(set, site, (value) =>
      concatPieces(
        sortedNames(value).flatMap((name, index) => [index === 0 ? '' : '\n', toShellVar(name, value.at(name), site)]),
      ),
    ),
  ),
  onText('escapeNixString', nixString),
  onText('escapeNixIdentifier', nixIdentifier),
  onText('escapeRegex', escapeRegex),
  onText('escapeXML', escapeXml),
];
