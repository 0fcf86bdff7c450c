// The options that a specialisation can set at a path: those that its base sets, with what it takes to set them
// otherwise, and those that there are.

import { type Explained, explain } from '../../analysis/explain';
import type { ModulePlace } from '../../analysis/module-at';
import { shownValue } from '../../analysis/reports/differences';
import { memo } from '../../base/memo';
import { PLAIN_PRIORITY } from '../../modules/definition';
import { type Facts, factOf } from '../../modules/facts';
import { isCombined } from '../../options/merge-class';
import { l10n } from '../../protocol/l10n';
import { dotted, printName } from '../../syntax/print';
import { type Forced, type Forcing, forcedHere } from './forcing';
import { type CompletionItem, completion, inSnippet } from './item';

/** What the base says at this path or below. */
export function optionsOfBase(place: ModulePlace, forcing: Forcing): readonly CompletionItem[] {
  const { system, path, isOpen, others } = place;
  const { base } = system;
  if (base === undefined) return [];
  // Twice in one set, Nix takes none.
  const written = new Set(others.map(dotted));
  // The same for all of them.
  const force = memo(() => forcedHere(forcing));
  const start = path.length === 0 ? 0 : dotted(path).length + 1;
  return explain(base, path)
    .filter((option) => option.path.length > path.length && option.merged.definitions.length > 0)
    .filter(({ option }) => !written.has(option))
    .map((option) => {
      const label = option.option.slice(start);
      const value = shownValue(option);
      const detail = value === undefined ? l10n.t('set by the base') : l10n.t('base: {0}', value);
      const written = isOpen ? assignment(option, label, force) : { text: label, snippet: undefined, also: [] };
      return completion({ label, kind: 'option', detail, group: 0, ...written });
    });
}

function assignment(
  option: Explained,
  label: string,
  forcing: () => Forced | undefined,
): Pick<CompletionItem, 'text' | 'snippet' | 'also'> {
  const { verdict, merged } = option;
  const force = needsForce(option) ? forcing() : undefined;
  const before = force === undefined ? '' : `${force.call} `;
  const literal = verdict.verdict === 'ok' && 'ok' in verdict.json ? placeholder(verdict.json.ok) : undefined;
  const type = merged.class;
  const hole = type.kind === 'list' ? '[ $0 ]' : isCombined(type) && type.kind !== 'lines' ? '{ $0 }' : undefined;
  const value = hole ?? `\${1:${inSnippet(literal ?? 'value')}}`;
  return { text: label, snippet: `${inSnippet(label)} = ${before}${value};`, also: force?.edits ?? [] };
}

/** A plain definition of the base does not merge with another one. */
export function needsForce({ merged: { class: type, winners } }: Explained): boolean {
  const [first] = winners;
  return first !== undefined && first.priority <= PLAIN_PRIORITY && !isCombined(type) && type.kind !== 'or';
}

/** What somebody who writes the option again may want: the other switch, or the same value to be changed. */
function placeholder(json: unknown): string | undefined {
  if (typeof json === 'boolean') return String(!json);
  if (typeof json === 'string') return json.length > 60 || json.includes('\n') ? '""' : JSON.stringify(json);
  return typeof json === 'number' || json === null ? String(json) : undefined;
}

/** The options and sets of options that there are directly below the path. */
export function optionsThatAre({ system, path, isOpen, others }: ModulePlace): readonly CompletionItem[] {
  const { facts: byKind, kind } = system.input;
  const facts = byKind[kind];
  const names = new Set([...facts.names(path), ...system.evaluation.namesAt(path)]);
  const written = new Set(others.map(dotted));
  const left = [...names].filter((name) => !written.has(dotted([...path, name])));
  return left.map((name) => itemOf(name, [...path, name], facts, isOpen));
}

function itemOf(name: string, path: readonly string[], facts: Facts, isOpen: boolean): CompletionItem {
  const label = printName(name);
  const inner = factOf(facts, path);
  if (inner.kind !== 'option') return completion({ label, kind: 'set', text: label, group: 2 });
  const value = inner.type === 'boolean' ? '${1:true}' : '$0';
  return completion({
    label,
    kind: 'option',
    detail: inner.type,
    text: label,
    ...(isOpen ? { snippet: `${inSnippet(label)} = ${value};` } : {}),
  });
}
