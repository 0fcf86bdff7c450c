// nixpkgs' `lib` as the evaluator has it: sets of functions grouped as nixpkgs groups them, and the names
// that `lib` itself re-exports.
// What is not here is unknown by its name, never missing.

import { globalsOf } from '../builtins/globals';
import { unary } from '../builtins/row';
import { update } from '../collections';
import type { Interpreter } from '../interpreter';
import { type Row, unaryFunction } from '../primop';
import type { Site } from '../site';
import { AttrsValue, attrs, type Entry, OpaqueValue, type Slot, unknown, type Value } from '../values';
import { ASSERT_ROWS, DEBUG_ROWS } from './asserts';
import { ATTRSET_ROWS } from './attrsets/attrsets';
import { COMBINED_ATTRSET_ROWS } from './attrsets/combine';
import { DEEP_ATTRSET_ROWS } from './attrsets/deep';
import { ATTRSET_UPDATE_ROWS } from './attrsets/update-deep';
import { CLI_ROWS } from './cli';
import { customisationRows } from './customisation';
import { FILESET_CONSTANTS, filesetRows } from './fileset';
import { filesystemRows, readingRows } from './filesystem';
import { FIXED_POINT_ROWS, makeExtensible } from './fixed-points';
import { CODE_ROWS } from './generators/code';
import { GENERATOR_ROWS } from './generators/generators';
import { GIT_INI_ROWS } from './generators/git-ini';
import { PLIST_ROWS } from './generators/plist';
import { PRETTY_ROWS } from './generators/pretty';
import { DCONF_ROWS, GVARIANT_CONSTANTS, GVARIANT_ROWS } from './gvariant';
import { LIST_ROWS } from './lists/lists';
import { LIST_ORDER_ROWS } from './lists/order';
import { LIST_PART_ROWS } from './lists/parts';
import { META_CONSTANTS, META_ROWS } from './meta';
import { PROPERTY_ROWS } from './module-properties';
import { MODULE_CONSTANTS, MODULE_ROWS } from './modules';
import { NETWORK_CONSTANTS, NETWORK_ROWS } from './network';
import { OPTION_CONSTANTS, OPTION_ROWS } from './options';
import { OUTPUT_PATH_ROWS, OUTPUT_ROWS } from './package-outputs';
import { PATH_CONSTANTS, PATH_ROWS } from './path';
import { FROM_BUILTINS, ONLY_IN_SET, ONLY_TOP, TOP_SETS } from './reexports';
import {
  DEPENDENCY_ROWS,
  DERIVATION_ROWS,
  KERNEL_CONSTANTS,
  KERNEL_ROWS,
  MISC_CONSTANTS,
  MISC_ROWS,
} from './small-sets';
import { SOURCE_ROWS } from './sources';
import { DISTANCE_ROWS } from './strings/distance';
import { STRING_ESCAPE_ROWS } from './strings/escape';
import { STRING_ROWS } from './strings/strings';
import { STRING_CONSTANTS, STRING_TEXT_ROWS } from './strings/text';
import { type Constant, call, library } from './support';
import { SYSTEM_CONSTANTS } from './systems';
import { TRIVIAL_ROWS } from './trivial';
import { RELEASE_CONSTANTS } from './trivial-release';
import { TYPES } from './types/types';
import { VERSION_ROWS } from './versions';

const values = new WeakMap<Interpreter, AttrsValue>();

/** The `lib` of one interpreter: it reads files through the interpreter's loader. */
export function libValue(interpreter: Interpreter): AttrsValue {
  let value = values.get(interpreter);
  if (value === undefined) {
    value = makeLib(librarySets(interpreter), []);
    values.set(interpreter, value);
  }
  return value;
}

/**
 * The library with more attributes, each made for the library as it is in the end: for one that was extended,
 * by what it was extended with.
 */
export function libWith(interpreter: Interpreter, more: readonly FinalConstant[]): AttrsValue {
  return makeLib(librarySets(interpreter), more);
}
export type FinalConstant = readonly [name: string, make: (final: Slot) => Slot];

const evalModules = (interpreter: Interpreter): Row =>
  unary(
    'evalModules',
    (args, site) => interpreter.outside()?.evalModules(args, site) ?? unknown('missing-lib', 'lib.evalModules', site),
  );

const ALL_ATTRSET_ROWS: readonly Row[] = [
  ...ATTRSET_ROWS,
  ...COMBINED_ATTRSET_ROWS,
  ...DEEP_ATTRSET_ROWS,
  ...ATTRSET_UPDATE_ROWS,
  ...OUTPUT_ROWS,
];
const ALL_STRING_ROWS: readonly Row[] = [
  ...STRING_ROWS,
  ...STRING_ESCAPE_ROWS,
  ...STRING_TEXT_ROWS,
  ...DISTANCE_ROWS,
  ...OUTPUT_PATH_ROWS,
];
const ALL_GENERATOR_ROWS: readonly Row[] = [
  ...GENERATOR_ROWS,
  ...GIT_INI_ROWS,
  ...PRETTY_ROWS,
  ...CODE_ROWS,
  ...PLIST_ROWS,
  ...DCONF_ROWS,
];

type Sets = ReadonlyMap<string, AttrsValue>;

/** The sub-sets of `lib`; what `lib` has of its own is under the empty name. */
function librarySets(interpreter: Interpreter): Sets {
  const { builtins } = globalsOf(interpreter);
  const passed = (names: readonly string[]): readonly Constant[] =>
    names.flatMap((name) => (builtins.entries.has(name) ? [[name, builtins.at(name)] as const] : []));
  const callBuiltin = (name: string, args: readonly Slot[], site: Site): Value => {
    const fn = builtins.get(name);
    return fn === undefined ? unknown('missing-builtin', `builtins.${name}`, site) : call(fn, args, site);
  };
  const reading = readingRows(callBuiltin);
  const sets: Readonly<Record<string, AttrsValue>> = {
    trivial: library(
      'lib.trivial',
      [...TRIVIAL_ROWS, ...reading.trivial],
      [...passed(FROM_BUILTINS.trivial), ...RELEASE_CONSTANTS],
    ),
    fixedPoints: library('lib.fixedPoints', FIXED_POINT_ROWS),
    attrsets: library('lib.attrsets', ALL_ATTRSET_ROWS, passed(FROM_BUILTINS.attrsets)),
    lists: library('lib.lists', [...LIST_ROWS, ...LIST_PART_ROWS, ...LIST_ORDER_ROWS], passed(FROM_BUILTINS.lists)),
    strings: library(
      'lib.strings',
      [...ALL_STRING_ROWS, ...reading.strings],
      [...passed(FROM_BUILTINS.strings), ...STRING_CONSTANTS],
    ),
    stringsWithDeps: library('lib.stringsWithDeps', DEPENDENCY_ROWS),
    customisation: library('lib.customisation', customisationRows(callBuiltin)),
    derivations: library('lib.derivations', DERIVATION_ROWS, passed(FROM_BUILTINS.derivations)),
    meta: library('lib.meta', META_ROWS, META_CONSTANTS),
    versions: library('lib.versions', VERSION_ROWS, passed(FROM_BUILTINS.versions)),
    modules: library(
      'lib.modules',
      [...MODULE_ROWS, ...PROPERTY_ROWS, ...reading.modules, evalModules(interpreter)],
      MODULE_CONSTANTS,
    ),
    options: library('lib.options', OPTION_ROWS, OPTION_CONSTANTS),
    types: TYPES,
    generators: library('lib.generators', ALL_GENERATOR_ROWS),
    gvariant: library('lib.gvariant', GVARIANT_ROWS, GVARIANT_CONSTANTS),
    cli: library('lib.cli', CLI_ROWS),
    asserts: library('lib.asserts', ASSERT_ROWS),
    debug: library('lib.debug', DEBUG_ROWS, passed(FROM_BUILTINS.debug)),
    misc: library('lib.misc', MISC_ROWS, MISC_CONSTANTS),
    path: library('lib.path', PATH_ROWS, PATH_CONSTANTS),
    filesystem: library('lib.filesystem', filesystemRows(callBuiltin), passed(FROM_BUILTINS.filesystem)),
    fileset: library('lib.fileset', filesetRows(callBuiltin), FILESET_CONSTANTS),
    sources: library('lib.sources', SOURCE_ROWS),
    kernel: library('lib.kernel', KERNEL_ROWS, KERNEL_CONSTANTS),
    network: library('lib.network', [], NETWORK_CONSTANTS),
    flakes: library('lib.flakes', [], passed(FROM_BUILTINS.flakes)),
    '': library('lib', NETWORK_ROWS, passed(ONLY_TOP)),
  };
  return new Map(Object.entries(sets));
}

function makeLib(sets: Sets, more: readonly FinalConstant[]): AttrsValue {
  const entries = new Map<string, Entry>();
  const put = (name: string, slot: Slot): void => {
    entries.set(name, { slot, origin: undefined });
  };
  for (const [set, value] of sets) {
    const hidden = ONLY_IN_SET[set] ?? [];
    const shown = TOP_SETS[set];
    for (const [name, entry] of value.entries)
      if (shown === undefined ? !hidden.includes(name) : shown.includes(name)) entries.set(name, entry);
  }
  for (const [name, value] of sets) if (name !== '') put(name, value);
  for (const [name, slot] of SYSTEM_CONSTANTS) put(name, slot);
  // Descriptions of people and licences play no part in what a configuration means.
  for (const name of ['licenses', 'maintainers', 'teams', 'sourceTypes', 'fetchers'])
    put(name, new OpaqueValue(`lib.${name}`, 'plain'));
  const base = new AttrsValue(entries, unknown('missing-lib', 'lib'));
  put(
    'extend',
    unaryFunction('extend', (overlay, site) => extendLib(base, more, overlay, site)),
  );
  for (const [name, make] of more) put(name, make(base));
  return base;
}

/** `lib.extend overlay`: the overlay sees the extended library. */
function extendLib(base: AttrsValue, more: readonly FinalConstant[], overlay: Slot, site: Site): Value {
  const extended = unaryFunction('lib', (final) => {
    const own = more.length === 0 ? base : update(base, attrs(more.map(([name, make]) => [name, make(final)])), site);
    return update(own, call(overlay, [final, base], site), site);
  });
  return makeExtensible('extend', extended, site);
}
