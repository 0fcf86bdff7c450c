// The option table as a tree that grows as it is asked: the same paths are looked up again and again,
// for every system and keystroke.
import { memo } from '../base/memo';
import { ANY_ELEMENT } from './option-path';
import type { OptionRow, OptionTable } from './option-table';

/** Names remembered below one place; more are looked up each time. */
const NAME_LIMIT = 2000;

export interface TableNode {
  /** The option that stands here. */
  readonly row: OptionRow | undefined;
  /** Whether options lie below. */
  readonly below: boolean;
  /** One step down, by a segment as the table writes it. */
  child(name: string): TableNode | undefined;
}

/** The root of a table's options. */
export function tableTree(table: OptionTable): TableNode {
  return makeNode(table, undefined, true, '');
}

function makeNode(table: OptionTable, row: OptionRow | undefined, below: boolean, prefix: string): TableNode {
  const children = new Map<string, TableNode | undefined>();
  // Below `users.users` there is `<name>` alone, and nothing to look for.
  const hasNames = memo(() => prefix === '' || table.hasNamedBelow(prefix.slice(0, -1)));
  return {
    row,
    below,
    child(name) {
      if (!below || !(isPlaceholder(name) || hasNames())) return undefined;
      const known = children.get(name);
      if (known !== undefined || children.has(name)) return known;
      const child = find(table, `${prefix}${name}`);
      if (children.size < NAME_LIMIT) children.set(name, child);
      return child;
    },
  };
}

const isPlaceholder = (name: string): boolean => name === ANY_ELEMENT || name.startsWith('<');

function find(table: OptionTable, path: string): TableNode | undefined {
  const row = table.option(path);
  const below = table.hasBelow(path);
  return row !== undefined || below ? makeNode(table, row, below, `${path}.`) : undefined;
}
