// What one module says: its imports, options and configuration, in either of the two ways to write it (lib/modules.nix, unifyModuleSyntax).
import { force } from '../eval/thunk';
import { AttrsValue, EMPTY_ATTRS, type Entry, type Slot, type UnknownValue, unknown, type Value } from '../eval/values';
import { modulePath } from './load-module';
import { readProperty } from './property';
import { type Rename, readRename } from './renames';

export interface ModuleParts {
  readonly key: string | undefined;
  readonly file: string | undefined;
  readonly imports: readonly Slot[];
  readonly disabled: readonly string[];
  readonly options: Entry | undefined;
  readonly config: Slot;
  readonly freeformType: Slot | undefined;
  readonly rename: Rename | undefined;
}

export type ReadModule =
  | { readonly kind: 'module'; readonly parts: ModuleParts }
  | { readonly kind: 'opaque'; readonly reason: UnknownValue }
  | { readonly kind: 'problem'; readonly message: string };

const META = ['_class', '_file', 'key', 'disabledModules', 'require', 'imports', 'freeformType'];
const EXPLICIT = new Set([...META, 'options', 'config', 'meta']);

/** The attributes of a module that are no options. */
export const MODULE_WORDS: ReadonlySet<string> = EXPLICIT;

export function readModule(value: Value, key: string, file: string): ReadModule {
  switch (value.kind) {
    case 'attrs':
      return readProperty(value) === undefined ? readSet(value, key) : { kind: 'module', parts: onlyConfig(value) };
    case 'opaque':
      return { kind: 'opaque', reason: unknown('opaque', value.path) };
    case 'partial-string':
      return { kind: 'opaque', reason: unknown('opaque', pathText(value)) };
    case 'unknown':
      return { kind: 'opaque', reason: value };
    case 'choice':
      return { kind: 'opaque', reason: value.reason };
    // What fails here fails in real Nix too, but not as a conflict: say nothing, and do not pretend to know the module.
    case 'error':
      return { kind: 'opaque', reason: unknown('error', value.message, value.site) };
    default:
      return { kind: 'problem', message: `${file} is not a module but a value of type ${value.kind}` };
  }
}

export const onlyConfig = (config: Slot): ModuleParts => ({
  key: undefined,
  file: undefined,
  imports: [],
  disabled: [],
  options: undefined,
  config,
  freeformType: undefined,
  rename: undefined,
});

function readSet(value: AttrsValue, key: string): ReadModule {
  const rename = readRename(value);
  if (rename !== undefined) return { kind: 'module', parts: { ...onlyConfig(EMPTY_ATTRS), rename } };
  const common = {
    key: textOf(value.get('key')),
    file: textOf(value.get('_file')),
    imports: [value.get('imports'), value.get('require')].filter((slot) => slot !== undefined),
    disabled: disabledOf(value.get('disabledModules')),
    freeformType: value.get('freeformType'),
    rename: undefined,
  };
  if (value.entries.has('config') || value.entries.has('options')) {
    const extra = [...value.entries.keys()].find((name) => !EXPLICIT.has(name));
    if (extra !== undefined) return { kind: 'problem', message: `Module \`${key}' has an unsupported attribute \`${extra}'.` };
    return {
      kind: 'module',
      parts: { ...common, options: value.entries.get('options'), config: value.get('config') ?? new AttrsValue(new Map()) },
    };
  }
  const entries = new Map(value.entries);
  for (const name of META) entries.delete(name);
  return { kind: 'module', parts: { ...common, options: undefined, config: new AttrsValue(entries, value.open) } };
}

function textOf(slot: Slot | undefined): string | undefined {
  const value = slot === undefined ? undefined : force(slot);
  return value?.kind === 'string' ? value.text : value?.kind === 'path' ? value.path : undefined;
}

function disabledOf(slot: Slot | undefined): readonly string[] {
  const value = slot === undefined ? undefined : force(slot);
  return value?.kind === 'list' ? value.items.map((item) => disabledKey(force(item))).filter((key) => key !== undefined) : [];
}

function pathText(value: Extract<Value, { kind: 'partial-string' }>): string {
  return value.pieces.map((piece) => (typeof piece === 'string' ? piece : piece.kind === 'opaque' ? piece.path : '…')).join('');
}

/** The identity of a module in `disabledModules`: a path, a name below nixpkgs' modules, or a set with a key. */
function disabledKey(value: Value): string | undefined {
  if (value.kind === 'attrs') {
    const key = value.get('key');
    return key === undefined ? undefined : disabledKey(force(key));
  }
  return modulePath(value) ?? (value.kind === 'string' ? value.text : undefined);
}
