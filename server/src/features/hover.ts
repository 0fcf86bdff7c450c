// What is told of the option, the specialisation or the property under the cursor.

import type { OptionInSystem, OptionReport } from '../analysis/reports/option-report';
import type { PlaceReport } from '../analysis/reports/place-report';
import type { Span } from '../base/span';
import { baseName } from '../eval/paths';
import { l10n } from '../protocol/l10n';
import { visible } from '../protocol/visible';
import { isEmptyReason, reasonWords } from '../rules/engine/reason-words';
import { describedShortly } from './description';
import { definitionLines } from './hover-definitions';
import { type MachineFacts, specialisationLines } from './hover-specialisation';
import { filled, heading, item, type Line, named, type Piece, phrase, type RichText, text } from './rich-text';
import { namesTogether } from './system-names';

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
export function hoverOf(reports: readonly PlaceReport[], facts: MachineFacts): Hover | undefined {
  const [first] = reports;
  if (first === undefined) return undefined;
  const specialisations = reports.flatMap(({ specialisation }) => specialisation ?? []);
  const options = reports.flatMap(({ option }) => option ?? []);
  const property = first.property === undefined ? [] : propertyLines(first.property);
  const lines =
    specialisations.length > 0 ? specialisationLines(specialisations, facts) : [...property, ...optionLines(options)];
  return lines.length === 0 ? undefined : { span: first.span, text: lines };
}

/** Priority properties: of these the number is worth a word. */
const OVERRIDES: ReadonlySet<string> = new Set([
  'mkForce',
  'mkDefault',
  'mkOptionDefault',
  'mkImageMediaOverride',
  'mkVMOverride',
  'mkOverride',
]);

function meaningOf(property: string): string | undefined {
  switch (property) {
    case 'mkForce':
      return l10n.t('wins over plain definitions (100) and over mkDefault (1000)');
    case 'mkDefault':
      return l10n.t('yields to plain definitions (100) and to mkForce (50)');
    case 'mkOptionDefault':
      return l10n.t('as weak as the default of an option, and merges with it');
    case 'mkImageMediaOverride':
      return l10n.t('wins over plain definitions (100), yields to mkForce (50)');
    case 'mkVMOverride':
      return l10n.t('wins over mkForce (50) and everything weaker');
    case 'mkOverride':
      return l10n.t('the smallest number wins: mkForce is 50, a plain definition 100, mkDefault 1000');
    case 'mkIf':
      return l10n.t('counts only where the condition is true');
    case 'mkMerge':
      return l10n.t('several definitions in one place');
    case 'mkBefore':
      return l10n.t('order 500: stands before the elements or lines of others (1000)');
    case 'mkAfter':
      return l10n.t('order 1500: stands behind the elements or lines of others (1000)');
    case 'mkOrder':
      return l10n.t('the smallest number stands first; 1000 is usual');
    default:
      return undefined;
  }
}

function propertyLines({ name, priority }: NonNullable<PlaceReport['property']>): RichText {
  const means = meaningOf(name);
  if (means === undefined) return [];
  const isOverride = OVERRIDES.has(name) && priority !== undefined;
  return [heading({ code: name }, ` · ${isOverride ? l10n.t('priority {0}: {1}', priority, means) : means}`)];
}

/** Of one option, as several systems have it: what it is, its values, and what defines it. */
function optionLines(reports: readonly OptionReport[]): RichText {
  const [first] = reports;
  if (first === undefined) return [];
  const { option, type, merging, description, declared } = first;
  const systems = distinctSystems(reports);
  const about = describedShortly(description ?? '');
  return [
    heading({ code: option }, ...known([type && typeShown(type), merging]).map((word) => ` · ${word}`)),
    ...(about.length === 0 ? [] : [text(...about)]),
    ...valueLines(systems, first),
    ...definitionLines(systems, MOST_ROWS),
    ...declared.slice(0, 1).map((at) => text(...phrase('Declared in {0}', { text: baseName(at.file), at }))),
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
function valueLines(systems: readonly OptionInSystem[], report: OptionReport): RichText {
  const groups = new Map<string, { readonly value: readonly Piece[]; readonly having: OptionInSystem[] }>();
  for (const system of systems) {
    const value = valueIn(system, report);
    const key = JSON.stringify(value);
    const group = groups.get(key) ?? { value, having: [] };
    group.having.push(system);
    groups.set(key, group);
  }
  const rows = [...groups.values()].map(({ value, having }) =>
    item(...named(namesTogether(having, systems), MOST_NAMES), ': ', ...value),
  );
  return [...rows.slice(0, MOST_ROWS), ...more(rows.length - MOST_ROWS)];
}

const more = (count: number): readonly Line[] => (count > 0 ? [text(l10n.t('and {0} more', count))] : []);

function valueIn(
  { verdict, shown, reason, isThere }: OptionInSystem,
  { option, default: fallback }: OptionReport,
): readonly Piece[] {
  switch (verdict) {
    case 'ok':
      return shown === undefined ? notKnown(reason, option) : [{ code: shown }];
    case 'conflict':
      return [l10n.t('conflict: no value')];
    case 'type-error':
      return [l10n.t('a value of the wrong type')];
    case 'read-only':
      return [l10n.t('read-only, but set')];
    case 'unset':
      return fallback === undefined || !isThere
        ? [l10n.t('not set')]
        : phrase('not set, default {0}', { code: fallback });
    case 'unknown':
      return notKnown(reason, option);
  }
}

/** @param option whose own value is no reason */
function notKnown(reason: OptionInSystem['reason'], option: string): readonly Piece[] {
  if (reason === undefined || reason.detail === option || isEmptyReason(reason)) return [l10n.t('not known')];
  return reason.code === 'error' && reason.detail !== ''
    ? phrase('fails with {0}', reasonPieces(reason))
    : phrase('not known ({0})', reasonPieces(reason));
}

function reasonPieces(reason: NonNullable<OptionInSystem['reason']>): readonly Piece[] {
  const { sentence, names } = reasonWords(reason);
  const what = filled(
    sentence,
    names.map((code) => ({ code })),
  );
  const { at } = reason;
  return at === undefined ? what : [...what, ', ', { text: baseName(at.file), at }];
}
