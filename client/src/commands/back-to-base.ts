// "Switch Back to the Base System": works from any file, since activating the base needs no configuration.
import * as vscode from 'vscode';
import type { SpecialisationTarget } from '../../../server/src/protocol/requests';
import type { RunContext } from '../context';
import type { Command } from './command';
import { pickTarget, targetsHere } from './pick-target';

/** Activates the base of what is built; of the home configuration where the cursor stands in one. */
export const backToBase: Command<RunContext> = async (ctx) => {
  const targets = await targetsHere(ctx);
  const perSystem = new Map(targets.map((target) => [target.system, target]));
  const bases = [...perSystem.values()].map((target) => ({ ...target, specialisation: null }));
  const base = bases.length === 0 ? anywhere() : await pickTarget(bases, vscode.l10n.t('Back to which base?'));
  if (base !== undefined) await ctx.runner.run({ ...base, host: null, action: 'switch' });
};

function anywhere(): Omit<SpecialisationTarget, 'specialisation'> & { readonly specialisation: null } {
  const path = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '/etc/nixos';
  return { system: 'nixos', host: null, specialisation: null, root: { kind: 'flake', path } };
}
