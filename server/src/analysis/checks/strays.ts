// Parts of a module among the settings of a submodule.
import { force } from '../../eval/thunk';
import type { Definition, RawDefinition } from '../../modules/definition';
import type { Facts } from '../../modules/facts';
import type { MergeClass } from '../../options/merge-class';
import type { InvalidValue } from './invalid-value';

export interface Stray {
  readonly path: readonly string[];
  readonly raw: RawDefinition;
  readonly proof: InvalidValue['proof'];
}

/**
 * Whether a name among the options of a submodule is part of a module, which its sets are not: they are only settings
 * (`shorthandOnlyDefinesConfig` of lib/types.nix).
 */
export const isImportsOf = (name: string, type: MergeClass): boolean =>
  name === 'imports' && type.kind === 'submodule' && type.freeform === undefined && type.declared === undefined;

/**
 * Those in one definition of a submodule of NixOS.
 * @param at where the submodule is, and what is known of its options. One without any is a whole system of its own,
 * as `virtualisation.vmVariant`: there sets are modules (`extendModules` of lib/modules.nix).
 */
export function straysOf(
  { module, slot }: Definition,
  type: MergeClass,
  at: { readonly path: readonly string[]; readonly facts: Facts },
  proof: Stray['proof'],
): readonly Stray[] {
  const value = force(slot);
  if (value.kind !== 'attrs') return [];
  const strays = [...value.entries].filter(([name]) => isImportsOf(name, type));
  if (strays.length === 0 || at.facts.names([]).length === 0) return [];
  return strays.map(([name, entry]) => ({ path: [...at.path, name], raw: { module, entry, wrappers: [] }, proof }));
}
