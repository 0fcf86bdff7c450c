// Names in `config` that nobody declares, although NixOS may have more options than are known: certainly below sets of
// options that are all the configuration's own, and very likely at the top, where NixOS hardly ever gets new ones.

import { slipOf } from '../base/slip';
import { AbsentAttribute, UnlikelyAttribute } from '../eval/errors';
import { NO_SITE, type Site } from '../eval/site';
import { attrs, NULL, type Value } from '../eval/values';
import type { Evaluation } from './evaluation';
import { type OptionNode, samePath } from './option-node';
import type { OptionTree } from './option-tree';

/**
 * What reading a name of `config` fails with, if that is certain. A set whose name is no one's but the configuration's
 * has what is declared there; below a set of NixOS only slips of what is declared are certain.
 */
export function absentOption(
  { input, collection }: Evaluation,
  tree: OptionTree,
  node: OptionNode,
  site: Site | undefined,
): AbsentAttribute | undefined {
  const { parent, path, name } = node;
  if (input.isWhole !== true || parent === undefined || tree.freeform !== undefined) return undefined;
  if (node.declared.answer.kind !== 'none' || parent.declared.answer.kind !== 'tree') return undefined;
  if (tree.facts(parent).fact.kind !== 'unknown' || collection.opaque.length > 0) return undefined;
  if (parent.parent === undefined) return undefined;
  const isOld = collection.renames.some(({ from }) => from.some((old) => samePath(old.slice(0, path.length), path)));
  const names = parent.declared.names;
  const isOwn = input.facts.at(path.slice(0, 1)).fact.kind === 'unknown';
  if (isOld || !(isOwn || slipOf(name, names) !== undefined)) return undefined;
  return new AbsentAttribute(name, attrs([...names].map((one) => [one, NULL])), site ?? NO_SITE);
}

/**
 * Sets at the top of which the manual of NixOS says nothing (misc/ids.nix, meta.nix and passthru.nix), those that older
 * releases had, and what programs that deploy systems declare without being asked to.
 */
const UNLISTED: ReadonlySet<string> = new Set([
  ...['ids', 'meta', 'passthru', 'test-support'],
  ...['docker-containers', 'dysnomia', 'gnu', 'krb5', 'nesting', 'snapraid', 'sound'],
  ...['clan', 'deployment', 'resources'],
]);

/**
 * What reading a name at the top of `config` most likely fails with: no module declares or defines it, all of them are
 * seen, and no NixOS is known to have it.
 * @param otherwise what is read where one has it after all.
 */
export function unlikelyOption(
  evaluation: Evaluation,
  tree: OptionTree,
  node: OptionNode,
  site: Site | undefined,
  otherwise: () => Value,
): UnlikelyAttribute | undefined {
  const { input, collection } = evaluation;
  const { parent, path, name } = node;
  if (parent === undefined || parent.parent !== undefined || input.prefix.length > 0) return undefined;
  if (input.isWhole !== true || input.moduleClass !== 'nixos' || tree.freeform !== undefined) return undefined;
  if (tree.whatIs(node).kind !== 'nothing' || UNLISTED.has(name)) return undefined;
  const { fact, path: current } = tree.facts(node);
  const isSeen = collection.opaque.length === 0 && tree.openings(node).length === 0;
  const isOld = collection.renames.some(({ from }) => from.some(([first]) => first === name));
  if (!isSeen || isOld || fact.kind !== 'unknown' || !samePath(current, path)) return undefined;
  const names = new Set([...input.facts.names([]), ...parent.declared.names]);
  return new UnlikelyAttribute(name, attrs([...names].map((one) => [one, NULL])), site ?? NO_SITE, otherwise());
}
