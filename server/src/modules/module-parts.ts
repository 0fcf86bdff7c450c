// What one module says: its imports, options and configuration, in either of the two ways to write it
// (lib/modules.nix, unifyModuleSyntax).

import { force } from '../eval/thunk';
import { typeName } from '../eval/type-name';
import {
  AttrsValue,
  attrs,
  EMPTY_ATTRS,
  type Entry,
  type ErrorValue,
  list,
  type Slot,
  string,
  type UnknownValue,
  unknown,
  type Value,
} from '../eval/values';
import { modulePath } from './module-path';
import { MODULE_KEYS, type Problem } from './problem';
import { readProperty } from './property';
import { type Rename, readRename } from './renames';

export interface ModuleParts {
  readonly key: string | undefined;
  readonly file: string | undefined;
  /** Lists of modules, as written. */
  readonly imports: readonly Entry[];
  readonly disabled: readonly string[];
  readonly options: Entry | undefined;
  readonly config: Entry;
  readonly freeformType: Slot | undefined;
  readonly rename: Rename | undefined;
  /** What real Nix rejects in it; what it says is read all the same. */
  readonly problems: readonly Problem[];
}

export type ReadModule =
  | { readonly kind: 'module'; readonly parts: ModuleParts }
  | { readonly kind: 'opaque'; readonly reason: UnknownValue; readonly error?: ErrorValue }
  | { readonly kind: 'problem'; readonly problem: Problem };

const META = [...MODULE_KEYS].filter((name) => name !== 'options' && name !== 'config');
/** What may stand beside `config` or `options`. */
const EXPLICIT = new Set([...MODULE_KEYS, 'meta']);
EXPLICIT.delete('require');

/** The attributes of a module that are no options. */
export const MODULE_WORDS: ReadonlySet<string> = EXPLICIT;

export function readModule(value: Value, key: string, file: string): ReadModule {
  switch (value.kind) {
    case 'attrs':
      return readProperty(value) === undefined
        ? readSet(value, key)
        : { kind: 'module', parts: onlyConfig({ slot: value, origin: undefined }) };
    case 'opaque':
      return { kind: 'opaque', reason: unknown('opaque', value.shown) };
    case 'partial-string':
      return { kind: 'opaque', reason: unknown('opaque', pathText(value)) };
    case 'unknown':
      return { kind: 'opaque', reason: value };
    case 'choice':
      return { kind: 'opaque', reason: value.reason };
    // What fails here fails in real Nix too, but not as a conflict: say nothing, and do not pretend to know the module.
    case 'error':
      return { kind: 'opaque', reason: unknown('error', value.message, value.site), error: value };
    default:
      return { kind: 'problem', problem: notAModule(value, file) };
  }
}

/** `file` is the file that names the value, or holds it. */
export function notAModule(value: Value, file: string): Problem {
  const message = `${file} is not a module but a value of type ${typeName(value)}`;
  return { message, origin: undefined, what: { kind: 'not-a-module', value } };
}

export const onlyConfig = (config: Entry): ModuleParts => ({
  key: undefined,
  file: undefined,
  imports: [],
  disabled: [],
  options: undefined,
  config,
  freeformType: undefined,
  rename: undefined,
  problems: [],
});

function readSet(value: AttrsValue, key: string): ReadModule {
  const rename = readRename(value);
  if (rename !== undefined) return { kind: 'module', parts: { ...onlyConfig(EMPTY_CONFIG), rename } };
  const common = {
    key: textOf(value.get('key')),
    file: textOf(value.get('_file')),
    imports: ['imports', 'require'].map((name) => value.entries.get(name)).filter((entry) => entry !== undefined),
    disabled: disabledOf(value.get('disabledModules')),
    freeformType: value.get('freeformType'),
    rename: undefined,
  };
  if (value.entries.has('config') || value.entries.has('options')) {
    const config = value.entries.get('config');
    const extra = new Map([...value.entries].filter(([name]) => !EXPLICIT.has(name)));
    const problems = [...listProblems(value), ...(extra.size === 0 ? [] : [mixed(key, extra, config)])];
    const all = extra.size === 0 ? config : together(config, extra);
    return {
      kind: 'module',
      parts: { ...common, options: value.entries.get('options'), config: all ?? EMPTY_CONFIG, problems },
    };
  }
  const entries = new Map(value.entries);
  for (const name of META) entries.delete(name);
  const config = { slot: new AttrsValue(entries, value.open), origin: undefined };
  return { kind: 'module', parts: { ...common, options: undefined, config, problems: listProblems(value) } };
}

const EMPTY_CONFIG: Entry = { slot: EMPTY_ATTRS, origin: undefined };

function mixed(key: string, extra: ReadonlyMap<string, Entry>, config: Entry | undefined): Problem {
  const [[name, first] = ['', undefined]] = extra;
  const message = `Module \`${key}' has an unsupported attribute \`${name}'.`;
  return {
    message,
    origin: first?.origin,
    what: { kind: 'mixed', beside: config === undefined ? 'options' : 'config', extra },
  };
}

/** What stands beside `config` as if it stood in it, which is what its author meant. */
function together(config: Entry | undefined, extra: ReadonlyMap<string, Entry>): Entry {
  const rest: Entry = { slot: new AttrsValue(extra), origin: undefined };
  if (config === undefined) return rest;
  return {
    slot: attrs([
      ['_type', string('merge')],
      ['contents', list([config.slot, rest.slot])],
    ]),
    origin: config.origin,
  };
}

/** `imports` and `disabledModules` are lists; no property is looked for there. */
function listProblems(value: AttrsValue): readonly Problem[] {
  return ['imports', 'require', 'disabledModules'].flatMap((name): Problem[] => {
    const entry = value.entries.get(name);
    const given = entry && force(entry.slot);
    if (entry === undefined || given === undefined || isListOrUnknown(given)) return [];
    const message = `\`${name}' is not a list but a value of type ${typeName(given)}`;
    return [{ message, origin: entry.origin, what: { kind: 'not-a-list', name, value: given } }];
  });
}

function isListOrUnknown({ kind }: Value): boolean {
  return kind === 'list' || kind === 'unknown' || kind === 'opaque' || kind === 'choice' || kind === 'error';
}

function textOf(slot: Slot | undefined): string | undefined {
  const value = slot === undefined ? undefined : force(slot);
  return value?.kind === 'string' ? value.text : value?.kind === 'path' ? value.path : undefined;
}

function disabledOf(slot: Slot | undefined): readonly string[] {
  const value = slot === undefined ? undefined : force(slot);
  return value?.kind === 'list'
    ? value.items.map((item) => disabledKey(force(item))).filter((key) => key !== undefined)
    : [];
}

function pathText(value: Extract<Value, { kind: 'partial-string' }>): string {
  return value.pieces
    .map((piece) => (typeof piece === 'string' ? piece : piece.kind === 'opaque' ? piece.shown : '…'))
    .join('');
}

/** The identity of a module in `disabledModules`: a path, a name below nixpkgs' modules, or a set with a key. */
function disabledKey(value: Value): string | undefined {
  if (value.kind === 'attrs') {
    const key = value.get('key');
    return key === undefined ? undefined : disabledKey(force(key));
  }
  return modulePath(value) ?? (value.kind === 'string' ? value.text : undefined);
}
