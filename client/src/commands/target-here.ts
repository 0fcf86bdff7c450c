// The specialisation that a command of the palette is about, and on which host.
import * as vscode from 'vscode';
import type { SpecialisationTarget } from '../../../server/src/protocol/requests';
import type { Context } from '../context';
import { placeArguments } from '../views/place';
import { say } from '../window';
import { nixEditor, noneInHand, pickTarget, targetsInHand } from './pick-target';

/** Picks one of several hosts that have the same specialisation. */
export type PickHost = (
  targets: readonly SpecialisationTarget[],
  ctx: Context,
) => Promise<SpecialisationTarget | undefined>;

/** The one under the cursor, else one of the file, or of all where no Nix is in hand; says so where there is none. */
export async function targetHere(ctx: Context, pickHost: PickHost): Promise<SpecialisationTarget | undefined> {
  // What runs is the machine's: the homes of two of its users are one.
  const targets = (await targetsInHand(ctx)).filter(
    (target, at, all) => all.findIndex((other) => isSame(other, target) && other.host === target.host) === at,
  );
  if (targets.length === 0) {
    void say.info(noneInHand());
    return undefined;
  }
  const different = targets.filter((target, at) => targets.findIndex((other) => isSame(target, other)) === at);
  const one = await pickTarget(different.map(unlessShared(targets)), vscode.l10n.t('Which specialisation?'));
  if (one === undefined) return undefined;
  if (nixEditor() === undefined) await goTo(one, ctx);
  return pickHost(
    targets.filter((target) => isSame(target, one)),
    ctx,
  );
}

const isSame = (a: SpecialisationTarget, b: SpecialisationTarget): boolean =>
  a.system === b.system && a.specialisation === b.specialisation && a.root.path === b.root.path;

/** What is picked where no Nix is in hand is shown, and has the keyboard: a page takes that from a second menu. */
async function goTo({ system, specialisation, root }: SpecialisationTarget, { systems }: Context): Promise<void> {
  const parts = systems.known().flatMap((each) => each.parts);
  const part = parts.find(
    (each) => each.key.kind === system && each.key.specialisation === specialisation && each.root?.path === root.path,
  );
  if (part !== undefined) await vscode.commands.executeCommand('vscode.open', ...placeArguments(part.at));
}

/** What several hosts have bears the name of none. */
const unlessShared =
  (all: readonly SpecialisationTarget[]) =>
  (target: SpecialisationTarget): SpecialisationTarget =>
    all.some(
      ({ host, system, specialisation, root }) =>
        host !== target.host &&
        system === target.system &&
        specialisation === target.specialisation &&
        root.path === target.root.path,
    )
      ? { ...target, host: null }
      : target;
