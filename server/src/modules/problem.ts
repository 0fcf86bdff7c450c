// What real Nix rejects in a module, whatever is asked of it.
import type { Entry, Origin, Value } from '../eval/values';
import type { Scope } from './definition';

export interface Problem {
  /** As Nix would word it. */
  readonly message: string;
  /** Where it is written, where that is known. */
  readonly origin: Origin | undefined;
  readonly what: /** Attributes beside a `config` or `options` that is written out. */
    | { readonly kind: 'mixed'; readonly beside: 'config' | 'options'; readonly extra: ReadonlyMap<string, Entry> }
    /** An element of `imports`, or what it is read from, is nothing that can be a module. */
    | { readonly kind: 'not-a-module'; readonly value: Value }
    /** `imports` or `disabledModules` that is no list. */
    | { readonly kind: 'not-a-list'; readonly name: string; readonly value: Value };
}

/** A problem of a module that certainly takes part. */
export interface ModuleProblem extends Problem {
  readonly file: string;
  readonly scope: Scope;
}

/** The parts of a module that are no options. */
export const MODULE_KEYS: ReadonlySet<string> = new Set([
  '_class',
  '_file',
  'key',
  'disabledModules',
  'require',
  'imports',
  'freeformType',
  'options',
  'config',
]);
