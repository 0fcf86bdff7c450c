// The rows of the view and how new results become of them: a row stays the same object as long as its thing is
// there, so that it stays open. Pure.
import type { DefinitionNode, DifferenceNode, PartNode, SystemNode } from '../../../server/src/protocol/tree';

/** Stands where a part has nothing to tell. */
export interface NoteNode {
  readonly kind: 'note';
  readonly id: string;
  readonly text: string;
}

export type RowNode = SystemNode | PartNode | DifferenceNode | DefinitionNode | NoteNode;

/** The rows that were made here: nothing else is one, whatever it looks like. */
const ROWS = new WeakSet<object>();

export interface Row {
  readonly id: string;
  node: RowNode;
  /** Undefined: not asked for yet. */
  children: readonly Row[] | undefined;
}

/** What is below a node without asking anybody; undefined where the server has to be asked. */
function ownChildren(node: RowNode): readonly RowNode[] | undefined {
  switch (node.kind) {
    case 'system':
      return node.parts;
    case 'option':
      return node.definitions;
    case 'definition':
    case 'note':
      return [];
    case 'base':
    case 'specialisation':
      return undefined;
  }
}

export interface Reconciled {
  readonly rows: readonly Row[];
  /** Whether rows came, went or moved. */
  readonly moved: boolean;
  /** Rows that stayed but show something else now; of a row and those below it only the row. */
  readonly changed: readonly Row[];
}

/** Rows for `nodes`, taking over those that were there. */
export function reconcile(before: readonly Row[], nodes: readonly RowNode[]): Reconciled {
  const known = new Map(before.map((row) => [row.id, row]));
  const changed: Row[] = [];
  const rows = nodes.map((node): Row => {
    const row = known.get(node.id);
    if (row === undefined) return newRow(node);
    changed.push(...update(row, node));
    return row;
  });
  return { rows, moved: rows.length !== before.length || rows.some((row, i) => row !== before[i]), changed };
}

function newRow(node: RowNode): Row {
  const row = { id: node.id, node, children: ownChildren(node)?.map(newRow) };
  ROWS.add(row);
  return row;
}

/** Whether this is a row of the view. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && ROWS.has(value);
}

function update(row: Row, node: RowNode): readonly Row[] {
  const isSame = withoutChildren(row.node) === withoutChildren(node);
  row.node = node;
  const children = ownChildren(node);
  if (children === undefined) return isSame ? [] : [row];
  const inner = reconcile(row.children ?? [], children);
  row.children = inner.rows;
  return isSame && !inner.moved ? inner.changed : [row];
}

/** What a row itself shows, places included: a click goes there. */
function withoutChildren(node: RowNode): string {
  return JSON.stringify(node, (name, value: unknown) => (name === 'parts' ? undefined : value));
}
