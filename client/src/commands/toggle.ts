// "Switch Specialisation…": the base and each specialisation of this machine, the one that runs ticked.
import * as vscode from 'vscode';
import type { RunSpec } from '../../../server/src/protocol/run';
import { describeSystem } from '../../../server/src/run/status/report';
import type { RunContext } from '../context';
import { openFolders } from '../folders';
import { knownHosts } from '../machine/known-hosts';
import type { Looked } from '../machine/machine';
import { isSomething } from '../machine/machine';
import { localSystems } from '../machine/own-host';
import { anywhere, ownTarget } from '../machine/run-target';
import { SECTION } from '../settings';
import { type ToggleGroup, toggleGroups } from '../status-bar/toggle-items';
import { type MenuItem, pick, say } from '../window';
import type { Command } from './command';

interface Row extends MenuItem {
  readonly spec?: RunSpec;
  readonly command?: string;
}

/** Shows what can be switched to, and switches. */
export const toggle: Command<RunContext> = async (ctx) => {
  await ctx.machine.refresh();
  const looked = ctx.machine.looked();
  if (looked === undefined || !isSomething(looked.facts)) {
    void say.info(vscode.l10n.t('This machine does not run NixOS, and no home of Home Manager is built here.'));
    return;
  }
  const groups = groupsOf(ctx, looked);
  const rows = groups.flatMap(({ title, items }): readonly Row[] => [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...items.map(({ label, description, isActive, spec }) => ({
      label,
      description,
      icon: isActive ? 'check' : 'blank',
      spec,
    })),
  ]);
  const choice = await pick([...rows, ...otherRows(looked)], {
    placeHolder: vscode.l10n.t('Switch to…'),
    matchOnDescription: true,
  });
  if (choice?.spec !== undefined) await ctx.runner.run(choice.spec);
  else if (choice?.command !== undefined) await vscode.commands.executeCommand(`${SECTION}.${choice.command}`);
};

function groupsOf(ctx: RunContext, { where }: Looked): readonly ToggleGroup[] {
  const known = knownHosts(ctx);
  const [folder] = openFolders();
  const { built } = ctx.machine.state();
  const declared = (system: RunSpec['system']) => localSystems(known).find((one) => one.system === system);
  const isOther = built.nixos !== null && built.nixos.active === undefined;
  const nixos = {
    built: built.nixos,
    other: isOther ? describeSystem(where.active) : undefined,
    target: ownTarget('nixos', known) ?? anywhere('nixos', folder),
    declared: declared('nixos'),
  };
  const home = {
    built: built['home-manager'],
    other: undefined,
    target: ownTarget('home-manager', known) ?? anywhere('home-manager', folder),
    declared: declared('home-manager'),
  };
  return [
    ...(nixos.built === null ? [] : toggleGroups('NixOS', { ...nixos, built: nixos.built })),
    ...(home.built === null ? [] : toggleGroups('Home Manager', { ...home, built: home.built })),
  ];
}

function otherRows({ facts }: Looked): readonly Row[] {
  if (facts.generations.length === 0) return [];
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: vscode.l10n.t('Generations…'), icon: 'history', command: 'generations' },
  ];
}
