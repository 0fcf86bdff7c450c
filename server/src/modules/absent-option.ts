// Names in `config` that certainly nobody declares, although NixOS may have more options than are known: below sets of
// options that are all the configuration's own.

import { slipOf } from '../base/slip';
import { AbsentAttribute } from '../eval/errors';
import { NO_SITE, type Site } from '../eval/site';
import { attrs, NULL } from '../eval/values';
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
  if (input.isWhole !== true || parent?.parent === undefined || tree.freeform !== undefined) return undefined;
  if (node.declared.answer.kind !== 'none' || parent.declared.answer.kind !== 'tree') return undefined;
  if (tree.facts(parent).fact.kind !== 'unknown' || collection.opaque.length > 0) return undefined;
  const isOld = collection.renames.some(({ from }) => from.some((old) => samePath(old.slice(0, path.length), path)));
  const names = parent.declared.names;
  const isOwn = input.facts.at(path.slice(0, 1)).fact.kind === 'unknown';
  if (isOld || !(isOwn || slipOf(name, names) !== undefined)) return undefined;
  return new AbsentAttribute(name, attrs([...names].map((one) => [one, NULL])), site ?? NO_SITE);
}
