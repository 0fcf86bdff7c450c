// "Choose This Machine's Configuration…": which host of a flake is this machine, or which home is its user's.
import * as vscode from 'vscode';
import type { RunSpec } from '../../../server/src/protocol/run';
import type { Context } from '../context';
import { hostsBeside, named } from '../machine/own-host';
import { type MenuItem, pick, say } from '../window';
import { askOwn } from './choose-host';
import type { Command } from './command';

type Group = Pick<RunSpec, 'system' | 'host' | 'root'>;

interface Row extends MenuItem {
  readonly group: Group;
  readonly forgets: boolean;
}

/** Asks again, or forgets what was said. */
export const chooseMachine: Command = async (ctx) => {
  const groups = await groupsIn(ctx);
  if (groups.length === 0) {
    void say.info(vscode.l10n.t('There is no flake or file here with several configurations.'));
    return;
  }
  const rows = groups.flatMap((group) => rowsOf(group, ctx));
  const [only, ...others] = rows;
  const chosen =
    only !== undefined && others.length === 0 ? only : await pick(rows, { placeHolder: vscode.l10n.t('Of what?') });
  if (chosen === undefined) return;
  const { group, forgets } = chosen;
  if (!forgets) return void (await askOwn(group, { systems: ctx.systems.known() }, ctx));
  await ctx.memory.setOwn(group.system, group.root.path, undefined);
  ctx.machine.changed();
};

/** One for each flake or file that has several hosts, or several homes. */
async function groupsIn(ctx: Context): Promise<readonly Group[]> {
  const systems = await ctx.systems.latest();
  const byPlace = new Map(named(systems).map((one) => [`${one.system}\n${one.root.path}`, one]));
  return [...byPlace.values()].filter((group) => hostsBeside(group, { systems }).length > 1);
}

function rowsOf(group: Group, { memory }: Context): readonly Row[] {
  const said = memory.own(group.system)[group.root.path];
  const isSystem = group.system === 'nixos';
  const asks: Row = {
    label: isSystem ? vscode.l10n.t('This machine…') : vscode.l10n.t('Your home…'),
    detail: group.root.path,
    ...(said === undefined ? {} : { description: said }),
    group,
    forgets: false,
  };
  const forgets: Row = {
    label: isSystem
      ? vscode.l10n.t('This machine: decide by its name')
      : vscode.l10n.t('Your home: decide by its name'),
    detail: group.root.path,
    group,
    forgets: true,
  };
  return said === undefined ? [asks] : [asks, forgets];
}
