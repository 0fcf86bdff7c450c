// lib.path: paths and subpaths, without looking at the file system.

import { binary, unary } from '../builtins/row';
import { joinPath } from '../paths';
import { expect, expectString, expectStrings, type Row } from '../primop';
import type { Site } from '../site';
import { force } from '../thunk';
import { lift } from '../unknowns';
import { attrs, bool, fail, list, type Slot, string, type Value } from '../values';
import { inStore } from './strings/string-like';
import { library } from './support';

/** Why a text is no subpath; undefined when it is one. */
function invalid(text: string): string | undefined {
  if (text === '') return 'The given string is empty';
  if (text.startsWith('/')) return `The given string "${text}" starts with a \`/\`, representing an absolute path`;
  return text.split('/').includes('..')
    ? `The given string "${text}" contains a \`..\` component, which is not allowed in subpaths`
    : undefined;
}

const components = (text: string): readonly string[] => text.split('/').filter((part) => part !== '' && part !== '.');
const relative = (parts: readonly string[]): string => `./${parts.length === 0 ? '.' : parts.join('/')}`;

/** Runs `then` with the components of a valid subpath. */
const withSubpath = (
  name: string,
  slot: Slot,
  site: Site,
  then: (parts: readonly string[], text: string) => Value,
): Value =>
  expectString(slot, site, ({ text }) => {
    const reason = invalid(text);
    return reason === undefined
      ? then(components(text), text)
      : fail('throw', `lib.path.${name}: Argument is not a valid subpath string:\n    ${reason}`, site);
  });

const twoPaths = (
  name: string,
  then: (first: readonly string[], second: readonly string[], site: Site) => Value,
): Row =>
  binary(name, (first, second, site) =>
    expect('path', first, site, (a) =>
      expect('path', second, site, (b) => then(components(a.path), components(b.path), site)),
    ),
  );

const startsWith = (prefix: readonly string[], parts: readonly string[]): boolean =>
  prefix.every((part, index) => parts[index] === part);

/** All subpaths one behind the other. */
const join = (subpaths: Slot, site: Site): Value =>
  expectStrings(subpaths, site, (texts) => {
    const index = texts.findIndex((text) => invalid(text) !== undefined);
    return index < 0
      ? string(relative(texts.flatMap(components)))
      : fail(
          'throw',
          `lib.path.subpath.join: Element at index ${index} is not a valid subpath string:\n    ${invalid(texts[index] ?? '')}`,
          site,
        );
  });

const SUBPATH = library('lib.path.subpath', [
  unary('isValid', (value, site) =>
    lift(force(value), (known) =>
      known.kind === 'partial-string'
        ? expectString(known, site, (text) => text)
        : bool(known.kind === 'string' && invalid(known.text) === undefined),
    ),
  ),
  unary('join', join),
  unary('components', (text, site) =>
    withSubpath('subpath.components', text, site, (parts) => list(parts.map(string))),
  ),
  unary('normalise', (text, site) => withSubpath('subpath.normalise', text, site, (parts) => string(relative(parts)))),
]);

export const PATH_ROWS: readonly Row[] = [
  binary('append', (path, subpath, site) =>
    expect('path', path, site, ({ path: base }) =>
      withSubpath('append', subpath, site, (_parts, text) => joinPath('/', `${base}/${text}`)),
    ),
  ),
  twoPaths('hasPrefix', (first, second) => bool(startsWith(first, second))),
  twoPaths('removePrefix', (first, second, site) =>
    startsWith(first, second)
      ? string(relative(second.slice(first.length)))
      : fail(
          'throw',
          'lib.path.removePrefix: The first path argument is not a component-wise prefix of the second path argument',
          site,
        ),
  ),
  unary('splitRoot', (path, site) =>
    expect('path', path, site, (known) =>
      attrs([
        ['root', joinPath('/', '/')],
        ['subpath', string(relative(components(known.path)))],
      ]),
    ),
  ),
  unary('hasStorePathPrefix', (path, site) => expect('path', path, site, (known) => bool(inStore(known.path)))),
];

export const PATH_CONSTANTS = [['subpath', SUBPATH]] as const;
