// Walks over all options of one evaluation.
import { spend, tooLarge } from '../eval/budget';
import { AttrsValue, type Entry, type ErrorValue } from '../eval/values';
import type { Opening, RawDefinition } from './definition';
import type { Merged } from './merge/outcome';
import { type OptionNode, samePath } from './option-node';
import type { OptionTree } from './option-tree';
import type { Level } from './push-down';
import type { OldName, Rename } from './renames';
import { isStrayKey, isSure } from './shape';

/** An option that some module defines; it is merged when asked for. */
export interface DefinedOption {
  readonly path: readonly string[];
  readonly raws: readonly RawDefinition[];
  merged(): Merged;
}

/** An attribute that no option is declared for, with its definitions that certainly take part. */
export interface Unmatched {
  readonly path: readonly string[];
  readonly raws: readonly RawDefinition[];
}

/** Option paths longer than this are taken for endless ones. */
const LONGEST_PATH = 64;

/** Whether what lies at and below a path is to be left out, by its definitions. */
export type Skip = (raws: readonly RawDefinition[], path: () => readonly string[]) => boolean;

/** All options that modules define, old names under the current ones, which `oldNames` is told of. */
export function definedOptions(
  tree: OptionTree,
  leaveOut: Skip,
  oldNames: Map<string, OldName>,
): readonly DefinedOption[] {
  const sites = new Map<OptionNode, RawDefinition[]>();
  let steps = 0;
  const add = (node: OptionNode, raws: readonly RawDefinition[]): void => {
    const known = sites.get(node);
    if (known === undefined) {
      sites.set(node, [...raws]);
      steps += node.path.length;
    } else for (const raw of raws) if (!known.includes(raw)) known.push(raw);
  };
  const pending = [tree.root];
  for (
    let node = pending.pop();
    node !== undefined && isWithin(Math.max(sites.size, steps / USUAL_PATH), tree.level(node));
    node = pending.pop()
  ) {
    for (const [name, raws] of tree.level(node).names) {
      if (leaveOut(raws, () => node.child(name).path)) continue;
      const at = node.child(name);
      if (at.path[0] === '_module' || at.path.length > LONGEST_PATH || isStrayKey(at, tree)) continue;
      const rename = tree.renameOf(at.path);
      if (rename !== undefined) oldNames.set(at.path.join('.'), { path: at.path, to: rename.to, raws, rename });
      if (rename?.to !== undefined) add(tree.at(rename.to), tree.raws(tree.at(rename.to)));
      if (rename !== undefined) continue;
      if (tree.whatIs(at).kind === 'tree') {
        pending.push(at);
        continue;
      }
      const { path } = tree.facts(at);
      const isCurrent = samePath(path, at.path);
      if (!isCurrent) oldNames.set(at.path.join('.'), { path: at.path, to: path, raws, rename: undefined });
      const [current, handedOn] = isCurrent ? [at, tree.raws(at)] : handOn(tree, at, path);
      add(current, handedOn);
    }
  }
  return [...sites].map(([node, raws]) => ({
    path: node.path,
    raws,
    merged: () => (raws.length === tree.raws(node).length ? tree.merged(node) : tree.mergeAt(node, raws)),
  }));
}

/** Most options that are looked at: a hundred rules go over all of them, and nobody writes so many. */
const MOST_OPTIONS = 30_000;

/** Names in a path: longer ones cost as much as several options. */
const USUAL_PATH = 8;

/** Whether there is room for the names of one more set, and something left to look at them with. */
function isWithin(found: number, { names }: Level): boolean {
  if (found + names.size > MOST_OPTIONS) tooLarge('the set of all options');
  return found + names.size <= MOST_OPTIONS && spend(1 + names.size) === undefined;
}

/**
 * What an old name hands on to the current one; to a part of the option's value, where the new
 * name lies inside another option.
 */
function handOn(
  tree: OptionTree,
  from: OptionNode,
  to: readonly string[],
): readonly [OptionNode, readonly RawDefinition[]] {
  const raws = tree.raws(from);
  let around = tree.root;
  for (const [index, name] of to.entries()) {
    around = around.child(name);
    const rest = to.slice(index + 1);
    const what = tree.whatIs(around);
    if (rest.length > 0 && what.kind === 'option' && what.class.kind !== 'unknown')
      return [around, raws.map((raw) => wrapped(raw, rest))];
  }
  return [around, raws];
}

/** A definition of a part of a value as one of the whole; it is still written where it was. */
function wrapped(raw: RawDefinition, path: readonly string[]): RawDefinition {
  const entry = path.reduceRight<Entry>(
    (inner, name) => ({ slot: new AttrsValue(new Map([[name, inner]])), origin: raw.entry.origin }),
    raw.entry,
  );
  return { module: raw.module, entry, wrappers: raw.wrappers };
}

/** Every set of options that may define more than is seen, but those below definitions that `skip` is true for. */
export function openingsIn(tree: OptionTree, skip: (raws: readonly RawDefinition[]) => boolean): readonly Opening[] {
  const openings: Opening[] = [];
  const pending = [tree.root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.path.length > LONGEST_PATH) continue;
    const level = tree.level(node);
    for (const opening of level.openings) openings.push(opening);
    const reason = spend(level.names.size);
    if (reason !== undefined) {
      // Whose sets were not looked at does not matter: something may be defined in them.
      for (const [first] of level.names.values())
        if (first !== undefined) openings.push({ module: first.module, reason });
      break;
    }
    for (const [name, raws] of level.names)
      if (!skip(raws) && tree.whatIs(node.child(name)).kind === 'tree') pending.push(node.child(name));
  }
  return openings;
}

/**
 * Sets of options that cannot be looked at: what fails in them, outermost first. Below those nothing is looked for, nor
 * below definitions that `skip` is true for.
 */
export function brokenIn(
  tree: OptionTree,
  skip: (raws: readonly RawDefinition[]) => boolean,
): readonly { readonly path: readonly string[]; readonly failure: ErrorValue }[] {
  const found: { readonly path: readonly string[]; readonly failure: ErrorValue }[] = [];
  const pending = [tree.root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.path.length > LONGEST_PATH) continue;
    const failure = tree.failureIn(node);
    if (failure !== undefined) found.push({ path: node.path, failure });
    else
      for (const [name, raws] of tree.level(node).names)
        if (!skip(raws) && tree.whatIs(node.child(name)).kind === 'tree') pending.push(node.child(name));
  }
  return found;
}

/** Attributes that are defined and that nobody declares. */
export function unmatchedIn(tree: OptionTree, renames: readonly Rename[]): readonly Unmatched[] {
  const isOld = ({ path }: OptionNode): boolean =>
    renames.some(({ from }) => from.some((old) => samePath(old.slice(0, path.length), path)));
  const found: Unmatched[] = [];
  const pending = [tree.root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const [name, raws] of tree.level(node).names) {
      if (spend(1) !== undefined) break;
      const at = node.child(name);
      const { kind } = at.declared.answer;
      if (at.path[0] === '_module' || isOld(at)) continue;
      const sure = raws.filter(isSure);
      if (kind === 'none' && sure.length > 0) found.push({ path: at.path, raws: sure });
      if (kind === 'tree') pending.push(at);
    }
  }
  return found;
}
