// "Check with Nix": evaluates a configuration with Nix itself, builds nothing, and shows what it complains of at its
// place.
import { hostname, totalmem } from 'node:os';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { NixReport } from '../../../server/src/protocol/nix-report';
import { commandLine } from '../../../server/src/run/command-line';
import { findPrograms } from '../../../server/src/run/machine/programs';
import { OutputReader } from '../../../server/src/run/output/reader';
import type { Refusal } from '../../../server/src/run/plan/draft';
import { type Checked, type CheckPlan, planCheck } from '../../../server/src/run/plan-check';
import type { Documents } from '../documents';
import type { Log } from '../log';
import { surroundings } from '../machine/surroundings';
import type { Server } from '../server';
import { soon } from '../systems';
import { requireTrust } from '../trust';
import { ask, mention, say } from '../window';
import { FirstBytes, runCaptured } from './captured';
import type { CheckedConfigurations } from './checked';
import { copyCommands, explainRefusal } from './confirm';
import type { NixProblems } from './nix-problems';
import { showErrors } from './show-errors';

export interface CheckParts {
  readonly server: Pick<Server, 'knowledge'>;
  readonly checked: CheckedConfigurations;
  readonly log: Log;
  readonly problems: NixProblems;
  readonly documents: Documents;
}

const RUN = vscode.l10n.t('Run');
const COPY = vscode.l10n.t('Copy Command');
const SHOW = vscode.l10n.t('Show Errors');

/** As long as an analysis is waited for, which knows the files that take part. */
const PATIENCE_MS = 5000;
/** As much as a path of the store takes. */
const LONGEST_PATH = 1024;

/** Half of the machine's memory, and never less than a small system takes: in megabytes. */
const memory = (): number => Math.max(2048, Math.floor(totalmem() / 2 / 1024 ** 2));

/** How a check ended. */
export type CheckEnd =
  | { readonly kind: 'passed' | 'stopped' }
  | {
      readonly kind: 'failed';
      /** The exit code, or why there is none. */
      readonly ended: number | string;
      readonly report: NixReport;
      /** Where each problem of the report is. */
      readonly places: readonly (vscode.Location | undefined)[];
    };

/** Checks what is named, after showing the exact command. */
export async function checkWithNix(of: Checked, parts: CheckParts): Promise<void> {
  if (!(await requireTrust())) return;
  const plan = (await checkPlanner())(of);
  if (plan.kind === 'refused') return void (await explainRefusal(plan));
  if (!(await mayEvaluate(`${plan.title}?`, [plan]))) return;
  const end = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Evaluating with Nix'), cancellable: true },
    (_, token) => evaluate(of, plan, token, parts),
  );
  await tell(end, plan, of, parts);
}

/** What makes the commands of checks on this machine, as it is now. */
export async function checkPlanner(): Promise<(of: Checked) => CheckPlan | Refusal> {
  const { root, path } = surroundings();
  const programs = await findPrograms(root, ['nix', 'nix-instantiate'], path);
  return (of) => planCheck(of, { programs, hostName: hostname(), memory: memory() });
}

/** Whether the user wants it, having read the exact commands. */
export async function mayEvaluate(title: string, plans: readonly CheckPlan[]): Promise<boolean> {
  const commands = plans.map(({ argv }) => argv);
  const explanations = new Set(plans.map(({ explanation }) => explanation));
  const answer = await ask(title, [...commands.map(commandLine), ...explanations], RUN, COPY);
  if (answer === COPY) await copyCommands(commands);
  return answer === RUN;
}

/** Lets Nix evaluate it; what it complains of is shown at its place. `hear` is given what it says meanwhile. */
export async function evaluate(
  of: Checked,
  plan: CheckPlan,
  token: vscode.CancellationToken,
  parts: Pick<CheckParts, 'server' | 'checked' | 'log' | 'problems'>,
  hear?: (chunk: Uint8Array) => void,
): Promise<CheckEnd> {
  const reader = new OutputReader();
  const printed = new FirstBytes(LONGEST_PATH);
  const known = await soon(parts.server.knowledge(of), PATIENCE_MS).catch(() => undefined);
  // Without them nobody would know when it no longer holds.
  const keep = known ? await parts.checked.begin(of, known.files) : undefined;
  parts.log.info(`check start argv=${JSON.stringify(plan.argv)}`);
  const ended = await runCaptured({
    argv: plan.argv,
    cwd: of.root.kind === 'flake' ? of.root.path : dirname(of.root.path),
    token,
    stdout: printed.push,
    stderr: (chunk) => {
      reader.push(chunk, 'stderr');
      hear?.(chunk);
    },
  });
  parts.log.info(`check end exitCode=${ended}`);
  if (ended === undefined) return { kind: 'stopped' };
  if (ended === 0) {
    // nix-instantiate prints it as a text of Nix.
    await keep?.(printed.text.trim().replaceAll('"', ''));
    parts.problems.clear(of, of.specialisation);
    return { kind: 'passed' };
  }
  const report = reader.end();
  // Anything else may be wrong with Nix, or with this machine.
  if (report.problems.length > 0) await keep?.(null);
  return { kind: 'failed', ended, report, places: await parts.problems.take(of, of.specialisation, report) };
}

async function tell(
  end: CheckEnd,
  { title }: CheckPlan,
  of: Checked,
  { problems, documents }: CheckParts,
): Promise<void> {
  if (end.kind === 'passed') mention('check', vscode.l10n.t('{0}: no errors.', title), 10_000);
  if (end.kind !== 'failed') return;
  const { report, ended } = end;
  const [first] = report.problems;
  const [line = ''] = first?.message.split('\n') ?? [];
  if (first === undefined) return void say.error(vscode.l10n.t('{0}: it failed ({1}).', title, ended));
  if ((await say.error(`${title}: ${line.replace(/:$/, '')}.`, SHOW)) === SHOW)
    await showErrors(report, of, problems, documents);
}
