// "Compare with the Base" and "Compare with What Runs": options by our analysis at once, and what is built as far as it
// is, as a document to read.
import * as vscode from 'vscode';
import type { SpecialisationTarget } from '../../../server/src/protocol/requests';
import type { DifferenceNode, PartNode, Place } from '../../../server/src/protocol/tree';
import { type BuiltComparison, comparisonText } from '../../../server/src/run/compare/document';
import { linesBetween, type OptionLine, optionLines } from '../../../server/src/run/compare/options';
import type { MachineFacts } from '../../../server/src/run/machine/facts';
import { quoted } from '../../../server/src/run/names';
import { runningPart } from '../../../server/src/run/status/running-part';
import type { Context } from '../context';
import { requireTrust } from '../trust';
import { say } from '../window';
import { pickHost } from './choose-host';
import type { Command } from './command';
import type { Comparable } from './generation-items';
import { targetHere } from './target-here';
import { partOf } from './tree-rows';

const ONLY_SYSTEMS = vscode.l10n.t('Only systems of NixOS are compared as built.');

type Against = 'base' | 'running';

const here =
  (against: Against): Command =>
  async (ctx) => {
    const target = await targetHere(ctx, pickHost);
    const part = target && (await partNamed(ctx, target));
    if (part !== undefined) await compare(ctx, part, against);
  };

/** Of the specialisation under the cursor. */
export const compareHereWithBase = here('base');
export const compareHereWithRunning = here('running');
/** Of a row of the view. */
export const treeCompareWithBase: Command = (ctx, args) => compare(ctx, partOf(args), 'base');
export const treeCompareWithRunning: Command = (ctx, args) => compare(ctx, partOf(args), 'running');

async function partNamed({ server }: Context, target: SpecialisationTarget): Promise<PartNode | undefined> {
  const parts = ((await server.systems())?.systems ?? []).flatMap((system) => system.parts);
  const found = parts.find(
    ({ key, root }) =>
      key.kind === target.system &&
      key.host === target.host &&
      key.specialisation === target.specialisation &&
      key.inside.join('\n') === (target.inside ?? []).join('\n') &&
      root?.path === target.root.path,
  );
  if (found === undefined) void say.info(vscode.l10n.t('This specialisation is not analysed yet.'));
  return found;
}

async function compare(ctx: Context, part: PartNode, against: Against): Promise<void> {
  const { root, key } = part;
  if (against === 'running' && key.kind !== 'nixos') return void say.info(ONLY_SYSTEMS);
  const name = key.specialisation === null ? vscode.l10n.t('The base') : quoted(key.specialisation);
  const machine = root === null || key.kind !== 'nixos' ? undefined : await machineNow(ctx);
  const running = machine === undefined ? undefined : runningPart(machine.system, machine.runningSystem);
  const other =
    against === 'base' || running?.kind === 'base'
      ? null
      : running?.kind === 'specialisation'
        ? running.name
        : undefined;
  const options = other === undefined ? undefined : await optionsBetween(ctx, part, other);
  const title =
    against === 'base'
      ? vscode.l10n.t('{0}, compared with the base', name)
      : vscode.l10n.t('{0}, compared with what runs', name);
  const built = await builtBetween(ctx, part, against, machine);
  await ctx.documents.show(asName(title), comparisonText({ title, options, built }, placeText));
}

/** Two built systems of this machine, as far as they say it themselves. The workspace is trusted. */
export async function compareSystems(
  { documents, compareBuilt }: Pick<Context, 'documents' | 'compareBuilt'>,
  before: Comparable,
  after: Comparable,
  root: string,
): Promise<void> {
  const title = vscode.l10n.t(
    '{0}, compared with {1}',
    after.label,
    `${before.label[0]?.toLowerCase()}${before.label.slice(1)}`,
  );
  const built = await compareBuilt(before.path, after.path, root);
  await documents.show(asName(title), comparisonText({ title, options: undefined, built }, placeText));
}

/** As a tab shows it. */
const asName = (title: string): string => title.replaceAll(/[“”,]/g, '');

async function machineNow({ machine }: Context): Promise<MachineFacts | undefined> {
  await machine.refresh();
  return machine.looked()?.facts;
}

/** Against the base (null), or a specialisation beside it. */
async function optionsBetween(ctx: Context, part: PartNode, other: string | null): Promise<readonly OptionLine[]> {
  const own = await differencesOf(ctx, part);
  if (other === null) return optionLines(own);
  const system = (await ctx.server.systems())?.systems.find(({ parts }) => parts.some(({ id }) => id === part.id));
  const sibling = system?.parts.find(({ key }) => key.specialisation === other);
  return linesBetween(sibling === undefined ? [] : await differencesOf(ctx, sibling), own);
}

async function differencesOf({ server }: Context, part: PartNode): Promise<readonly DifferenceNode[]> {
  return part.key.specialisation === null ? [] : ((await server.differences(part)) ?? []);
}

/** Only what is built on this machine can be compared; text says why nothing is. */
async function builtBetween(
  { compareBuilt }: Pick<Context, 'compareBuilt'>,
  { key, root }: PartNode,
  against: Against,
  machine: MachineFacts | undefined,
): Promise<BuiltComparison | string> {
  if (root === null || machine === undefined) return ONLY_SYSTEMS;
  const { system, runningSystem } = machine;
  if (system === undefined) return vscode.l10n.t('No system of this machine is built.');
  const after = key.specialisation === null ? system.path : system.specialisations.get(key.specialisation);
  if (after === undefined)
    return vscode.l10n.t('{0} is not in the newest generation of this machine.', quoted(key.specialisation ?? ''));
  const before = against === 'base' ? system.path : runningSystem;
  if (before === undefined) return vscode.l10n.t('No system of NixOS runs here.');
  // Programs of this machine are started.
  return (await requireTrust())
    ? compareBuilt(before, after, root.path)
    : vscode.l10n.t('The workspace is not trusted.');
}

function placeText({ uri, range }: Place): string {
  return `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}:${range.start.line + 1}`;
}
