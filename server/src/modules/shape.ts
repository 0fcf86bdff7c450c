// Definitions that cannot be matched with any option, whatever conditions and priorities say: a value where a set of
// options is expected, and parts of modules where options are (lib/modules.nix, mergeModules': "rather than an
// attribute set", "does not exist").
import { isPackage } from '../eval/packages';
import { force } from '../eval/thunk';
import type { Entry } from '../eval/values';
import type { RawDefinition } from './definition';
import { type OptionNode, samePath } from './option-node';
import type { OptionTree } from './option-tree';
import { MODULE_KEYS } from './problem';

export interface Misfit {
  /** From the root of the evaluation; empty for the `config` of a module as a whole. */
  readonly path: readonly string[];
  readonly raw: RawDefinition;
  /** The definition that it is, or is part of. */
  readonly whole: Entry;
  /** Who says that it is a set of options. */
  readonly declared: 'modules' | 'facts' | 'renamed-facts' | 'always';
}

export interface Misshapen {
  readonly misfits: readonly Misfit[];
  /** `imports` and its like, taken for an option. */
  readonly strayKeys: readonly { readonly path: readonly string[]; readonly raw: RawDefinition }[];
}

/** Option paths longer than this are taken for endless ones. */
const LONGEST_PATH = 64;

/** `skip` leaves out definitions that need no look. Only what certainly takes part is told. */
export function misshapenIn(tree: OptionTree, skip: (raw: RawDefinition) => boolean): Misshapen {
  const misfits: Misfit[] = [];
  const strayKeys: { path: readonly string[]; raw: RawDefinition }[] = [];
  const counts = (raw: RawDefinition): boolean => !skip(raw) && isSure(raw);
  const pending = [tree.root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const { path } = node;
    const declared = declarerOf(node, tree);
    if (declared === undefined || path.length > LONGEST_PATH) continue;
    const { names, misfits: own } = tree.level(node);
    // Where names may be free, a package is a set like others.
    const isFree = declared === 'always' || tree.freeform !== undefined;
    for (const { raw, whole } of own)
      if (counts(raw) && !(isFree && isPackage(force(raw.entry.slot)))) misfits.push({ path, raw, whole, declared });
    for (const [name, raws] of names) {
      if (raws.every(skip)) continue;
      const at = node.child(name);
      if (tree.whatIs(at).kind === 'tree') pending.push(at);
      if (isStrayKey(at, tree)) strayKeys.push(...raws.filter(counts).map((raw) => ({ path: at.path, raw })));
    }
  }
  return { misfits, strayKeys };
}

/**
 * Who says that options lie below a node; undefined where that is only concluded from the definitions,
 * or it may be an option itself.
 */
function declarerOf(node: OptionNode, tree: OptionTree): Misfit['declared'] | undefined {
  if (node.parent === undefined) return 'always';
  const { kind } = node.declared.answer;
  if (kind === 'tree') return 'modules';
  const { path, fact } = tree.facts(node);
  if (kind !== 'none' || fact.kind !== 'tree') return undefined;
  return samePath(path, node.path) ? 'facts' : 'renamed-facts';
}

/** Only `imports` is no option anywhere; deeper down the other names belong to people's services. */
export function isStrayKey(node: OptionNode, tree: OptionTree): boolean {
  const isKey = node.path.length === 1 ? MODULE_KEYS.has(node.name) : node.name === 'imports';
  return (
    isKey &&
    tree.freeform === undefined &&
    node.declared.answer.kind === 'none' &&
    tree.facts(node).fact.kind === 'unknown'
  );
}

/** Whether a definition certainly takes part; a condition that is false does not take it out. */
export const isSure = ({ module, wrappers }: RawDefinition): boolean =>
  module.doubt === undefined && wrappers.every((wrapper) => wrapper.kind !== 'doubt');
