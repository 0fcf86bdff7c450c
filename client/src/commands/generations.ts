// "Generations…": every generation of this machine with its specialisations, and what can be done with each.
import * as vscode from 'vscode';
import type { RunAction, RunSpec } from '../../../server/src/protocol/run';
import type { Generation, MachineFacts } from '../../../server/src/run/machine/facts';
import { quoted } from '../../../server/src/run/names';
import type { RunContext } from '../context';
import { openFolders } from '../folders';
import { knownHosts } from '../machine/known-hosts';
import { anywhere, ownTarget } from '../machine/run-target';
import { surroundings } from '../machine/surroundings';
import { plannerFor } from '../run/planner';
import { requireTrust } from '../trust';
import { type MenuItem, pick, say } from '../window';
import type { Command } from './command';
import { compareSystems } from './compare';
import { comparables, generationItem, generationRows, partsOf } from './generation-items';

/** Lists the generations; of the one that is picked, what can be done. */
export const generations: Command<RunContext> = async (ctx) => {
  await ctx.machine.refresh();
  const looked = ctx.machine.looked();
  const all = looked?.facts.generations ?? [];
  if (looked === undefined || all.length === 0) {
    void say.info(vscode.l10n.t('This machine has no generations of NixOS.'));
    return;
  }
  const items = all.map((generation) => ({ ...generationItem(generation, looked.where), generation }));
  const options = { placeHolder: vscode.l10n.t('Which generation?'), matchOnDescription: true, matchOnDetail: true };
  const chosen = await pick(items, options);
  if (chosen !== undefined) await actOn(chosen.generation, ctx);
};

interface Row extends MenuItem {
  readonly spec?: RunSpec;
  /** What else it does. */
  readonly opens?: () => Promise<void>;
}

async function actOn(generation: Generation, ctx: RunContext): Promise<void> {
  if (!(await requireTrust())) return;
  const known = knownHosts(ctx);
  const target = { ...(ownTarget('nixos', known) ?? anywhere('nixos', openFolders()[0])), host: null };
  const { plan, settings, machine } = await plannerFor(target.root, ctx);
  const spec = (action: RunAction, specialisation: string | null): RunSpec => ({
    ...target,
    action,
    specialisation,
    generation: generation.number,
  });
  // Those of other profiles are looked at only.
  const isOfProfile = settings.systemProfile.endsWith(`/${generation.profile}`);
  const compares = compareRows(ctx, generation, machine, target.root.path);
  const rows: readonly Row[] = [
    ...(isOfProfile ? generationRows(generation, (action, name) => plan(spec(action, name)), spec) : []),
    ...(compares.length === 0 ? [] : [separator(vscode.l10n.t('kernel, boot parameters and packages')), ...compares]),
    separator(''),
    { label: vscode.l10n.t('Open its folder'), icon: 'folder-opened', opens: () => openFolder(generation) },
  ];
  const choice = await pick(rows, { placeHolder: generationItem(generation, undefined).label, matchOnDetail: true });
  if (choice?.spec !== undefined) await ctx.runner.run(choice.spec);
  else await choice?.opens?.();
}

const separator = (label: string): Row => ({ label, kind: vscode.QuickPickItemKind.Separator });

async function openFolder({ path }: Generation): Promise<void> {
  const folder = vscode.Uri.file(surroundings().root.place(path));
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}

/** One row for each part that there is something to compare with. */
function compareRows(ctx: RunContext, generation: Generation, machine: MachineFacts, root: string): readonly Row[] {
  return partsOf(generation).flatMap((part): readonly Row[] => {
    const others = comparables(part, generation, machine);
    if (others.length === 0) return [];
    const opens = async (): Promise<void> => {
      const other = await pick(others, {
        placeHolder: vscode.l10n.t('Compare: {0}', part.label),
        matchOnDescription: true,
      });
      if (other !== undefined) await compareSystems(ctx, other, part, root);
    };
    const what = part.name === null ? vscode.l10n.t('the base system') : quoted(part.name);
    return [{ label: vscode.l10n.t('Compare {0} with…', what), icon: 'diff', opens }];
  });
}
