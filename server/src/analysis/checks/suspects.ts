// A first look at values: which of them may be of the wrong type. It merges nothing, so it is quick, and it errs on the
// side of suspicion.

import { force } from '../../eval/thunk';
import type { Entry, ListValue, Value } from '../../eval/values';
import type { Facts } from '../../modules/facts';
import { fits } from '../../modules/merge/checks';
import { mergeElements, readProperty } from '../../modules/property';
import { isNoSet } from '../../modules/push-down';
import type { MergeClass } from '../../options/merge-class';
import { elementName } from '../../options/option-path';
import { isImportsOf } from './strays';

/**
 * Whether something in a definition of an option at `path` may not fit what the tables say of the
 * option and of what is inside it. @param seen properties that were looked into: one value may be in many places.
 */
export function isSuspect(
  entry: Entry,
  type: MergeClass,
  path: readonly string[],
  facts: () => Facts,
  seen?: Set<Value>,
): boolean {
  if (entry.origin === undefined) return false;
  const value = force(entry.slot);
  const property = readProperty(value);
  if (property !== undefined) {
    const known = seen ?? new Set();
    if (known.has(value)) return false;
    known.add(value);
    // To look deeper is the business of merging, which has its bounds.
    if (known.size > MOST_PROPERTIES) return true;
    return property.kind === 'merge'
      ? mergeElements(property.contents).elements.some((element) => isSuspect(element, type, path, facts, known))
      : isSuspect(property.content, type, path, facts, known);
  }
  if (fits(type, value) === false || (type === TREE && isNoSet(value))) return true;
  if (value.kind === 'attrs') return inSet(value.entries, type, path, facts);
  return value.kind === 'list' && inList(value, type, path, facts);
}

const MOST_PROPERTIES = 100;

function inSet(
  entries: ReadonlyMap<string, Entry>,
  type: MergeClass,
  path: readonly string[],
  facts: () => Facts,
): boolean {
  for (const [name, entry] of entries) {
    const below = [...path, name];
    if (type.kind === 'attrs') {
      if (isSuspect(entry, type.element, below, facts)) return true;
      continue;
    }
    const { fact } = facts().at(below);
    if (fact.kind === 'unknown' && isImportsOf(name, type)) return true;
    if (fact.kind === 'option' && isSuspect(entry, fact.class, below, facts)) return true;
    if (fact.kind === 'tree' && isSuspect(entry, TREE, below, facts)) return true;
  }
  return false;
}

/** What a set of options takes is for its options to say. */
const TREE: MergeClass = { kind: 'unknown' };

function inList({ items }: ListValue, type: MergeClass, path: readonly string[], facts: () => Facts): boolean {
  const lists = listsOf(type);
  if (lists.length === 0) return false;
  return items.some((item, i) => {
    const value = force(item);
    return lists.every(({ element }) => {
      if (fits(element, value) === false) return true;
      const isSet = element.kind === 'submodule' && value.kind === 'attrs';
      return isSet && inSet(value.entries, element, [...path, elementName(i)], facts);
    });
  });
}

/** The types that a list may be of, where it may be of several. */
function listsOf(type: MergeClass): readonly Extract<MergeClass, { kind: 'list' }>[] {
  switch (type.kind) {
    case 'list':
      return [type];
    case 'nullOr':
      return listsOf(type.of);
    case 'one':
      return type.of === undefined ? [] : listsOf(type.of);
    case 'either':
      return type.of.flatMap(listsOf);
    case 'coerced':
      return [type.to, ...(type.from === undefined ? [] : [type.from])].flatMap(listsOf);
    default:
      return [];
  }
}
