// Every name a Nix file can use without defining it.
import type { Interpreter } from '../interpreter';
import { primop } from '../primop';
import { AttrsValue, type Entry, FALSE, int, NULL, type Slot, TRUE, unknown } from '../values';
import { ATTRS } from './attrs';
import { CONTROL } from './control';
import { DATA } from './data';
import { fileRows } from './files';
import { HASH_FORMATS } from './hash-formats';
import { HIDDEN, HIDDEN_CONSTANTS, PURE, pureConstants } from './hidden';
import { LISTS } from './lists';
import { NUMBERS } from './numbers';
import { PATHS } from './paths';
import { REGEX } from './regex';
import { SORTING } from './sorting';
import { STRINGS } from './strings';
import { TYPES } from './types';
import { VERSIONS } from './versions';
import { XML } from './xml-print';

/** Names that stand on their own; all others need `builtins.` or two underscores. */
const BARE: ReadonlySet<string> = new Set(
  [
    'abort baseNameOf break derivation derivationStrict dirOf false fetchGit fetchMercurial fetchTarball fetchTree',
    'fromTOML import isNull map null placeholder removeAttrs scopedImport throw toString true',
  ].flatMap((line) => line.split(' ')),
);

/** Whether a name needs nothing around it: no `with` brings another one in. */
export const isGlobalName = (name: string): boolean => name === 'builtins' || BARE.has(name);

const TABLES = [
  TYPES,
  LISTS,
  SORTING,
  ATTRS,
  CONTROL,
  STRINGS,
  REGEX,
  NUMBERS,
  VERSIONS,
  DATA,
  XML,
  HASH_FORMATS,
  PATHS,
  HIDDEN,
];

const CONSTANTS: readonly (readonly [string, Slot])[] = [
  ['true', TRUE],
  ['false', FALSE],
  ['null', NULL],
  ['langVersion', int(6)],
  ...HIDDEN_CONSTANTS,
];

/** `builtins` and the global names; `builtins` holds itself, and is open because a newer Nix may have more. */
export interface Globals {
  readonly builtins: AttrsValue;
  readonly names: ReadonlyMap<string, Slot>;
}

export function globalsOf(interpreter: Interpreter): Globals {
  const names = new Map<string, Slot>();
  const { pure } = interpreter;
  const slots = new Map<string, Slot>([...CONSTANTS, ...(pure === undefined ? [] : pureConstants(pure.searchPath))]);
  const rows = [...TABLES.flat(), ...fileRows(interpreter, () => names), ...(pure === undefined ? [] : PURE)];
  for (const [name, arity, run] of rows) slots.set(name, primop(name, arity, run));

  const entries = new Map<string, Entry>();
  for (const [name, slot] of slots) entries.set(name, { slot, origin: undefined });
  const builtins = new AttrsValue(entries, unknown('missing-builtin', 'builtins'));
  entries.set('builtins', { slot: builtins, origin: undefined });

  names.set('builtins', builtins);
  for (const [name, slot] of slots) names.set(BARE.has(name) ? name : `__${name}`, slot);
  return { builtins, names };
}
