// nixpkgs' `lib` as the evaluator has it: sets of functions grouped as nixpkgs groups them, and the names that `lib` itself re-exports.
// What is not here is unknown by its name, never missing.
import { globalNames } from '../builtins/globals';
import type { Code } from '../code';
import { update } from '../collections';
import type { Interpreter } from '../interpreter';
import { primop } from '../primop';
import { force } from '../thunk';
import { AttrsValue, type Entry, type Slot, unknown, type Value } from '../values';
import { ATTRSET_ROWS } from './attrsets';
import { DEEP_ATTRSET_ROWS } from './attrsets-deep';
import { FIXED_POINT_ROWS, makeExtensible } from './fixed-points';
import { LIST_ROWS } from './lists';
import { LIST_ORDER_ROWS } from './lists-order';
import { MODULE_CONSTANTS, MODULE_ROWS } from './modules';
import { OPTION_CONSTANTS, OPTION_ROWS } from './options';
import { FROM_BUILTINS, HIDDEN, ONLY_TOP } from './reexports';
import { STRING_ROWS } from './strings';
import { type Constant, call, library } from './support';
import { TRIVIAL_CONSTANTS, TRIVIAL_ROWS } from './trivial';
import { TYPE_HELPERS, TYPES } from './types';

const values = new WeakMap<Interpreter, AttrsValue>();

/** The `lib` of one interpreter: it reads files through the interpreter's loader. */
export function libValue(interpreter: Interpreter): AttrsValue {
  let value = values.get(interpreter);
  if (value === undefined) {
    value = makeLib(interpreter);
    values.set(interpreter, value);
  }
  return value;
}

function makeLib(interpreter: Interpreter): AttrsValue {
  const builtins = force(globalNames(interpreter).get('builtins') as Slot) as AttrsValue;
  const passed = (names: readonly string[]): readonly Constant[] =>
    names.flatMap((name) => (builtins.entries.has(name) ? [[name, builtins.get(name) as Slot] as const] : []));
  const sets: Readonly<Record<string, AttrsValue>> = {
    trivial: library('lib.trivial', TRIVIAL_ROWS, [...passed(FROM_BUILTINS.trivial), ...TRIVIAL_CONSTANTS]),
    fixedPoints: library('lib.fixedPoints', FIXED_POINT_ROWS),
    attrsets: library('lib.attrsets', [...ATTRSET_ROWS, ...DEEP_ATTRSET_ROWS], passed(FROM_BUILTINS.attrsets)),
    lists: library('lib.lists', [...LIST_ROWS, ...LIST_ORDER_ROWS], passed(FROM_BUILTINS.lists)),
    strings: library('lib.strings', STRING_ROWS, passed(FROM_BUILTINS.strings)),
    modules: library('lib.modules', MODULE_ROWS, MODULE_CONSTANTS),
    options: library('lib.options', OPTION_ROWS, OPTION_CONSTANTS),
    types: TYPES,
  };
  const entries = new Map<string, Entry>();
  for (const [set, value] of Object.entries(sets)) {
    if (set !== 'types') for (const [name, entry] of value.entries) if (!HIDDEN[set]?.includes(name)) entries.set(name, entry);
  }
  for (const [name, arity, run] of TYPE_HELPERS) entries.set(name, { slot: primop(name, arity, run), origin: undefined });
  for (const [name, slot] of [...Object.entries(sets), ...passed(ONLY_TOP)]) entries.set(name, { slot, origin: undefined });
  const base = new AttrsValue(entries, unknown('missing-lib', 'lib'));
  entries.set('extend', { slot: primop('extend', 1, ([overlay], site) => extendLib(base, overlay as Slot, site)), origin: undefined });
  return base;
}

/** `lib.extend overlay`: the overlay sees the extended library. */
function extendLib(base: AttrsValue, overlay: Slot, site: Code): Value {
  const extended = primop('lib', 1, ([final]) => update(base, call(overlay, [final as Slot, base], site), site));
  return makeExtensible('extend', extended, site);
}
