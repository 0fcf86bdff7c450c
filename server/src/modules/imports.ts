// What a module imports: the elements of its lists, and why there may be more.

import { spend } from '../eval/budget';
import type { FileLoader } from '../eval/loader';
import type { Site } from '../eval/site';
import { force } from '../eval/thunk';
import { type Entry, type ErrorValue, type Slot, type UnknownValue, unknown, type Value } from '../eval/values';
import type { Module } from './definition';
import type { KeyedRef, ModuleRef } from './load-module';
import type { ModuleParts } from './module-parts';
import { modulePath } from './module-path';
import { mergeElements } from './property';

/** Why a module, or what it imports, cannot be had. */
export interface ModuleFailure {
  readonly error: ErrorValue;
  /** The module that fails, or that imports what fails. */
  readonly file: string;
  /** Its `imports`, where it is they that fail. */
  readonly imports: Entry | undefined;
  /** Where the module is taken in: its own expression, or the imports that it stands in. */
  readonly takenIn: Site | Entry | undefined;
}

/** One reference, or several when it depends on something unknown which it is. */
export function expand(ref: ModuleRef, key: string, loader: FileLoader): readonly KeyedRef[] {
  const value = force(ref.slot);
  if (value.kind === 'choice') {
    return value.options.flatMap((slot, index) =>
      expand({ ...ref, slot, doubt: ref.doubt ?? value.reason }, `${key}|${index}`, loader),
    );
  }
  const path = ref.onlyConfig ? undefined : modulePath(value);
  return [{ ...ref, key: path === undefined ? key : loader.spelling(path) }];
}

export interface Imports {
  readonly refs: readonly KeyedRef[];
  /** Why there may be further imports. */
  readonly unknown: readonly UnknownValue[];
  readonly failures: readonly ModuleFailure[];
}

/** What a module imports. */
export function importsOf(module: Module, parts: ModuleParts, loader: FileLoader): Imports {
  const refs: KeyedRef[] = [];
  const unknowns: UnknownValue[] = [];
  const failures: ModuleFailure[] = [];
  for (const imports of parts.imports) {
    const outcomes = outcomesOf(imports);
    for (const { items, doubt } of outcomes) {
      const value = force(items.slot);
      if (value.kind === 'unknown') unknowns.push(value);
      if (value.kind === 'error') {
        unknowns.push(unknown('error', value.message, value.site));
        if (doubt === undefined) failures.push({ error: value, file: module.file, imports, takenIn: undefined });
      }
      if (value.kind !== 'list') continue;
      if (value.open !== undefined) unknowns.push(value.open);
      for (const [index, { slot, origin }] of mergeElements(items).elements.entries()) {
        const why = module.doubt ?? (doubt === undefined || inEvery(outcomes, slot) ? undefined : doubt);
        const ref: ModuleRef = {
          slot,
          file: module.file,
          scope: module.scope,
          by: imports,
          ...(origin && { origin }),
          ...(why && { doubt: why }),
        };
        refs.push(...expand(ref, `${module.key}:anon-${index + 1}`, loader));
      }
    }
  }
  return { refs, unknown: unknowns, failures };
}

interface ImportList {
  readonly items: Entry;
  readonly doubt: UnknownValue | undefined;
}

/** The lists an `imports` may be: one, or the outcomes of an unknown condition. */
function outcomesOf({ slot, origin }: Entry): readonly ImportList[] {
  const value = force(slot);
  if (value.kind === 'choice')
    return value.options.map((items) => ({ items: { slot: items, origin }, doubt: value.reason }));
  const items = value.kind === 'opaque' ? unknown('opaque', value.shown) : value;
  return [{ items: { slot: items, origin }, doubt: undefined }];
}

/** Whether every outcome of a conditional list imports the same path: then it is imported for sure. */
function inEvery(lists: readonly ImportList[], slot: Slot): boolean {
  const path = modulePath(force(slot));
  const has = (items: Value): boolean =>
    items.kind === 'list' &&
    spend(items.items.length) === undefined &&
    items.items.some((item) => modulePath(force(item)) === path);
  return path !== undefined && lists.every(({ items }) => has(force(items.slot)));
}
