// Parts of a module among the settings of a submodule.
import { force } from '../../eval/thunk';
import type { Definition, RawDefinition } from '../../modules/definition';
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

/** Those in one definition of a submodule of NixOS at `path`. */
export function straysOf(
  { module, slot }: Definition,
  type: MergeClass,
  path: readonly string[],
  proof: Stray['proof'],
): readonly Stray[] {
  const value = force(slot);
  if (value.kind !== 'attrs') return [];
  return [...value.entries]
    .filter(([name]) => isImportsOf(name, type))
    .map(([name, entry]) => ({ path: [...path, name], raw: { module, entry, wrappers: [] }, proof }));
}
