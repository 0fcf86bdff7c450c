// All that defines an option, and what becomes of each definition in each system.

import type { DifferentDefinition, Role } from '../analysis/reports/differences';
import type { OptionInSystem } from '../analysis/reports/option-report';
import type { Location } from '../base/span';
import { baseName } from '../eval/paths';
import { l10n } from '../protocol/l10n';
import { item, type Line, named, type Piece, phrase, type RichText, text } from './rich-text';
import { namesTogether } from './system-names';

/** A definition as the systems that have it see it. */
interface Seen {
  readonly definition: DifferentDefinition;
  /** Its values: a function may give each system its own. */
  readonly values: Set<string>;
  readonly roles: Map<Role, OptionInSystem[]>;
}

/** As many systems as one line names, and as many values. */
const MOST_NAMES = 4;
const MOST_VALUES = 3;

/** @param having the systems in which a definition has a role, among all of them */
function fateOf(role: Role, having: readonly OptionInSystem[], all: readonly OptionInSystem[]): readonly Piece[] {
  const systems = named(namesTogether(having, all), MOST_NAMES);
  switch (role) {
    case 'wins':
      return phrase('counts in {0}', systems);
    case 'equal':
      return phrase('in conflict in {0}', systems);
    case 'possible':
      return phrase('may count in {0}', systems);
    case 'loses':
      return phrase('overridden in {0}', systems);
  }
}

function inAll(role: Role): readonly Piece[] {
  switch (role) {
    case 'wins':
      return [];
    case 'equal':
      return [l10n.t('in conflict')];
    case 'possible':
      return [l10n.t('may count')];
    case 'loses':
      return [l10n.t('overridden')];
  }
}

/** A line for each place that defines the option, those that count anywhere first. */
export function definitionLines(systems: readonly OptionInSystem[], most: number): RichText {
  const seen = definitionsIn(systems);
  if (seen.length === 0) return [];
  const rows = seen.map((each) => lineOf(each, systems));
  const left = rows.length - most;
  return [
    text(l10n.t('Defined by')),
    ...rows.slice(0, most),
    ...(left > 0 ? [text(l10n.t('and {0} more', left))] : []),
  ];
}

function definitionsIn(systems: readonly OptionInSystem[]): readonly Seen[] {
  const found = new Map<string, Seen>();
  for (const system of systems)
    for (const definition of system.definitions) {
      const { location, shown, priority, scope } = definition;
      // What nobody wrote is its declaration's default, or NixOS itself.
      const key = JSON.stringify(location ?? [scope, shown, priority]);
      const seen = found.get(key) ?? { definition, values: new Set(), roles: new Map() };
      seen.values.add(shown);
      seen.roles.set(definition.role, [...(seen.roles.get(definition.role) ?? []), system]);
      found.set(key, seen);
    }
  const rank = ({ roles }: Seen): number => (roles.has('wins') || roles.has('equal') ? 0 : 1);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}

function lineOf({ definition, values, roles }: Seen, systems: readonly OptionInSystem[]): Line {
  const { location, scope, priority } = definition;
  const place: Piece = location === undefined ? fromNowhere(scope) : placeOf(location);
  // Where all systems see it in the same way, that needs no names.
  const [only] = roles.size === 1 ? [...roles] : [];
  const isSame = only !== undefined && only[1].length === systems.length;
  const fates = (isSame ? [inAll(only[0])] : [...roles].map(([role, having]) => fateOf(role, having, systems)))
    .filter((fate) => fate.length > 0)
    .flatMap((fate): readonly Piece[] => [' · ', ...fate]);
  return item(place, ' ', ...valuesShown([...values]), ...(priority === '' ? [] : [` · ${priority}`]), ...fates);
}

function valuesShown(values: readonly string[]): readonly Piece[] {
  const unknown = l10n.t('a value that is not known');
  return values.length === 1 && values[0] === unknown
    ? [unknown]
    : named(
        values.filter((value) => value !== unknown),
        MOST_VALUES,
      );
}

const fromNowhere = (scope: DifferentDefinition['scope']): string =>
  scope === 'system' ? l10n.t('{0} itself', 'NixOS') : l10n.t('elsewhere');

/** A place by the name of its file; whoever shows it adds the line. */
const placeOf = (at: Location): Piece => ({ text: baseName(at.file), at });
