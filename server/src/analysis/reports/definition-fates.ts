// What becomes of each definition of a file, in the base and in each specialisation: hints and colours are made of it.
import type { Span } from '../../base/span';
import type { Analysis } from '../analysis';
import { type DefinitionAt, definitionsTouching, WHOLE_FILE } from '../definitions-at';
import { type Role, roleOf } from './differences';

/** A definition in one system. */
export interface Fate {
  readonly host: string | null;
  /** null: the base. */
  readonly specialisation: string | null;
  readonly role: Role;
  /** The priority of the definitions that win instead; undefined where it is not overridden. */
  readonly wonBy: number | undefined;
}

export interface DefinitionFates {
  /** The name that is written. */
  readonly name: Span;
  readonly scope: 'base' | 'specialisation';
  readonly priority: number;
  readonly fates: readonly Fate[];
}

/** One for each definition in the file that has a place of its own there. */
export function definitionFates(analysis: Analysis, file: string): readonly DefinitionFates[] {
  const found = new Map<string, DefinitionFates & { readonly fates: Fate[] }>();
  for (const system of analysis.systems)
    for (const at of definitionsTouching(system, file, WHOLE_FILE)) {
      const { definition, merged } = at;
      const { key } = definition.entry.origin ?? {};
      // A set that is entered says nothing of what is in it.
      if (key === undefined || merged.outcome.kind === 'keys' || merged.outcome.kind === 'submodule') continue;
      const { priority, module } = definition;
      const id = `${key.start}:${key.end}:${priority}`;
      const name = { start: key.start, end: key.end };
      const seen = found.get(id) ?? { name, scope: module.scope, priority, fates: [] };
      seen.fates.push(fateOf(at, analysis));
      found.set(id, seen);
    }
  return [...found.values()];
}

function fateOf({ system, definition, merged }: DefinitionAt, { entryPoint }: Analysis): Fate {
  const role = roleOf(definition, merged);
  const { host } = entryPoint;
  const { name: specialisation } = system.input.within ?? system;
  return { host, specialisation, role, wonBy: role === 'loses' ? merged.winners[0]?.priority : undefined };
}
