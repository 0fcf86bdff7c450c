// The item of the status bar: which specialisation runs. Where no NixOS runs there is none.
import * as vscode from 'vscode';
import type { SystemNode } from '../../../server/src/protocol/tree';
import { headRevision } from '../../../server/src/run/machine/revision';
import { systemRoot } from '../../../server/src/run/machine/system-root';
import { verdictOf } from '../../../server/src/run/status/verdict';
import type { RunContext } from '../context';
import { knownHosts } from '../machine/known-hosts';
import { localSystems } from '../machine/own-host';
import { SECTION } from '../settings';
import { inLabel } from '../shown';
import { driftOf, type Shown, sameNotes, shownStatus } from './describe';

const ICONS: Readonly<Record<Shown['marks'][number], string>> = { reboot: 'debug-restart', drift: 'git-compare' };

/** Shows what runs, as long as it is known. */
export function registerStatusBar(ctx: RunContext): vscode.Disposable {
  let item: vscode.StatusBarItem | undefined;
  const show = (shown: Shown | undefined): void => {
    if (shown === undefined) {
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= makeItem();
    item.text = ['$(layers)', inLabel(shown.text), ...shown.marks.map((mark) => `$(${ICONS[mark]})`)].join(' ');
    // A text, not a MarkdownString: VS Code shows it as it is.
    item.tooltip = shown.tooltip.map((line) => inLabel(line)).join('\n');
    item.accessibilityInformation = { label: inLabel(shown.spoken, 1000), role: 'button' };
    item.show();
  };
  let turn = 0;
  const update = (): void => {
    turn += 1;
    const mine = turn;
    void currentStatus(ctx)
      // What was asked for later counts.
      .then((shown) => mine === turn && show(shown))
      .catch((error: unknown) => ctx.log.error(`status bar failed error=${String(error)}`));
  };
  update();
  return vscode.Disposable.from(
    ctx.machine.onChanged(update),
    ctx.systems.onTold(update),
    ctx.checked.onFound(update),
    {
      dispose: () => {
        turn += 1;
        item?.dispose();
      },
    },
  );
}

function makeItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(`${SECTION}.active`, vscode.StatusBarAlignment.Left, -10);
  item.name = vscode.l10n.t('Active NixOS Specialisation');
  item.command = `${SECTION}.toggle`;
  return item;
}

const hostOf = ({ parts }: SystemNode): string | null => parts[0]?.key.host ?? null;

async function currentStatus(ctx: RunContext): Promise<Shown | undefined> {
  const looked = ctx.machine.looked();
  if (looked === undefined || looked.where.active.kind === 'none') return undefined;
  const { facts, where, built } = looked;
  const [own] = localSystems(knownHosts(ctx)).filter(({ system }) => system === 'nixos');
  const root = own?.parts[0]?.root;
  const head = built !== undefined && root ? await headRevision(systemRoot(), root.path) : undefined;
  const declared = own?.parts.flatMap(({ key }) => key.specialisation ?? []);
  const found = own === undefined || !root ? [] : await ctx.checked.of({ system: 'nixos', host: hostOf(own), root });
  const checked = found.map((one) => ({ name: one.specialisation, verdict: verdictOf(one, facts) }));
  const drift = driftOf({ where, generations: facts.generations, built, head, declared, checked });
  return shownStatus({ where, drift, notes: sameNotes(checked) });
}
