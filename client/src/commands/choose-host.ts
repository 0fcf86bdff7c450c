// Which of several hosts is meant: this machine's where that is known, or once said; else the one that is picked.
import * as vscode from 'vscode';
import type { RunSpec } from '../../../server/src/protocol/run';
import type { Context } from '../context';
import { knownHosts } from '../machine/known-hosts';
import { hostsBeside, type Known, whose } from '../machine/own-host';
import { type MenuItem, pick } from '../window';
import { pickTarget } from './pick-target';

type Target = Pick<RunSpec, 'system' | 'host' | 'root' | 'specialisation'>;

/**
 * Of runs that differ in their host that of this machine. When no host has its name, asks which is this machine's,
 * once, and remembers it.
 */
export async function ownOf<T extends Target>(targets: readonly T[], ctx: Context): Promise<T | undefined> {
  if (targets.length <= 1) return targets[0];
  if (ctx.machine.looked() === undefined) await ctx.machine.refresh();
  await ctx.systems.latest();
  const known = knownHosts(ctx);
  const belonging = targets.map((target) => ({ target, where: whose(target, known) }));
  const own = belonging.filter(({ where }) => where === 'here').map(({ target }) => target);
  if (own.length > 0) return pickTarget(own, vscode.l10n.t('Which configuration?'));
  const asking = belonging.find(({ where }) => where === 'asks')?.target;
  if (asking === undefined) return pickTarget(targets, vscode.l10n.t('The configuration of which machine?'));
  const host = await askOwn(asking, known, ctx);
  if (host === undefined) return undefined;
  const said = targets.filter((target) => target.system === asking.system && target.host === host);
  return pickTarget(said.length > 0 ? said : targets, vscode.l10n.t('Which configuration?'));
}

/** Asks which configuration of this flake or file is this machine's, and remembers it. */
export async function askOwn(
  target: Omit<Target, 'specialisation'>,
  known: Pick<Known, 'systems'>,
  ctx: Context,
): Promise<string | undefined> {
  const isHome = target.system === 'home-manager';
  const items = hostsBeside(target, known).map((host) => ({
    label: host,
    icon: isHome ? 'home' : 'device-desktop',
    host,
  }));
  const question = isHome
    ? vscode.l10n.t('Which of these homes is yours on this machine?')
    : vscode.l10n.t('Which of these configurations is this machine?');
  const chosen = await pick(items, { placeHolder: question, title: target.root.path });
  if (chosen === undefined) return undefined;
  await ctx.memory.setOwn(target.system, target.root.path, chosen.host);
  ctx.machine.changed();
  return chosen.host;
}

/** Picks one of several hosts, this machine's first, and remembers it. */
export async function pickHost<T extends Target>(targets: readonly T[], ctx: Context): Promise<T | undefined> {
  if (targets.length <= 1) return targets[0];
  await ctx.systems.latest();
  const known = knownHosts(ctx);
  const items = targets
    .map((target) => ({ ...hostItem(target, known), target }))
    .sort((a, b) => Number(b.isOwn) - Number(a.isOwn));
  const chosen = (
    await pick(items, {
      placeHolder: vscode.l10n.t('Which configuration?'),
      matchOnDescription: true,
      matchOnDetail: true,
    })
  )?.target;
  if (chosen !== undefined && chosen.host !== null) {
    await ctx.memory.setChosen(chosen.root.path, chosen.host);
    ctx.machine.changed();
  }
  return chosen;
}

function hostItem(target: Target, known: Known): MenuItem & { readonly isOwn: boolean } {
  const isOwn = whose(target, known) === 'here';
  const reachable = target.host !== null && known.state.reachable.includes(target.host);
  const where = isOwn ? vscode.l10n.t('this machine') : reachable ? vscode.l10n.t('can be reached') : '';
  const kind = target.system === 'home-manager' ? 'Home Manager' : '';
  const part = target.specialisation ?? vscode.l10n.t('base system');
  return {
    label: target.host ?? target.root.path.slice(target.root.path.lastIndexOf('/') + 1),
    icon: kind === '' ? 'device-desktop' : 'home',
    description: [part, kind, where].filter((text) => text !== '').join(' · '),
    detail: target.root.path,
    isOwn,
  };
}
