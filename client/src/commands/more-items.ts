// The entries of "More…": every action that fits a target, with its command, in groups; a reason that holds for many is
// said once. Pure.
import { l10n } from '../../../server/src/protocol/l10n';
import type { Runner, RunSpec } from '../../../server/src/protocol/run';
import type { Belongs } from '../../../server/src/protocol/this-machine';
import { ACTIONS, type ActionInfo } from '../../../server/src/run/actions';
import { commandLines } from '../../../server/src/run/command-line';
import type { Refusal, RunPlan } from '../../../server/src/run/plan/draft';
import { runTitle } from '../../../server/src/run/plan/title';

/** What the actions are about: a specialisation, or the base. */
export type Subject = Omit<RunSpec, 'action'>;

export interface ActionRow {
  readonly spec: RunSpec;
  readonly label: string;
  /** The command, or why there is none; empty where that is said above. */
  readonly detail: string;
  readonly commands: Refusal['commands'];
  readonly runs: boolean;
}

export interface ActionGroup {
  readonly title: string;
  readonly rows: readonly ActionRow[];
}

export interface ActionMenu {
  /** Why some of it does not run: what holds for several rows. */
  readonly reasons: readonly string[];
  readonly groups: readonly ActionGroup[];
}

/** Actions of which another machine is told by ssh, or by the program that rebuilds. */
const REMOTE: ReadonlySet<string> = new Set(['switch', 'preview', 'rebuild', 'test', 'dry-activate', 'boot']);

/** What can be done with a configuration of this machine. */
function localGroups(subject: Subject, plan: (spec: RunSpec) => RunPlan | Refusal): readonly ActionGroup[] {
  const fitting = ACTIONS.filter(({ home }) => subject.system === 'nixos' || home);
  const rows = (usesBuilt: boolean): readonly ActionRow[] =>
    fitting
      .filter((info) => info.usesBuilt === usesBuilt)
      .map((info) => row({ ...subject, action: info.action }, plan));
  const base = { ...subject, specialisation: null, host: null, action: 'switch' } as const;
  const built = rows(true);
  return [
    {
      title: l10n.t('as built'),
      rows: subject.specialisation === null ? built : built.toSpliced(1, 0, row(base, plan)),
    },
    { title: l10n.t('build first'), rows: rows(false) },
  ];
}

/**
 * What can be done with a configuration of another machine: build it here, and where it can be reached the rest there.
 */
function remoteGroups(
  subject: Subject,
  isReachable: boolean,
  plan: (spec: RunSpec) => RunPlan | Refusal,
): readonly ActionGroup[] {
  const { targetHost: _, ...here } = subject;
  const there = ACTIONS.filter(({ action }) => isReachable && REMOTE.has(action));
  const rows = there.map(({ action }) => row({ ...subject, action }, plan)).filter(({ runs }) => runs);
  return [
    { title: l10n.t('here'), rows: [row({ ...here, action: 'build' }, plan)] },
    { title: l10n.t('on the other machine'), rows },
  ];
}

/** What of another machine's configuration would happen here: only for who asks for that. */
export function foreignGroups(subject: Subject, plan: (spec: RunSpec) => RunPlan | Refusal): readonly ActionGroup[] {
  const builds = ({ usesBuilt, effect }: ActionInfo): boolean => !usesBuilt && effect !== 'builds';
  return [
    {
      title: l10n.t('on this machine'),
      rows: ACTIONS.filter(builds).map(({ action }) => row({ ...subject, action }, plan)),
    },
  ];
}

/** What can be built with a program that was chosen; what deploys fleets knows no specialisations. */
export function runnerGroups(
  subject: Subject & { readonly runner: Runner },
  plan: (spec: RunSpec) => RunPlan | Refusal,
): readonly ActionGroup[] {
  const { runner } = subject;
  const of = runner === 'colmena' || runner === 'deploy-rs' ? { ...subject, specialisation: null } : subject;
  const rows = ACTIONS.filter(({ usesBuilt }) => !usesBuilt).map(({ action }) => row({ ...of, action }, plan));
  return [{ title: l10n.t('with {0}', runner), rows: rows.filter(({ runs }) => runs) }];
}

/** Where a configuration belongs, and whether the machine that it is for can be reached. */
export interface Place {
  readonly belongs: Belongs;
  readonly isReachable: boolean;
}

/** What can be done with a configuration there. */
export function groupsFor(
  { belongs, isReachable }: Place,
  subject: Subject,
  plan: (spec: RunSpec) => RunPlan | Refusal,
): readonly ActionGroup[] {
  return belongs === 'elsewhere' ? remoteGroups(subject, isReachable, plan) : localGroups(subject, plan);
}

function row(spec: RunSpec, plan: (spec: RunSpec) => RunPlan | Refusal): ActionRow {
  const planned = plan(spec);
  const runs = planned.kind === 'plan';
  const commands = runs ? planned.steps.map(({ argv }) => argv) : planned.commands;
  const detail = runs ? commandLines(commands).join(' ') : planned.reason;
  return { spec, label: runs ? planned.title : runTitle(spec), detail, commands, runs };
}

/** A reason that several rows share stands above them, and what they would run in its place. */
export function saidOnce(groups: readonly ActionGroup[]): ActionMenu {
  const refusals = groups.flatMap(({ rows }) => rows.filter(({ runs }) => !runs).map(({ detail }) => detail));
  const shared = new Set(refusals.filter((reason, at) => refusals.indexOf(reason) !== at));
  const plain = (one: ActionRow): ActionRow =>
    one.runs || !shared.has(one.detail) ? one : { ...one, detail: commandLines(one.commands).join(' ') };
  return {
    reasons: [...shared],
    groups: groups.filter(({ rows }) => rows.length > 0).map(({ title, rows }) => ({ title, rows: rows.map(plain) })),
  };
}
