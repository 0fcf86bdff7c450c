// What becomes of the definitions of a file, in the base and in each specialisation: hints and colours are made of it.
import type { Span } from '../../base/span';
import type { Definition } from '../../modules/definition';
import type { Merged } from '../../modules/merge/outcome';
import type { System } from '../../modules/system';
import type { SystemKind } from '../../modules/system-options';
import type { Analysis } from '../analysis';
import { enteredSets, mergePoints } from '../merge-points';
import { type Role, roleOf } from './differences';

/** A definition in a system where it does not simply count. */
export interface Fate {
  readonly kind: SystemKind;
  readonly host: string | null;
  /** null: the base. */
  readonly specialisation: string | null;
  readonly role: Exclude<Role, 'wins'>;
  /** The priority of the definitions that win instead; undefined where it is not overridden. */
  readonly wonBy: number | undefined;
}

export interface DefinitionFates {
  /** The name that is written. */
  readonly name: Span;
  /** Where its statement ends. */
  readonly end: number;
  readonly scope: 'base' | 'specialisation';
  readonly priority: number;
  readonly fates: readonly Fate[];
  /** Whether it is overridden in every system that has it. */
  readonly neverCounts: boolean;
}

/**
 * Of the definitions in a file that do not count everywhere: where others meet them, for there alone they can lose.
 * @param text of the file
 */
export function definitionFates(analysis: Analysis, file: string, text: string): readonly DefinitionFates[] {
  const found = new Map<string, { readonly definition: Definition; readonly fates: Fate[] }>();
  for (const system of analysis.systems)
    for (const merged of meetings(system))
      for (const definition of merged.definitions) {
        const { origin } = definition.entry;
        const role = origin?.file === file ? shownRoleOf(definition, merged, analysis) : 'wins';
        if (origin === undefined || role === 'wins') continue;
        const id = `${origin.key.start}:${origin.key.end}:${definition.priority}`;
        const seen = found.get(id) ?? { definition, fates: [] };
        seen.fates.push(fateOf(role, merged, system, analysis));
        found.set(id, seen);
      }
  return [...found.values()].flatMap(({ definition, fates }) => {
    const { module, priority, entry } = definition;
    if (entry.origin === undefined) return [];
    const { key, value } = entry.origin;
    const end = Math.max(key.end, value.end);
    return [
      {
        name: { start: key.start, end: key.end },
        end: text[end] === ';' ? end + 1 : end,
        scope: module.scope,
        priority,
        fates,
        neverCounts: losesEverywhere(fates, module.scope, analysis),
      },
    ];
  });
}

/** The same where the text around it has moved; undefined where that cannot be told. */
export function movedFates(
  fates: DefinitionFates,
  move: (span: Span) => Span | undefined,
): DefinitionFates | undefined {
  const name = move(fates.name);
  const statement = move({ start: fates.name.start, end: fates.end });
  return name && statement && { ...fates, name, end: statement.end };
}

/** Of definitions whose conflict is ignored it is left open which of them counts. */
function shownRoleOf(definition: Definition, merged: Merged, analysis: Analysis): Role {
  const role = roleOf(definition, merged);
  const { outcome } = merged;
  const isIgnored = outcome.kind === 'conflict' && analysis.ignoresConflictOf(outcome.culprits);
  return role === 'equal' && isIgnored ? 'possible' : role;
}

/** Where definitions meet in a system, and in the homes of its users. */
const meetings = (system: System): readonly Merged[] =>
  [system, ...system.homeSystems].flatMap((each) => [...mergePoints(each), ...enteredSets(each)]);

function fateOf(role: Fate['role'], { winners }: Merged, { name }: System, { entryPoint }: Analysis): Fate {
  const { kind, host } = entryPoint;
  return { kind, host, specialisation: name, role, wonBy: role === 'loses' ? winners[0]?.priority : undefined };
}

/** A definition of the base is in the specialisations, too, unless they take nothing over. */
function losesEverywhere(fates: readonly Fate[], scope: DefinitionFates['scope'], { systems }: Analysis): boolean {
  const lost = new Set(fates.flatMap(({ role, specialisation }) => (role === 'loses' ? [specialisation] : [])));
  return scope === 'specialisation'
    ? fates.every(({ role }) => role === 'loses')
    : systems.every(({ name, entry }) => entry?.inheritParentConfig === false || lost.has(name));
}
