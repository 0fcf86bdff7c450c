// One reference to a module becomes the module: its file read, its function applied.

import { apply, applyAll } from '../eval/apply';
import type { Interpreter } from '../eval/interpreter';
import { importedFile, isUnread } from '../eval/loader';
import { siteIn } from '../eval/site';
import { force } from '../eval/thunk';
import {
  type AttrsValue,
  type Entry,
  type ErrorValue,
  type LambdaValue,
  type Origin,
  type Slot,
  type UnknownValue,
  unknown,
  type Value,
} from '../eval/values';
import { type AttrsExpr, stripParens } from '../syntax/ast';
import type { Module, Scope } from './definition';
import { type ModuleParts, notAModule, onlyConfig, type ReadModule, readModule } from './module-parts';
import { modulePath } from './module-path';
import { isHarmlessModule } from './nixpkgs-modules';
import type { Problem } from './problem';
import { elementOrigin, readProperty } from './property';
import { elsewhereOf } from './written';

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
  /** It is the value of an option, whose `config` is not that of the module it stands in. */
  readonly isValue?: boolean;
  /** Where it is written. */
  readonly origin?: Origin;
  /** The imports that name it, where another module imports it. */
  readonly by?: Entry;
  /** Why it is not sure that the module takes part. */
  readonly doubt?: UnknownValue;
  /** It is part of specialisations that inherit nothing, too: `noUserModules` of nixos/lib/eval-config.nix. */
  readonly isEverywhere?: boolean;
}

/** A reference with the identity it has unless the module says another. */
export interface KeyedRef extends ModuleRef {
  readonly key: string;
}

export type Loaded =
  | { readonly kind: 'module'; readonly module: Module; readonly parts: ModuleParts; readonly read: string | undefined }
  /** It cannot be known what the module defines. `name` is what it is imported as. */
  | {
      readonly kind: 'opaque';
      readonly name: string;
      readonly reason: UnknownValue;
      /** What fails in real Nix, too. */
      readonly error: ErrorValue | undefined;
      readonly file: string;
      readonly read: string | undefined;
    }
  /** Real Nix rejects it. */
  | { readonly kind: 'problem'; readonly file: string; readonly problem: Problem }
  /** A module from outside that is known to define nothing of interest. */
  | { readonly kind: 'harmless' };

/** Makes the argument a module function is called with. */
export type MakeArguments = (fn: LambdaValue) => AttrsValue;

export function loadModule(ref: KeyedRef, interpreter: Interpreter, makeArguments: MakeArguments): Loaded {
  const value = force(ref.slot);
  if (isHarmlessModule(value)) return { kind: 'harmless' };
  const source = ref.onlyConfig
    ? { body: value, file: ref.file, read: undefined }
    : readSource(value, ref.file, interpreter);
  const { body, file, read } = source;
  const result: ReadModule = ref.onlyConfig
    ? { kind: 'module', parts: onlyConfig({ slot: ref.slot, origin: undefined }) }
    : isNeverModule(body, source)
      ? { kind: 'problem', problem: notAModule(body, file) }
      : readModule(applyModule(body, makeArguments), ref.key, file);
  switch (result.kind) {
    case 'opaque':
      return {
        kind: 'opaque',
        name: nameOf(value, result.reason),
        reason: result.reason,
        error: result.error,
        file,
        read,
      };
    case 'problem':
      return { kind: 'problem', file, problem: { ...result.problem, origin: ref.origin ?? elementOrigin(ref.slot) } };
    case 'module':
      return {
        kind: 'module',
        module: moduleOf(ref, result.parts, body, file, read !== undefined),
        parts: result.parts,
        read,
      };
  }
}

interface Source {
  readonly body: Value;
  readonly file: string;
  /** The file that was read for it, if any. */
  readonly read: string | undefined;
}

function readSource(value: Value, from: string, interpreter: Interpreter): Source {
  const path = modulePath(value);
  if (path === undefined) return { body: value, file: from, read: undefined };
  const file = importedFile(path, interpreter.loader);
  const body = interpreter.importFile(path);
  return { body, file, read: body.kind === 'unknown' && isUnread(body) ? undefined : file };
}

/** The set that a reference is written as. */
function inlineSet(slot: Slot, file: string): AttrsExpr | undefined {
  if (slot.kind !== 'thunk' || slot.code.unit.file !== file) return undefined;
  const written = stripParens(slot.code.expr);
  return written.kind === 'attrs' ? written : undefined;
}

/** Of what stands in a list of modules itself, only a condition or an override around one is opened. */
function isNeverModule(body: Value, { read }: Source): boolean {
  const kind = read === undefined ? readProperty(body)?.kind : undefined;
  return kind === 'merge' || kind === 'order';
}

function moduleOf(ref: KeyedRef, parts: ModuleParts, body: Value, file: string, isFile: boolean): Module {
  const head = body.kind === 'lambda' && body.code.site.unit.file === file ? body.code.expr : undefined;
  // What a file says stands in no other module, wherever it is named.
  const within = isFile ? undefined : ref.within;
  return {
    key: parts.key ?? ref.key,
    file: parts.file ?? file,
    config: parts.config,
    options: parts.options,
    head: head ?? within?.head,
    // Where a module as a whole is a set in a list, that is the one which can become a function.
    inline: within?.inline ?? inlineSet(ref.slot, file),
    isValue: !isFile && head === undefined && (ref.isValue === true || within?.isValue === true),
    valueSet: ref.isValue === true && !isFile ? inlineSet(ref.slot, file) : undefined,
    wholeFile: isFile || (within?.wholeFile ?? false),
    elsewhere: isFile ? undefined : elsewhereOf(ref.slot, body, file, within),
    doubt: ref.doubt,
    scope: ref.scope,
    isRoot: ref.by === undefined,
  };
}

/** Where functors of modules are called. */
const MODULE_SITE = siteIn('(module)');

/** What a module says, where it is a function: called with the arguments of modules. */
export function applyModule(body: Value, makeArguments: MakeArguments): Value {
  if (body.kind === 'lambda') return applyAll(body, [makeArguments(body)], body.code.site);
  const functor = body.kind === 'attrs' ? body.get('__functor') : undefined;
  if (functor === undefined) return body;
  const fn = apply(force(functor), body, MODULE_SITE);
  return fn.kind === 'lambda' ? applyModule(fn, makeArguments) : unknown('argument', 'a module with __functor');
}

function nameOf(value: Value, reason: UnknownValue): string {
  switch (value.kind) {
    case 'opaque':
      return value.shown;
    case 'path':
      return value.path;
    default:
      return reason.detail;
  }
}
