// The options that a specialisation can set at a path: those that its base sets, with what it takes to set them
// otherwise, and those that there are.

import { type Explained, explainedAs, optionsBelow } from '../../analysis/explain';
import type { ModulePlace } from '../../analysis/module-at';
import { shownValue } from '../../analysis/reports/differences';
import { memo, memoOf } from '../../base/memo';
import { PLAIN_PRIORITY } from '../../modules/definition';
import { type Facts, factOf } from '../../modules/facts';
import type { Merged } from '../../modules/merge/outcome';
import type { System } from '../../modules/system';
import { isCombined, type MergeClass } from '../../options/merge-class';
import { l10n } from '../../protocol/l10n';
import { type Shown, saySame, showing } from '../../syntax/content';
import { dotted, printName } from '../../syntax/print';
import { type Forcing, forcedHere } from './forcing';
import { type CompletionItem, inSnippet } from './item';

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
  const items: CompletionItem[] = [];
  for (const { option, detail, value, isForced } of saidByBase(base, path)) {
    if (written.has(option)) continue;
    const label = start === 0 ? option : option.slice(start);
    const said = { label, kind: 'option', detail, group: 0 } as const;
    if (!isOpen) items.push(said);
    else {
      const by = isForced ? force() : undefined;
      const snippet = `${inSnippet(label)} = ${by === undefined ? '' : `${by.call} `}${value};`;
      items.push(
        by === undefined || by.edits.length === 0 ? { ...said, snippet } : { ...said, snippet, also: by.edits },
      );
    }
  }
  return items;
}

/** An option that the base sets, in whichever specialisation it is written again. */
interface SaidByBase {
  readonly option: string;
  readonly detail: string;
  /** What is written as its value, as a snippet. */
  readonly value: string;
  readonly isForced: boolean;
}

/** What is said of an option, and what literals said then. */
interface Known {
  readonly merged: Merged;
  readonly made: SaidByBase;
  readonly shown: Shown;
}

/** It stays the same as long as the system does, but for what is shown, and is asked for with every word. */
const knownOf = memoOf((_base: System) => new Map<string, readonly Known[]>());

function saidByBase(base: System, path: readonly string[]): readonly SaidByBase[] {
  const [known, key] = [knownOf(base), dotted(path)];
  const before = known.get(key);
  const found =
    before?.map((each) => (saySame(each.shown) ? each : knownAs(each.merged))) ??
    optionsBelow(base, path).filter(isSet(path)).map(knownAs);
  known.set(key, found);
  return found.map(({ made }) => made);
}

const knownAs = (merged: Merged): Known => ({ merged, ...showing(() => described(explainedAs(merged))) });

const isSet =
  (above: readonly string[]) =>
  ({ path, definitions }: Merged): boolean =>
    path.length > above.length && definitions.length > 0;

function described(explained: Explained): SaidByBase {
  const { option, verdict, merged } = explained;
  const shown = shownValue(explained);
  const detail = shown === undefined ? l10n.t('set by the base') : l10n.t('base: {0}', shown);
  const json = verdict.verdict === 'ok' && 'ok' in verdict.json ? verdict.json.ok : undefined;
  const value = holeOf(merged.class, json) ?? `\${1:${inSnippet(placeholder(json) ?? 'value')}}`;
  return { option, detail, value, isForced: needsForce(explained) };
}

/** Where elements or settings are written; undefined where one value is. @param json what the base says */
function holeOf(type: MergeClass, json: unknown): string | undefined {
  switch (type.kind) {
    case 'list':
      return '[ $0 ]';
    case 'attrs':
    case 'submodule':
    case 'attrs-shallow':
      return '{ $0 }';
    case 'freeform':
      return Array.isArray(json) ? '[ $0 ]' : placeholder(json) === undefined ? '{ $0 }' : undefined;
    case 'nullOr':
      return holeOf(type.of, json);
    case 'coerced':
      return holeOf(type.to, json);
    default:
      return undefined;
  }
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
  if (inner.kind !== 'option') return { label, kind: 'set', group: 2 };
  const value = inner.type === 'boolean' ? '${1:true}' : '$0';
  const option = { label, kind: 'option', detail: inner.type, group: 1 } as const;
  return isOpen ? { ...option, snippet: `${inSnippet(label)} = ${value};` } : option;
}
