// "Show Table of Overrides": of the row's system, of the file in hand's, or of the one that is chosen.
import * as vscode from 'vscode';
import type { SystemNode } from '../../../server/src/protocol/tree';
import type { Context } from '../context';
import { showMatrix } from '../matrix/panel';
import { systemLabel, systemPlace } from '../views/describe';
import { isRow } from '../views/rows';
import { pick, say } from '../window';
import type { Command } from './command';
import { targetsHere } from './pick-target';

export const showTable: Command = async (ctx, [row]) => {
  const systems = (await ctx.server.systems())?.systems ?? [];
  const named = isRow(row) ? systems.find(({ id }) => id === row.node.id) : undefined;
  const ofFile = named === undefined ? await inHand(ctx, systems) : [];
  const system = named ?? (await chosen(ofFile.length > 0 ? ofFile : systems));
  if (system !== undefined) showMatrix(ctx, system);
  else if (systems.length === 0) void say.info(vscode.l10n.t('No configuration with specialisations was found.'));
};

/** The systems of the specialisations that the file in hand defines. */
async function inHand(ctx: Context, systems: readonly SystemNode[]): Promise<readonly SystemNode[]> {
  const targets = await targetsHere(ctx);
  return systems.filter(({ parts }) =>
    parts.some(({ key, root }) =>
      targets.some(
        (target) => target.system === key.kind && target.host === key.host && target.root.path === root?.path,
      ),
    ),
  );
}

async function chosen(systems: readonly SystemNode[]): Promise<SystemNode | undefined> {
  const [only, ...others] = systems;
  if (only === undefined || others.length === 0) return only;
  const items = systems.map((system) => ({
    label: systemLabel(system),
    description: systemPlace(system),
    icon: system.user === null ? 'device-desktop' : 'home',
    detail: system.path,
    system,
  }));
  return (await pick(items, { placeHolder: vscode.l10n.t('Which configuration?'), matchOnDetail: true }))?.system;
}
