// What `explain` says in words: values as Nix writes them, what became of an option and of a definition, and why
// something is not known.
import stringWidth from 'string-width';
import type { PlainJson } from '../analysis/reports/plain-json';
import type { ConflictKind } from '../modules/merge/outcome';
import { reasonText as inWords } from '../rules/engine/reason-words';
import { printName, printString } from '../syntax/print';
import type { DefinitionAnswer, OptionAnswer, ReasonAnswer } from './explain-report';
import { at } from './formats/place';
import type { Style } from './styled';

const LONGEST_VALUE = 100;

/** What became of an option, and how loud that is. */
export interface Verdict {
  readonly text: string;
  readonly style: Style;
}

/** Behind an option's name. */
export function verdictOf({ verdict, kind, value, reason, definitions }: OptionAnswer): Verdict {
  switch (verdict) {
    case 'ok': {
      if (value !== undefined) return fine(` = ${nixText(value)}`);
      // Packages, functions and the like have a name, but are no JSON.
      const [winner, ...others] = definitions.filter(({ wins }) => wins);
      const isNamed = reason === undefined || reason.code === 'opaque';
      if (isNamed && winner !== undefined && others.length === 0) return fine(` = ${winner.shown}`);
      return isNamed ? fine(': has a value') : { text: ': has a value, not wholly known', style: 'warning' };
    }
    case 'conflict':
      return failed(`: conflict, ${CONFLICTS[kind ?? ''] ?? 'the definitions do not merge'}`);
    case 'type-error':
      return failed(': a definition is not of its type');
    case 'read-only':
      return failed(': is read-only, but set more than once');
    case 'unset':
      return fine(': has no value');
    case 'unknown':
      return { text: ': not known', style: 'warning' };
  }
}

const fine = (text: string): Verdict => ({ text, style: 'strong' });
const failed = (text: string): Verdict => ({ text, style: 'error' });

const CONFLICTS: Readonly<Record<string, string>> = {
  values: 'the values differ',
  unique: 'it can be defined only once',
  null: 'both null and not null',
  types: 'the values are of different types',
  tag: 'different tags',
  'cannot-merge': 'its type cannot merge definitions',
  mixed: 'the values fit different parts of its type',
} satisfies Record<ConflictKind, string>;

/** What became of a definition, in a word or two. */
export function fateOf(definition: DefinitionAnswer, { verdict, definitions }: OptionAnswer): Verdict {
  const { wins, reason, priority } = definition;
  const isBeaten = definitions.some((other) => other.wins && other.reason === undefined && other.priority < priority);
  if (reason !== undefined && !isBeaten) return { text: 'may count', style: 'warning' };
  if (!wins) return { text: 'loses', style: 'frame' };
  if (verdict === 'conflict') return { text: 'in conflict', style: 'error' };
  return { text: 'wins', style: 'fixed' };
}

/** `services.getty is not found (at a.nix:3:4)`. */
export function reasonText(reason: ReasonAnswer): string {
  return `${inWords(reason)}${whereText(reason)}`;
}

export function whereText({ file, range }: Pick<ReasonAnswer, 'file' | 'range'>): string {
  return file === undefined || range === undefined ? '' : ` (at ${at({ file, range })})`;
}

/** A value as Nix writes it, on one line; what is too long for one is cut. */
export function nixText(json: PlainJson): string {
  const text = written(json, LONGEST_VALUE);
  if (stringWidth(text) <= LONGEST_VALUE) return text;
  let width = 0;
  const characters: string[] = [];
  for (const { segment } of GRAPHEMES.segment(text)) {
    width += stringWidth(segment);
    if (width >= LONGEST_VALUE) break;
    characters.push(segment);
  }
  return `${characters.join('')}…`;
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text of a value, or its beginning, of more than `room` characters. */
function written(json: PlainJson, room: number): string {
  if (typeof json === 'string') return printString(json.slice(0, 4 * room));
  if (json === null || typeof json !== 'object') return String(json);
  return Array.isArray(json)
    ? `[ ${joined(json, room, (item) => written(item, room))}]`
    : `{ ${joined(Object.entries(json), room, ([name, inner]) => `${printName(name)} = ${written(inner, room)};`)}}`;
}

/** One after the other, until there is no room for more. */
function joined<T>(all: readonly T[], room: number, show: (one: T) => string): string {
  let text = '';
  for (const one of all) {
    if (text.length > room) break;
    text += `${show(one)} `;
  }
  return text;
}
