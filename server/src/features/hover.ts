// What is told of the option, the specialisation or the property under the cursor.
import type { OptionInSystem, OptionReport } from '../analysis/reports/option-report';
import type { PlaceReport } from '../analysis/reports/place-report';
import type { Span } from '../base/span';
import { baseName } from '../eval/paths';
import { visible } from '../protocol/visible';
import { definitionLines } from './hover-definitions';
import { type MachineFacts, specialisationLines } from './hover-specialisation';
import { heading, item, type Line, named, type Piece, type RichText, text } from './rich-text';
import { namesOf } from './system-names';

export interface Hover {
  readonly span: Span;
  readonly text: RichText;
}

/** As many systems, or definitions, as are listed; the view has all. */
const MOST_ROWS = 10;
/** As many systems as one line names. */
const MOST_NAMES = 4;
/** As much as is said of a type, in UTF-16 units. */
const LONGEST_TYPE = 80;

/** @param reports what each analysis says of the place; undefined where none says anything. */
export function hoverOf(reports: readonly PlaceReport[], machine: MachineFacts): Hover | undefined {
  const [first] = reports;
  if (first === undefined) return undefined;
  const specialisations = reports.flatMap(({ specialisation }) => specialisation ?? []);
  const options = reports.flatMap(({ option }) => option ?? []);
  const property = first.property === undefined ? [] : propertyLines(first.property);
  const lines =
    specialisations.length > 0 ? specialisationLines(specialisations, machine) : [...property, ...optionLines(options)];
  return lines.length === 0 ? undefined : { span: first.span, text: lines };
}

const PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['mkForce', 'wins over plain definitions (100) and over mkDefault (1000)'],
  ['mkDefault', 'yields to plain definitions (100) and to mkForce (50)'],
  ['mkOptionDefault', 'as weak as the default of an option, and merges with it'],
  ['mkImageMediaOverride', 'wins over plain definitions (100), yields to mkForce (50)'],
  ['mkVMOverride', 'wins over mkForce (50) and everything weaker'],
  ['mkOverride', 'the smallest number wins: mkForce is 50, a plain definition 100, mkDefault 1000'],
  ['mkIf', 'counts only where the condition is true'],
  ['mkMerge', 'several definitions in one place'],
  ['mkBefore', 'order 500: stands before the elements or lines of others (1000)'],
  ['mkAfter', 'order 1500: stands behind the elements or lines of others (1000)'],
  ['mkOrder', 'the smallest number stands first; 1000 is usual'],
]);
const OVERRIDES: ReadonlySet<string> = new Set([
  'mkForce',
  'mkDefault',
  'mkOptionDefault',
  'mkImageMediaOverride',
  'mkVMOverride',
  'mkOverride',
]);

function propertyLines({ name, priority }: NonNullable<PlaceReport['property']>): RichText {
  const means = PROPERTIES.get(name);
  if (means === undefined) return [];
  const number = OVERRIDES.has(name) && priority !== undefined ? `priority ${priority}: ` : '';
  return [heading({ code: name }, ` · ${number}${means}`)];
}

/** Of one option, as several systems have it: what it is, its values, and what defines it. */
function optionLines(reports: readonly OptionReport[]): RichText {
  const [first] = reports;
  if (first === undefined) return [];
  const { option, type, merging, default: fallback } = first;
  const systems = distinctSystems(reports);
  return [
    heading({ code: option }, ...known([type && typeShown(type), merging]).map((word) => ` · ${word}`)),
    ...valueLines(systems, fallback),
    ...definitionLines(systems, MOST_ROWS),
  ];
}

/** Patterns are for machines. */
const typeShown = (type: string): string =>
  visible(type.replace(/matching the pattern .*/, 'matching a pattern'), LONGEST_TYPE);

const known = <T>(parts: readonly (T | undefined)[]): readonly T[] => parts.filter((part) => part !== undefined);

/** A home is part of two analyses: its own and the system's. */
function distinctSystems(reports: readonly OptionReport[]): readonly OptionInSystem[] {
  const found = new Map<string, OptionInSystem>();
  for (const { user, systems } of reports)
    for (const system of systems) {
      const key = JSON.stringify([user, system.host, system.specialisation]);
      if (!found.has(key)) found.set(key, system);
    }
  return [...found.values()];
}

/** The values, the systems that have the same together. */
function valueLines(systems: readonly OptionInSystem[], fallback: string | undefined): RichText {
  const nameOf = namesOf(systems);
  const groups = new Map<string, { readonly value: readonly Piece[]; readonly names: string[] }>();
  for (const system of systems) {
    const value = valueIn(system, fallback);
    const key = JSON.stringify(value);
    const group = groups.get(key) ?? { value, names: [] };
    group.names.push(nameOf(system));
    groups.set(key, group);
  }
  const rows = [...groups.values()].map(({ value, names }) => item(...named(names, MOST_NAMES), ': ', ...value));
  return [...rows.slice(0, MOST_ROWS), ...more(rows.length - MOST_ROWS)];
}

const more = (count: number): readonly Line[] => (count > 0 ? [text(`and ${count} more`)] : []);

function valueIn({ verdict, shown, reason }: OptionInSystem, fallback: string | undefined): readonly Piece[] {
  switch (verdict) {
    case 'ok':
      return shown === undefined ? ['a value that is not known'] : [{ code: shown }];
    case 'conflict':
      return ['conflict: no value'];
    case 'type-error':
      return ['a value of the wrong type'];
    case 'read-only':
      return ['read-only, but set'];
    case 'unset':
      return fallback === undefined ? ['not set'] : ['not set, default ', { code: fallback }];
    case 'unknown':
      return reason === undefined ? ['not known'] : ['not known (', ...reasonPieces(reason), ')'];
  }
}

function reasonPieces({ detail, code, at }: NonNullable<OptionInSystem['reason']>): readonly Piece[] {
  const what: Piece = detail === '' ? code : { code: detail };
  return at === undefined ? [what] : [what, ', ', { text: baseName(at.file), at }];
}
