// How types merge that modules make with `mkOptionType`, or give another function for it: known where that is one of
// the library's, those of options (lib/options.nix) or those of other types.
import { apply } from '../eval/apply';
import type { LambdaCode } from '../eval/frame';
import { NO_SITE } from '../eval/site';
import { force } from '../eval/thunk';
import type { AttrsValue, Value } from '../eval/values';
import { type MergeClass, UNKNOWN_CLASS } from '../options/merge-class';
import { valueAt } from './type-parts';

/** What a function for merging comes to, without the checks of its type; undefined for those that nobody knows. */
export type OwnMerges = (merge: Value | undefined) => MergeClass | undefined;

const EQUAL: MergeClass = { kind: 'equal', scalar: 'other' };
const ONE: MergeClass = { kind: 'one' };

const OF_OPTIONS: ReadonlyMap<string, MergeClass> = new Map<string, MergeClass>([
  ['mergeEqualOption', EQUAL],
  ['mergeOneOption', ONE],
  ['mergeUniqueOption', ONE],
  // A type that says nothing merges so.
  ['mergeDefaultOption', { kind: 'unspecified' }],
]);

/** Types of one other type, whose elements are then not known. */
const OF_TYPES: readonly (readonly [string, MergeClass])[] = [
  ['listOf', { kind: 'list', element: UNKNOWN_CLASS }],
  ['lazyAttrsOf', { kind: 'attrs', element: UNKNOWN_CLASS, lazy: true }],
  // Newer releases have one function for both.
  ['attrsOf', { kind: 'attrs', element: UNKNOWN_CLASS }],
];

/**
 * Tells functions by their code: those of our own library always, those of a release that is evaluated itself where its
 * `lib` is given.
 */
export function ownMerges(lib: Value | undefined): OwnMerges {
  const known = lib?.kind === 'attrs' ? codesIn(lib) : undefined;
  return (merge) => {
    if (merge?.kind === 'primop') return OF_OPTIONS.get(merge.definition.name);
    const code = codeOf(merge);
    return code && known?.get(code);
  };
}

function codesIn(lib: AttrsValue): ReadonlyMap<LambdaCode, MergeClass> {
  const known = new Map<LambdaCode, MergeClass>();
  const types = valueAt(lib, 'types');
  if (types?.kind === 'attrs') {
    const [anything, make] = [types.get('unspecified'), (name: string) => valueAt(types, name)];
    for (const [name, found] of OF_TYPES) {
      const maker = make(name);
      const type = maker && anything && apply(maker, anything, NO_SITE);
      const code = type?.kind === 'attrs' ? codeOf(valueAt(type, 'merge')) : undefined;
      if (code !== undefined) known.set(code, found);
    }
  }
  for (const [name, found] of OF_OPTIONS) {
    const merge = valueAt(lib, name);
    // `mergeUniqueOption` is given a message first.
    const code = name === 'mergeUniqueOption' && merge?.kind === 'lambda' ? merge.code.inner : codeOf(merge);
    if (code !== undefined) known.set(code, found);
  }
  return known;
}

/** The code of a function for merging, which newer releases put into a set with a second form of it. */
export function codeOf(merge: Value | undefined): LambdaCode | undefined {
  const whole = merge?.kind === 'attrs' ? merge.get('v2') : merge;
  const value = whole && force(whole);
  return value?.kind === 'lambda' ? value.code : undefined;
}
