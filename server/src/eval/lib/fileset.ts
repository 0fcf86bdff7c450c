// lib.fileset: sets of files below the project, listed when somebody asks for them.

import { binary, unary } from '../builtins/row';
import { byteOrder } from '../byte-order';
import { baseName } from '../paths';
import { decide, expectClosedList, expectString, expectStrings, primop, type Row, unaryFunction } from '../primop';
import type { Site } from '../site';
import { force, lazily } from '../thunk';
import { typeName } from '../type-name';
import { lift } from '../unknowns';
import {
  type AttrsValue,
  attrs,
  bool,
  EMPTY_LIST,
  fail,
  list,
  NULL,
  PathValue,
  type Slot,
  string,
  TRUE,
  unknown,
  type Value,
} from '../values';
import { type CallBuiltin, filesBelow } from './filesystem';
import { source } from './sources';
import { type Constant, call, filtered, withArguments } from './support';
import { hasTag } from './tags';

/** A file set: `_files` lists its paths as text when forced. */
const fileset = (files: Slot): AttrsValue =>
  attrs([
    ['_type', string('fileset')],
    ['_files', files],
  ]);
const EMPTY = fileset(EMPTY_LIST);

/** Runs `then` with the files of a file set or path. */
function withFiles(builtins: CallBuiltin, slot: Slot, site: Site, then: (files: readonly string[]) => Value): Value {
  return lift(force(slot), (value) => {
    if (value.kind === 'path')
      return lift(builtins('readFileType', [value], site), (type) =>
        type.kind === 'string' && type.text === 'directory'
          ? filesBelow(builtins, value.path, site, then)
          : then([value.path]),
      );
    if (value.kind !== 'attrs')
      return fail(
        'throw',
        `lib.fileset: a file set or path was expected, but this is of type ${typeName(value)}`,
        site,
      );
    const files = value.get('_files');
    return files === undefined
      ? unknown('missing-lib', 'lib.fileset of a source', site)
      : expectStrings(files, site, then);
  });
}

/** Files combined from two file sets. */
const combined = (
  builtins: CallBuiltin,
  left: Slot,
  right: Slot,
  site: Site,
  keep: (a: readonly string[], b: readonly string[]) => readonly string[],
): Value =>
  fileset(
    lazily(site, () =>
      withFiles(builtins, left, site, (a) => withFiles(builtins, right, site, (b) => list(keep(a, b).map(string)))),
    ),
  );

/** Folder by folder, in the order of names. */
function pathOrder(left: string, right: string): number {
  const [a, b] = [left.split('/'), right.split('/')];
  for (const [index, part] of a.entries()) {
    const order = byteOrder(part, b[index] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** The files below a path that pass a test on their name. */
const fileFilter = (builtins: CallBuiltin, predicate: Slot, path: Slot, site: Site): Value =>
  fileset(
    lazily(site, () =>
      withFiles(builtins, path, site, (files) =>
        filtered(
          files,
          (file) => call(predicate, [described(file)], site),
          site,
          (kept, open) => list(kept.map(string), open),
        ),
      ),
    ),
  );

function described(file: string): AttrsValue {
  const name = baseName(file);
  const hasExt = unaryFunction('hasExt', (ending, site) =>
    expectString(ending, site, ({ text }) => bool(name.endsWith(`.${text}`))),
  );
  return attrs([
    ['name', string(name)],
    ['type', string('regular')],
    ['hasExt', hasExt],
  ]);
}

const unite = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])];

export const filesetRows = (builtins: CallBuiltin): readonly Row[] => [
  binary('union', (left, right, site) => combined(builtins, left, right, site, unite)),
  unary('unions', (sets, site) =>
    expectClosedList(sets, site, (items) =>
      force(items.reduce<Slot>((all, item) => combined(builtins, all, item, site, unite), EMPTY)),
    ),
  ),
  binary('intersection', (left, right, site) =>
    combined(builtins, left, right, site, (a, b) => a.filter((file) => b.includes(file))),
  ),
  binary('difference', (left, right, site) =>
    combined(builtins, left, right, site, (a, b) => a.filter((file) => !b.includes(file))),
  ),
  binary('fileFilter', (predicate, path, site) => fileFilter(builtins, predicate, path, site)),
  unary('maybeMissing', (path, site) =>
    decide(
      builtins('pathExists', [path], site),
      () => force(path),
      () => EMPTY,
      site,
    ),
  ),
  unary('toList', (set, site) =>
    withFiles(builtins, set, site, (files) => list(files.toSorted(pathOrder).map((file) => new PathValue(file)))),
  ),
  unary('toSource', (args, site) =>
    withArguments(args, site, (given) =>
      source(
        given('root') ?? NULL,
        primop('filter', 2, () => unknown('environment', 'files of a source', site)),
        undefined,
        site,
      ),
    ),
  ),
  unary('isFileset', (value, site) =>
    decide(
      hasTag(value, 'fileset', site),
      () => TRUE,
      () => lift(force(value), (known) => bool(known.kind === 'path')),
      site,
    ),
  ),
  unary('traceVal', force),
  binary('trace', (_set, value) => force(value)),
];

export const FILESET_CONSTANTS: readonly Constant[] = [['empty', EMPTY]];
