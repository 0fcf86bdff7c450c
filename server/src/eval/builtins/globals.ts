// Every name a Nix file can use without defining it.
import type { Interpreter } from '../interpreter';
import { primop } from '../primop';
import { AttrsValue, type Entry, FALSE, int, NULL, type Slot, string, TRUE, unknown } from '../values';
import { ATTRS } from './attrs';
import { CONTROL } from './control';
import { fileRows } from './files';
import { LISTS } from './lists';
import { NUMBERS } from './numbers';
import { STRINGS } from './strings';
import { TYPES } from './types';

/** Names that stand on their own; all others need `builtins.` or two underscores. */
const BARE = new Set([
  'abort',
  'baseNameOf',
  'break',
  'derivation',
  'derivationStrict',
  'dirOf',
  'false',
  'fetchGit',
  'fetchMercurial',
  'fetchTarball',
  'fetchTree',
  'fromTOML',
  'import',
  'isNull',
  'map',
  'null',
  'placeholder',
  'removeAttrs',
  'scopedImport',
  'throw',
  'toString',
  'true',
]);

/** The global names and their values; `builtins` holds itself, and is open because a newer Nix may have more. */
export function globalNames(interpreter: Interpreter): ReadonlyMap<string, Slot> {
  const slots = new Map<string, Slot>();
  for (const [name, arity, run] of [...TYPES, ...LISTS, ...ATTRS, ...CONTROL, ...STRINGS, ...NUMBERS, ...fileRows(interpreter)])
    slots.set(name, primop(name, arity, run));
  const constants: readonly (readonly [string, Slot])[] = [
    ['true', TRUE],
    ['false', FALSE],
    ['null', NULL],
    ['langVersion', int(6)],
    ['nixVersion', string('2.28.3')],
  ];
  for (const [name, value] of constants) slots.set(name, value);
  const entries = new Map<string, Entry>();
  for (const [name, slot] of slots) entries.set(name, { slot, origin: undefined });
  const builtins = new AttrsValue(entries, unknown('missing-builtin', 'builtins'));
  entries.set('builtins', { slot: builtins, origin: undefined });
  const globals = new Map<string, Slot>([['builtins', builtins]]);
  for (const [name, slot] of slots) globals.set(BARE.has(name) ? name : `__${name}`, slot);
  return globals;
}
