// The lens "More…": every action that fits one specialisation, with the command it stands for, to run or to copy.

import * as vscode from 'vscode';
import { l10n } from '../../../server/src/protocol/l10n';
import type { RunSpec } from '../../../server/src/protocol/run';
import { refused } from '../../../server/src/run/plan/plan';
import { remoteProblem } from '../../../server/src/run/plan/remote';
import { checkedSpec } from '../../../server/src/run/validate';
import type { RunContext } from '../context';
import { knownHosts } from '../machine/known-hosts';
import { whose } from '../machine/own-host';
import { copyCommands, explainRefusal } from '../run/confirm';
import { type Planner, plannerFor } from '../run/planner';
import { requireTrust } from '../trust';
import { askText, type MenuItem, pick } from '../window';
import { pickHost } from './choose-host';
import { hasRunners, knownOf, pickRunner } from './choose-runner';
import type { Command } from './command';
import {
  type ActionGroup,
  type ActionMenu,
  foreignGroups,
  groupsFor,
  runnerGroups,
  type Subject,
  saidOnce,
} from './more-items';
import { targetHere } from './target-here';

/** Arguments: one target, or several (as arguments or as one list) that differ in their host. */
export const moreActions: Command<RunContext> = async (ctx, args) => {
  const subjects = args.flat().map((target) => checkedSpec(asSwitch(target)));
  const problem = subjects.find((subject) => typeof subject === 'string');
  if (subjects.length === 0)
    throw new Error('This command is for code lenses: it was called without a specialisation.');
  if (problem !== undefined) return void (await explainRefusal(refused(problem)));
  await chooseAction(
    ctx,
    await pickHost(
      subjects.filter((subject) => typeof subject !== 'string'),
      ctx,
    ),
  );
};

/** A target with an action, so that it goes through the same check as every run. */
function asSwitch(target: unknown): unknown {
  return typeof target === 'object' && target !== null ? { specialisation: null, ...target, action: 'switch' } : target;
}

/** The same for the specialisation under the cursor. */
export const moreActionsHere: Command<RunContext> = async (ctx) => {
  const target = await targetHere(ctx, pickHost);
  if (target !== undefined) await moreActions(ctx, [target]);
};

interface Row extends MenuItem {
  readonly spec?: RunSpec;
  readonly commands?: ActionGroup['rows'][number]['commands'];
  /** What else it does. */
  readonly opens?: () => Promise<void>;
}

async function chooseAction(ctx: RunContext, subject: Subject | undefined): Promise<void> {
  if (subject === undefined || !(await requireTrust())) return;
  const planner = await plannerFor(subject.root, ctx);
  const belongs = whose(subject, knownHosts(ctx));
  const isReachable =
    subject.targetHost !== undefined || planner.settings.hosts[subject.host ?? '']?.targetHost !== undefined;
  // What nothing builds by itself is offered to nobody.
  const known = subject.system === 'home-manager' ? await knownOf(subject, ctx.server) : {};
  const groups = groupsFor({ belongs, isReachable }, subject, (spec) => planner.plan(spec, known));
  const others =
    belongs !== 'elsewhere'
      ? runnerRows(ctx, subject, planner)
      : isReachable
        ? []
        : elsewhereRows(ctx, subject, planner);
  await showMenu(ctx, saidOnce(groups), others);
}

/** Where there is more than one program that builds systems: the way to the others. */
function runnerRows(ctx: RunContext, subject: Subject, planner: Planner): readonly Row[] {
  if (subject.system !== 'nixos' || !hasRunners(planner, subject)) return [];
  const opens = async (): Promise<void> => {
    const chosen = await pickRunner(planner, subject, ctx);
    if (chosen === undefined) return;
    const { runner, known } = chosen;
    const groups = runnerGroups({ ...subject, runner }, (spec) => planner.plan(spec, known));
    await showMenu(ctx, saidOnce(groups), []);
  };
  return [{ label: vscode.l10n.t('Build with another program…'), icon: 'tools', opens }];
}

/** The ways that are not there without a word of the user: where the other machine is, or that it is to happen here. */
function elsewhereRows(ctx: RunContext, subject: Subject, planner: Planner): readonly Row[] {
  if (subject.system !== 'nixos') return [];
  return [
    {
      label: vscode.l10n.t('Activate on another machine…'),
      icon: 'remote',
      detail: vscode.l10n.t('Asks how ssh reaches it; the setting nixosSpecialisations.hosts can say it for good.'),
      opens: () => askTarget(ctx, subject),
    },
    {
      label: vscode.l10n.t('Activate on this machine anyway…'),
      icon: 'warning',
      detail: vscode.l10n.t('It is the configuration of another machine.'),
      opens: () => showMenu(ctx, saidOnce(foreignGroups(subject, planner.plan)), []),
    },
  ];
}

async function askTarget(ctx: RunContext, subject: Subject): Promise<void> {
  const targetHost = await askText({
    title: subject.host === null ? l10n.t('Where is it?') : l10n.t('Where is {0}?', subject.host),
    prompt: l10n.t('The machine as ssh knows it, for example {0}', 'root@server'),
    problem: (text) =>
      text === '' ? l10n.t('A name is missing.') : remoteProblem({ targetHost: text, buildHost: undefined }),
  });
  if (targetHost !== undefined) await chooseAction(ctx, { ...subject, targetHost });
}

async function showMenu(ctx: RunContext, { reasons, groups }: ActionMenu, others: readonly Row[]): Promise<void> {
  const rows = groups.map(({ title, rows: of }) => ({ title, rows: of.map(rowOf) }));
  const copy: Row = {
    label: vscode.l10n.t('Copy a command…'),
    icon: 'clippy',
    opens: () => chooseCopy(rows.flatMap((group) => group.rows)),
  };
  const runs = groups.some(({ rows: of }) => of.some((row) => row.runs));
  const label = runs ? vscode.l10n.t('Not all of it runs here') : vscode.l10n.t('Nothing of it runs here');
  const said = reasons.map(
    (reason, at): Row => ({
      ...(at === 0 ? { label, detail: reason } : { label: reason }),
      icon: 'info',
      opens: async () => {},
    }),
  );
  const choice = await pick(
    [
      ...said,
      ...rows.flatMap((group) => [separator(group.title), ...group.rows]),
      ...(others.length === 0 ? [] : [separator(''), ...others]),
      separator(''),
      copy,
    ],
    { placeHolder: vscode.l10n.t('What to do?'), matchOnDetail: true },
  );
  if (choice?.opens !== undefined) await choice.opens();
  else if (choice?.spec !== undefined) await ctx.runner.run(choice.spec);
}

const rowOf = ({ label, detail, spec, commands, runs }: ActionGroup['rows'][number]): Row => ({
  label,
  detail,
  spec,
  commands,
  ...(runs ? {} : { icon: 'circle-slash' }),
});

function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

async function chooseCopy(items: readonly Row[]): Promise<void> {
  const copyable = items.filter(({ commands = [] }) => commands.length > 0);
  const choice = await pick(copyable, { placeHolder: vscode.l10n.t('Which command to copy?'), matchOnDetail: true });
  if (choice?.commands !== undefined) await copyCommands(choice.commands);
}
