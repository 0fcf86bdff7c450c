// Finds the specialisation a command is about: under the cursor, else chosen among those of the file.
import * as vscode from 'vscode';
import type { SpecialisationTarget } from '../../../server/src/protocol/requests';
import type { ConfigRoot } from '../../../server/src/protocol/run';
import type { SystemNode } from '../../../server/src/protocol/tree';
import type { Context } from '../context';
import { type MenuItem, pick } from '../window';

/** What tells two targets apart. */
interface Choice {
  readonly system: SpecialisationTarget['system'];
  readonly host: string | null;
  readonly specialisation: string | null;
  readonly root: ConfigRoot;
  readonly inside?: readonly string[];
}

/** The only one, or the one the user picks; undefined when there is none or the user picks none. */
export async function pickTarget<T extends Choice>(targets: readonly T[], placeHolder: string): Promise<T | undefined> {
  if (targets.length <= 1) return targets[0];
  const items = targets.map((target) => ({ ...describe(target), target }));
  return (await pick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true }))?.target;
}

function describe(target: Choice): MenuItem {
  const isHome = target.system === 'home-manager';
  const name = target.host ?? '';
  const user = target.inside?.at(-1);
  const where = name === '' || (isHome && user === undefined) ? name : vscode.l10n.t('on {0}', name);
  const kind = isHome ? 'Home Manager' : '';
  return {
    label: target.specialisation ?? (isHome ? vscode.l10n.t('Base home configuration') : vscode.l10n.t('Base system')),
    description: [user === undefined ? '' : vscode.l10n.t("in {0}'s home", user), where, kind]
      .filter((part) => part !== '')
      .join(' · '),
    detail: target.root.path,
  };
}

/** The editor that commands are about; undefined where no Nix is in hand. */
export function nixEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.languageId === 'nix' ? editor : undefined;
}

/** Targets at the cursor of the active editor, or else all of its file. */
export async function targetsHere(ctx: Context): Promise<readonly SpecialisationTarget[]> {
  const editor = nixEditor();
  if (editor === undefined) return [];
  const here = await ctx.server.targets(editor.document, editor.selection.active);
  const innermost = here[0];
  // One block can belong to several hosts: all targets with the innermost one's name are meant.
  if (innermost !== undefined)
    return here.filter(
      ({ specialisation, system }) => specialisation === innermost.specialisation && system === innermost.system,
    );
  return ctx.server.targets(editor.document);
}

/** The same; where no Nix is in hand, as from the walkthrough, all that there are. */
export async function targetsInHand(ctx: Context): Promise<readonly SpecialisationTarget[]> {
  return nixEditor() === undefined ? targetsOf(await ctx.systems.latest()) : targetsHere(ctx);
}

/** What is said where there are none in hand. */
export function noneInHand(): string {
  const editor = nixEditor();
  if (editor === undefined) return vscode.l10n.t('No configuration with specialisations was found.');
  return editor.document.isUntitled
    ? vscode.l10n.t('Save this file first: only a saved configuration can be built.')
    : vscode.l10n.t('No specialisation was found in this file.');
}

const targetsOf = (systems: readonly SystemNode[]): readonly SpecialisationTarget[] =>
  systems.flatMap(({ parts }) =>
    parts.flatMap(({ key: { kind, host, specialisation, inside }, root }) =>
      specialisation === null || root === null
        ? []
        : [{ system: kind, host, specialisation, root, ...(inside.length > 0 && { inside }) }],
    ),
  );
