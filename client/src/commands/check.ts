// "Check with Nix": of the specialisation under the cursor or its base, or of a row of the view.
import * as vscode from 'vscode';
import type { Checked } from '../../../server/src/run/plan-check';
import type { RunContext } from '../context';
import { checkWithNix } from '../run/check';
import { say } from '../window';
import type { Command } from './command';
import { noneInHand, pickTarget, targetsInHand } from './pick-target';
import { partOf, targetOf } from './tree-rows';

export const checkHere: Command<RunContext> = async (ctx) => {
  const targets: readonly Checked[] = await targetsInHand(ctx);
  const bases = new Map(
    targets.map((target) => [
      JSON.stringify([target.system, target.host, target.inside, target.root.path]),
      { ...target, specialisation: null },
    ]),
  );
  const target = await pickTarget([...targets, ...bases.values()], vscode.l10n.t('What is Nix to evaluate?'));
  if (target !== undefined) await checkWithNix(target, ctx);
  else if (targets.length === 0) void say.info(noneInHand());
};

export const treeCheck: Command<RunContext> = (ctx, args) =>
  checkWithNix({ ...targetOf(args), inside: partOf(args).key.inside }, ctx);
