// "Show Table of Overrides": of the row's system, of the file in hand's, or of the one that is chosen.
import * as vscode from 'vscode';
import type { SystemNode } from '../../../server/src/protocol/tree';
import { showMatrix } from '../matrix/panel';
import { systemLabel } from '../views/describe';
import { isRow } from '../views/rows';
import { pick, say } from '../window';
import type { Command } from './command';

export const showTable: Command = async (ctx, [row]) => {
  const systems = (await ctx.server.systems())?.systems ?? [];
  const named = isRow(row) ? systems.find(({ id }) => id === row.node.id) : undefined;
  const system = named ?? (await chosen(systems));
  if (system !== undefined) showMatrix(ctx, system);
  else if (systems.length === 0) void say.info(vscode.l10n.t('No configuration with specialisations was found.'));
};

async function chosen(systems: readonly SystemNode[]): Promise<SystemNode | undefined> {
  const [only, ...others] = systems;
  if (only === undefined || others.length === 0) return only;
  const items = systems.map((system) => ({
    label: systemLabel(system),
    icon: system.user === null ? 'device-desktop' : 'home',
    detail: system.path,
    system,
  }));
  return (await pick(items, { placeHolder: vscode.l10n.t('Which configuration?'), matchOnDetail: true }))?.system;
}
