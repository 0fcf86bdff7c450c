// The catalogue of options over a bundled table (see option-table.ts): which option stands
// at a path, and how it merges.
import type { Catalogue, Lookup, OptionFact } from './catalogue';
import { placesIn } from './declared';
import { withHiddenStructure } from './hidden-structure';
import type { MergeClass } from './merge-class';
import { ANY_ELEMENT, ANY_NAME, joinPath, segmentText, splitPath } from './option-path';
import { type OptionRow, type OptionTable, openTable, plainText } from './option-table';
import { readOldNames, readRenames } from './renames';
import { type TableNode, tableTree } from './table-tree';
import { parseTypeDescription } from './type-description';

const UNKNOWN: Lookup = { kind: 'unknown' };
/** How the module system names an element of a list in an option's location. */
const LIST_ELEMENT = /^\[definition \d+-entry \d+\]$/;

/**
 * Table text → catalogue. Takes no time: lines are searched when they are asked for.
 * @param root the folder that declarations are told from.
 */
export function loadCatalogue(text: string, root = ''): Catalogue {
  const table = openTable(text);
  const tree = tableTree(table);
  const fact = factReader(table, root);
  let rename: ((path: readonly string[]) => readonly string[]) | undefined;
  let old: ((path: readonly string[]) => readonly (readonly string[])[]) | undefined;
  let removals: ReadonlyMap<string, string> | undefined;
  return {
    lookup: (path) => outermost(tree, fact, path, 0),
    inside: (path) => deepest(tree, fact, path, 0),
    canonical(path) {
      rename ??= readRenames(table.renames());
      return rename(path);
    },
    oldNames(path) {
      old ??= readOldNames(table.renames());
      return old(path);
    },
    names: (path) => [...new Set(places(tree, path, 0).flatMap((prefix) => table.names(prefix)))],
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

/** Where the next segment leads under its own name, which comes first. */
const ownStep = (node: TableNode, segment: string): TableNode | undefined =>
  node.child(LIST_ELEMENT.test(segment) ? ANY_ELEMENT : segmentText(segment));

const anyStep = (node: TableNode, segment: string): TableNode | undefined =>
  LIST_ELEMENT.test(segment) ? undefined : node.child(ANY_NAME);

/** How the table writes a concrete path: under its own names, or under `<name>`. */
function places(node: TableNode, path: readonly string[], depth: number, prefix = ''): readonly string[] {
  const segment = path[depth];
  if (segment === undefined) return [prefix];
  return [segmentText(segment), ANY_NAME].flatMap((name) => {
    const child = node.child(name);
    return child === undefined ? [] : places(child, path, depth + 1, `${prefix}${name}.`);
  });
}

function outermost(node: TableNode, fact: FactReader, path: readonly string[], depth: number): Lookup {
  const segment = path[depth];
  if (segment === undefined) return UNKNOWN;
  const own = outermostFrom(ownStep(node, segment), fact, path, depth + 1);
  return own.kind === 'unknown' ? outermostFrom(anyStep(node, segment), fact, path, depth + 1) : own;
}

function outermostFrom(node: TableNode | undefined, fact: FactReader, path: readonly string[], depth: number): Lookup {
  if (node === undefined) return UNKNOWN;
  if (node.row !== undefined) return { kind: 'option', fact: fact(node.row), depth };
  return depth === path.length ? { kind: 'tree' } : outermost(node, fact, path, depth);
}

function deepest(node: TableNode, fact: FactReader, path: readonly string[], depth: number): Lookup {
  const segment = path[depth];
  if (segment === undefined) return UNKNOWN;
  const own = deepestFrom(ownStep(node, segment), fact, path, depth + 1);
  if (isExact(own, path)) return own;
  const any = deepestFrom(anyStep(node, segment), fact, path, depth + 1);
  return isExact(any, path) ? any : deeper(own, any);
}

function deepestFrom(node: TableNode | undefined, fact: FactReader, path: readonly string[], depth: number): Lookup {
  if (node === undefined) return UNKNOWN;
  const here: Lookup = node.row === undefined ? UNKNOWN : { kind: 'option', fact: fact(node.row), depth };
  if (depth < path.length) return deeper(here, deepest(node, fact, path, depth));
  return here.kind === 'unknown' ? { kind: 'tree' } : here;
}

function isExact(found: Lookup, path: readonly string[]): boolean {
  return found.kind === 'tree' || (found.kind === 'option' && found.depth === path.length);
}

function deeper(first: Lookup, second: Lookup): Lookup {
  if (second.kind === 'unknown') return first;
  return first.kind === 'option' && second.kind === 'option' && first.depth >= second.depth ? first : second;
}

/** How a type merges is told in words, or as the class itself where the type was read as a value. */
const isClass = (mergesAs: string): boolean => mergesAs.startsWith('{');
const classIn = (mergesAs: string): MergeClass =>
  isClass(mergesAs) ? (JSON.parse(mergesAs) as MergeClass) : parseTypeDescription(mergesAs);

/** Makes facts of rows, each only once. */
function factReader(table: OptionTable, root: string): FactReader {
  const absolute = (file: string): string => (file.startsWith('/') ? file : `${root}/${file}`);
  const facts = new Map<string, OptionFact>();
  const classes = new Map<number, MergeClass>();
  return (row) => {
    const known = facts.get(row.path);
    if (known !== undefined) return known;
    const { description, mergesAs } = table.type(row.type);
    const type = classes.get(row.type) ?? classIn(mergesAs);
    classes.set(row.type, type);
    const fact = {
      path: splitPath(row.path),
      type: description,
      merge: isClass(mergesAs) ? type : withHiddenStructure(type, row.path, table),
      default: row.default,
      description: row.description,
      declared: placesIn(row.places).map(({ file, line, writtenIn }) => ({ file: absolute(writtenIn ?? file), line })),
    };
    facts.set(row.path, fact);
    return fact;
  };
}

function removal(line: string, title: string): [string, string] {
  const [path = '', instead, text] = line.split('\t').map(plainText);
  return [path, text ?? (instead === undefined ? `removed from ${title}` : `removed from ${title}; see ${instead}`)];
}
