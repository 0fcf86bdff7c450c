// The rows of the view that commands are called with, and going to what one shows.
import * as vscode from 'vscode';
import type { SpecialisationTarget } from '../../../server/src/protocol/requests';
import type { PartNode } from '../../../server/src/protocol/tree';
import { describeRow } from '../views/describe';
import { placeArguments } from '../views/place';
import { isRow, type Row } from '../views/rows';
import { isPart } from '../views/tree-model';
import type { Command } from './command';

/** What names a part for a run; `specialisation` is null for the base. */
type PartTarget = Omit<SpecialisationTarget, 'specialisation'> & { readonly specialisation: string | null };

/** Opens the place where the row's thing is written. */
export const treeGoToDefinition: Command = async (_ctx, args) => {
  const { node } = rowOf(args);
  const { at } = describeRow(node, { file: String, path: String }, false);
  if (at !== undefined) await vscode.commands.executeCommand('vscode.open', ...placeArguments(at));
};

/** The base or the specialisation that a row shows. */
export function partOf(args: readonly unknown[]): PartNode {
  const { node } = rowOf(args);
  if (!isPart(node)) throw new Error('This command is for the base or a specialisation.');
  return node;
}

/** The same as commands name it. */
export function targetOf(args: readonly unknown[]): PartTarget {
  const { key, root } = partOf(args);
  if (root === null) throw new Error('This command is for the base or a specialisation of a saved configuration.');
  return { system: key.kind, host: key.host, specialisation: key.specialisation, root };
}

/** VS Code calls with the row first; a keybinding with whatever stands in it. */
function rowOf([row]: readonly unknown[]): Row {
  if (!isRow(row)) throw new Error('This command is for rows of the view Specialisations.');
  return row;
}
