// From a list of modules to all modules of an evaluation: functions applied, imports followed, each file once, disabled ones left out
// (lib/modules.nix, collectModules).
import type { Code } from '../eval/code';
import type { Interpreter } from '../eval/interpreter';
import { applyAll } from '../eval/apply';
import { force } from '../eval/thunk';
import { type AttrsValue, type LambdaValue, type Slot, type UnknownValue, type Value, unknown } from '../eval/values';
import type { Module, Scope } from './definition';
import { type ModuleParts, type ReadModule, onlyConfig, readModule } from './module-parts';

/** A module as named by an `imports` list, or as given from outside. */
export interface ModuleRef {
  readonly slot: Slot;
  /** File that names it, for modules that are no file themselves. */
  readonly file: string;
  readonly scope: Scope;
  /** The slot is a set of definitions only, as `types.submodule` reads its values. */
  readonly onlyConfig?: boolean;
  /** The module that wrote this one as a value; its head serves for edits. */
  readonly within?: Module;
  /** Why it is not sure that the module takes part. */
  readonly doubt?: UnknownValue;
}

/** What stands for modules that cannot be read: they may define anything. */
export interface OpaqueModule {
  /** What it is called where it is imported. */
  readonly name: string;
  readonly reason: UnknownValue;
  readonly scope: Scope;
  /** The import that names it, when it stands in a file. */
  readonly site: Code | undefined;
}

export interface Collection {
  /** In the order in which definitions are merged. */
  readonly modules: readonly Module[];
  readonly opaque: readonly OpaqueModule[];
  /** Modules that real Nix would reject, and why. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
  /** Every file that was read for a module. */
  readonly files: ReadonlySet<string>;
  /** The types modules give as `freeformType`. */
  readonly freeform: readonly Slot[];
}

/** Makes the argument a module function is called with. */
export type MakeArguments = (fn: LambdaValue) => AttrsValue;

/** Imports nested deeper than this are taken for a runaway program. */
const DEPTH_LIMIT = 200;

interface Pending extends Omit<ModuleRef, 'doubt'> {
  readonly key: string;
  readonly doubt: UnknownValue | undefined;
  readonly depth: number;
}

export function collectModules(roots: readonly ModuleRef[], interpreter: Interpreter, makeArguments: MakeArguments): Collection {
  const modules: Module[] = [];
  const opaque: OpaqueModule[] = [];
  const problems: { file: string; message: string }[] = [];
  const files = new Set<string>();
  const disabled = new Set<string>();
  const freeform: Slot[] = [];
  const seen = new Set<string>();
  const doubted = new Set<string>();
  let queue: Pending[] = roots.flatMap((root, index) => expand(root, `${root.file}:anon-${index + 1}`, root.doubt, 0));

  while (queue.length > 0) {
    const next: Pending[] = [];
    for (const pending of queue) {
      if (seen.has(pending.key) || (pending.doubt !== undefined && doubted.has(pending.key))) continue;
      (pending.doubt === undefined ? seen : doubted).add(pending.key);
      const loaded = load(pending);
      if (loaded === undefined) continue;
      const { module, parts } = loaded;
      modules.push(module);
      for (const key of parts.disabled) disabled.add(key);
      if (parts.freeformType !== undefined) freeform.push(parts.freeformType);
      next.push(...importsOf(module, parts, pending));
    }
    queue = next;
  }
  const active = modules.filter((module) => !disabled.has(module.key) && (module.doubt === undefined || !seen.has(module.key)));
  return { modules: active.reverse(), opaque, problems, files, freeform };

  /** One reference, or several when it depends on something unknown which it is. */
  function expand(ref: ModuleRef, key: string, doubt: UnknownValue | undefined, depth: number): Pending[] {
    const value = force(ref.slot);
    if (value.kind !== 'choice') return [{ ...ref, slot: value.kind === 'path' || ref.slot.kind !== 'thunk' ? value : ref.slot, key: (ref.onlyConfig ? undefined : modulePath(value)) ?? key, doubt, depth }];
    return value.options.flatMap((option, index) => expand({ ...ref, slot: option }, `${key}|${index}`, doubt ?? value.reason, depth));
  }

  function load(pending: Pending): { module: Module; parts: ModuleParts } | undefined {
    const value = force(pending.slot);
    const path = pending.onlyConfig ? undefined : modulePath(value);
    let file = pending.file;
    let body = value;
    if (path !== undefined) {
      file = interpreter.loader.kind(path) === 'directory' ? `${path}/default.nix` : path;
      body = interpreter.importFile(path);
      if (body.kind !== 'unknown' || body.code !== 'import') files.add(file);
    }
    const head = body.kind === 'lambda' ? body.code.expr : undefined;
    const inFile = body.kind === 'lambda' ? body.code.site.unit.file : file;
    const applied = pending.onlyConfig ? body : applyModule(body);
    const parts: ReadModule = pending.onlyConfig ? { kind: 'module', parts: onlyConfig(pending.slot) } : readModule(applied, pending.key, file);
    switch (parts.kind) {
      case 'opaque':
        if (pending.depth < DEPTH_LIMIT) opaque.push({ name: nameOf(value, parts.reason), reason: parts.reason, scope: pending.scope, site: pending.slot.kind === 'thunk' ? pending.slot.code : undefined });
        return undefined;
      case 'problem':
        problems.push({ file, message: parts.message });
        return undefined;
      case 'module': {
        const module: Module = {
          key: parts.parts.key ?? pending.key,
          file: parts.parts.file ?? file,
          config: parts.parts.config,
          options: parts.parts.options,
          head: (inFile === file ? head : undefined) ?? pending.within?.head,
          wholeFile: path !== undefined || (pending.within?.wholeFile ?? false),
          doubt: pending.doubt,
          scope: pending.scope,
        };
        return { module, parts: parts.parts };
      }
    }
  }

  function applyModule(body: Value): Value {
    if (body.kind === 'lambda') return applyAll(body, [makeArguments(body)], body.code.site);
    if (body.kind === 'attrs' && body.entries.has('__functor')) return unknown('argument', 'a module with __functor');
    return body;
  }

  function importsOf(module: Module, parts: ModuleParts, parent: Pending): Pending[] {
    const doubt = parent.doubt;
    const refs: Pending[] = [];
    for (const imports of parts.imports) {
      const lists = listsOf(imports);
      for (const { items, doubt: listDoubt } of lists) {
        if (items.kind === 'unknown') opaque.push({ name: 'imports', reason: items, scope: parent.scope, site: items.site });
        if (items.kind !== 'list') continue;
        if (items.open !== undefined) opaque.push({ name: 'imports', reason: items.open, scope: parent.scope, site: items.open.site });
        if (parent.depth >= DEPTH_LIMIT) opaque.push({ name: 'imports', reason: unknown('depth', 'imports nested too deeply'), scope: parent.scope, site: undefined });
        else {
          for (const [index, slot] of items.items.entries()) {
            const sure = listDoubt === undefined || inEvery(lists, slot);
            refs.push(...expand({ slot, file: module.file, scope: parent.scope }, `${module.key}:anon-${index + 1}`, doubt ?? (sure ? undefined : listDoubt), parent.depth + 1));
          }
        }
      }
    }
    return refs;
  }
}

/** Whether every outcome of a conditional list imports the same path: then it is imported for sure. */
function inEvery(lists: ReturnType<typeof listsOf>, slot: Slot): boolean {
  const path = modulePath(force(slot));
  return path !== undefined && lists.every(({ items }) => items.kind === 'list' && items.items.some((item) => modulePath(force(item)) === path));
}

/** The lists an `imports` may be: one, or the outcomes of an unknown condition. */
function listsOf(slot: Slot): readonly { readonly items: Value; readonly doubt: UnknownValue | undefined }[] {
  const value = force(slot);
  if (value.kind === 'choice') return value.options.map((items) => ({ items, doubt: value.reason }));
  if (value.kind === 'opaque') return [{ items: unknown('opaque', value.path), doubt: undefined }];
  return [{ items: value, doubt: undefined }];
}

/** The path a module is named by: a path value, or a string that is one. */
function modulePath(value: Value): string | undefined {
  if (value.kind === 'path') return value.path;
  return value.kind === 'string' && value.text.startsWith('/') ? value.text : undefined;
}

function nameOf(value: Value, reason: UnknownValue): string {
  return value.kind === 'opaque' || value.kind === 'path' ? value.path : reason.detail;
}

/** The identity of a module in `disabledModules`: a path, a name below nixpkgs' modules, or a set with a key. */
export function disabledKey(value: Value): string | undefined {
  if (value.kind === 'attrs') {
    const key = value.get('key');
    return key === undefined ? undefined : disabledKey(force(key));
  }
  return modulePath(value) ?? (value.kind === 'string' ? value.text : undefined);
}

