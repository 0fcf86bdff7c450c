// The catalogue of options over a bundled table (see option-table.ts): which option stands at a path, and how it merges.
import type { Catalogue, Lookup, OptionFact } from './catalogue';
import { withHiddenStructure } from './hidden-structure';
import type { MergeClass } from './merge-class';
import { ANY_ELEMENT, ANY_NAME, joinPath, segmentText, splitPath } from './option-path';
import { type OptionRow, type OptionTable, openTable } from './option-table';
import { readRenames } from './renames';
import { parseTypeDescription } from './type-description';

const UNKNOWN: Lookup = { kind: 'unknown' };
/** How the module system names an element of a list in an option's location. */
const LIST_ELEMENT = /^\[definition \d+-entry \d+\]$/;

/** Table text → catalogue. Takes no time: lines are searched when they are asked for. */
export function loadCatalogue(text: string): Catalogue {
  const table = openTable(text);
  const fact = factReader(table);
  let rename: ((path: readonly string[]) => readonly string[]) | undefined;
  let removals: ReadonlyMap<string, string> | undefined;
  return {
    lookup: (path) => outermost(table, fact, path, { text: '', depth: 0 }),
    inside: (path) => deepest(table, fact, path, { text: '', depth: 0 }),
    canonical(path) {
      rename ??= readRenames(table.renames());
      return rename(path);
    },
    removed(path) {
      removals ??= new Map(table.removals().map((line) => removal(line, table.title)));
      for (let depth = path.length; depth > 0; depth -= 1) {
        const reason = removals.get(joinPath(path.slice(0, depth)));
        if (reason !== undefined) return reason;
      }
      return undefined;
    },
  };
}

type FactReader = (row: OptionRow) => OptionFact;

/** A place in the table: the text of the path so far and how many segments it has. */
interface Place {
  readonly text: string;
  readonly depth: number;
}

/** The names under which the table may have the next segment: its own first. */
function steps(path: readonly string[], { text, depth }: Place): Place[] {
  const segment = path[depth];
  if (segment === undefined) return [];
  const names = LIST_ELEMENT.test(segment) ? [ANY_ELEMENT] : [segmentText(segment), ANY_NAME];
  return names.map((name) => ({ text: text === '' ? name : `${text}.${name}`, depth: depth + 1 }));
}

function outermost(table: OptionTable, fact: FactReader, path: readonly string[], place: Place): Lookup {
  for (const step of steps(path, place)) {
    const row = table.option(step.text);
    if (row !== undefined) return { kind: 'option', fact: fact(row), depth: step.depth };
    if (!table.hasBelow(step.text)) continue;
    if (step.depth === path.length) return { kind: 'tree' };
    const found = outermost(table, fact, path, step);
    if (found.kind !== 'unknown') return found;
  }
  return UNKNOWN;
}

function deepest(table: OptionTable, fact: FactReader, path: readonly string[], place: Place): Lookup {
  let best: Lookup = UNKNOWN;
  for (const step of steps(path, place)) {
    const row = table.option(step.text);
    const below = table.hasBelow(step.text);
    const here: Lookup = row === undefined ? UNKNOWN : { kind: 'option', fact: fact(row), depth: step.depth };
    const last = step.depth === path.length;
    if (last && below && row === undefined) return { kind: 'tree' };
    const found = below && !last ? deeper(here, deepest(table, fact, path, step)) : here;
    if (isExact(found, path)) return found;
    best = deeper(best, found);
  }
  return best;
}

function isExact(found: Lookup, path: readonly string[]): boolean {
  return found.kind === 'tree' || (found.kind === 'option' && found.depth === path.length);
}

function deeper(first: Lookup, second: Lookup): Lookup {
  if (second.kind === 'unknown') return first;
  return first.kind === 'option' && second.kind === 'option' && first.depth >= second.depth ? first : second;
}

/** Makes facts of rows, each only once. */
function factReader(table: OptionTable): FactReader {
  const facts = new Map<string, OptionFact>();
  const classes = new Map<number, MergeClass>();
  return (row) => {
    const known = facts.get(row.path);
    if (known !== undefined) return known;
    const { description, mergesAs } = table.type(row.type);
    const type = classes.get(row.type) ?? parseTypeDescription(mergesAs);
    classes.set(row.type, type);
    const fact = { path: splitPath(row.path), type: description, merge: withHiddenStructure(type, row.path, table), default: row.default };
    facts.set(row.path, fact);
    return fact;
  };
}

function removal(line: string, title: string): [string, string] {
  const [path = '', instead] = line.split('\t');
  return [path, instead === undefined ? `removed from ${title}` : `removed from ${title}; see ${instead}`];
}
