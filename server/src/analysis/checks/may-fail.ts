// A first look at definitions: whether something in them may fail.
import { force } from '../../eval/thunk';
import type { Entry, Slot, Value } from '../../eval/values';
import { mergeElements, readProperty } from '../../modules/property';
import { type Expr, stripParens } from '../../syntax/ast';
import { needsFiles } from './needed-files';

/** Which of the options under a condition are in the circle is found out one by one. */
export function isRecursion(slot: Slot): boolean {
  const value = force(slot);
  return value.kind === 'error' && value.code === 'infinite-recursion';
}

export const isError = (slot: Slot): boolean => force(slot).kind === 'error';

/** How many sets deep values are looked at before anything is merged. */
const DEEPEST = 4;

/**
 * A first look, which merges nothing and errs on the side of suspicion: whether a definition
 * fails, or something written in it.
 */
export function mayFail({ slot, origin }: Entry, depth = 0, seen?: Set<Value>): boolean {
  if (origin !== undefined && origin.parts === undefined && !isComputed(origin.value)) return false;
  const value = force(slot);
  switch (value.kind) {
    case 'error':
      return true;
    case 'unknown':
    case 'opaque':
    case 'partial-string':
    case 'path':
      return needsFiles(value);
    // Its elements are part of its value: they have to be looked at while that is asked for.
    case 'list':
      return value.items.length > 0;
    case 'attrs':
      return (
        propertyMayFail(value, depth, seen) ??
        (depth < DEEPEST && [...value.entries.values()].some((inner) => mayFail(inner, depth + 1, seen)))
      );
    default:
      return false;
  }
}

/** The same of what stands in mkIf, mkMerge and the like; undefined for other values. */
function propertyMayFail(value: Value, depth: number, known: Set<Value> | undefined): boolean | undefined {
  const property = readProperty(value);
  if (property === undefined) return undefined;
  // One value in many places is looked at once.
  const seen = known ?? new Set();
  if (seen.has(value)) return false;
  seen.add(value);
  switch (property.kind) {
    case 'if':
      return isError(property.condition) || mayFail(property.content, depth + 1, seen);
    case 'merge':
      return (
        isError(property.contents.slot) ||
        mergeElements(property.contents).elements.some((element) => mayFail(element, depth + 1, seen))
      );
    default:
      return isError(property.priority) || mayFail(property.content, depth + 1, seen);
  }
}

/** Whether a value does not stand there as it is. What a path leads to does not. */
export function isComputed(expr: Expr): boolean {
  const inner = stripParens(expr);
  switch (inner.kind) {
    case 'int':
    case 'float':
    case 'lambda':
      return false;
    case 'string':
      return inner.parts.some((part) => typeof part !== 'string');
    case 'list':
      return inner.items.some(isComputed);
    case 'attrs':
      return inner.bindings.some((binding) => binding.kind === 'inherit' || isComputed(binding.value));
    case 'variable':
      return !['true', 'false', 'null'].includes(inner.name);
    default:
      return true;
  }
}
