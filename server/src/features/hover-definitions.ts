// All that defines an option, and what becomes of each definition in each system.
import type { DifferentDefinition, Role } from '../analysis/reports/differences';
import type { OptionInSystem } from '../analysis/reports/option-report';
import type { Location } from '../base/span';
import { baseName } from '../eval/paths';
import { item, type Line, named, type Piece, type RichText, text } from './rich-text';
import { namesOf } from './system-names';

/** A definition as the systems that have it see it. */
interface Seen {
  readonly definition: DifferentDefinition;
  readonly roles: Map<Role, string[]>;
}

/** As many systems as one line names. */
const MOST_NAMES = 4;

const VERBS: Readonly<Record<Role, string>> = {
  wins: 'counts in',
  equal: 'in conflict in',
  possible: 'may count in',
  loses: 'overridden in',
};

/** A line for each place that defines the option, those that count anywhere first. */
export function definitionLines(systems: readonly OptionInSystem[], most: number): RichText {
  const seen = definitionsIn(systems);
  if (seen.length === 0) return [];
  const rows = seen.map((each) => lineOf(each, systems.length));
  const left = rows.length - most;
  return [text('Defined by'), ...rows.slice(0, most), ...(left > 0 ? [text(`and ${left} more`)] : [])];
}

function definitionsIn(systems: readonly OptionInSystem[]): readonly Seen[] {
  const nameOf = namesOf(systems);
  const found = new Map<string, Seen>();
  for (const system of systems)
    for (const definition of system.definitions) {
      const { location, shown, priority, scope } = definition;
      // What nobody wrote is its declaration's default, or NixOS itself.
      const key = JSON.stringify(location ?? [scope, shown, priority]);
      const seen = found.get(key) ?? { definition, roles: new Map() };
      seen.roles.set(definition.role, [...(seen.roles.get(definition.role) ?? []), nameOf(system)]);
      found.set(key, seen);
    }
  const rank = ({ roles }: Seen): number => (roles.has('wins') || roles.has('equal') ? 0 : 1);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}

function lineOf({ definition, roles }: Seen, systems: number): Line {
  const { location, scope, priority, shown } = definition;
  const place: Piece = location === undefined ? fromNowhere(scope) : placeOf(location);
  // Where all systems see it in the same way, that needs no names.
  const [only] = roles.size === 1 ? [...roles] : [];
  const isSame = only !== undefined && only[1].length === systems;
  const fates = isSame
    ? [only[0] === 'wins' ? '' : ` · ${VERBS[only[0]].replace(/ in$/, '')}`]
    : [...roles].flatMap(([role, names]): readonly Piece[] => [` · ${VERBS[role]} `, ...named(names, MOST_NAMES)]);
  return item(place, ' ', { code: shown }, ...(priority === '' ? [] : [` · ${priority}`]), ...fates);
}

const fromNowhere = (scope: DifferentDefinition['scope']): string =>
  scope === 'system' ? 'NixOS itself' : 'elsewhere';

/** A place by the name of its file; whoever shows it adds the line. */
const placeOf = (at: Location): Piece => ({ text: baseName(at.file), at });
