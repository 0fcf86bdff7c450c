// "Check with Nix" of specialisations, one after the other, as a run of VS Code's tests.
import * as vscode from 'vscode';
import { commandLine } from '../../../server/src/run/command-line';
import type { Refusal } from '../../../server/src/run/plan/draft';
import type { CheckPlan } from '../../../server/src/run/plan-check';
import type { RunContext } from '../context';
import { checkPlanner, evaluate, mayEvaluate } from '../run/check';
import { requireTrust } from '../trust';
import type { TestedSpecialisation } from './items';
import { errored, type Verdict, verdictOf } from './verdict';

interface Test extends TestedSpecialisation {
  readonly plan: CheckPlan | Refusal;
}

/** A run of tests, and the item of one as it is then: an edit may have moved it, or taken it away. */
interface Running {
  readonly run: vscode.TestRun;
  readonly itemOf: (test: Test) => vscode.TestItem | undefined;
}

/** Checks them after showing the exact commands. */
export async function runTests(
  controller: vscode.TestController,
  request: vscode.TestRunRequest,
  tested: readonly TestedSpecialisation[],
  ctx: RunContext,
): Promise<void> {
  if (!(await requireTrust())) return;
  const planOf = await checkPlanner();
  const tests = tested.map((one): Test => ({ ...one, plan: planOf(one.of) }));
  const checks = tests.map(({ plan }) => plan).filter((plan) => plan.kind === 'check');
  if (checks.length > 0 && !(await mayEvaluate(question(checks), checks))) return;
  const run = controller.createTestRun(request);
  const itemOf: Running['itemOf'] = ({ id, system }) => controller.items.get(system)?.children.get(id);
  try {
    for (const item of tests.map(itemOf)) if (item !== undefined) run.enqueued(item);
    for (const test of tests) {
      if (run.token.isCancellationRequested) break;
      await runTest(test, { run, itemOf }, ctx);
    }
  } finally {
    run.end();
  }
}

function question(checks: readonly CheckPlan[]): string {
  const [first] = checks;
  return checks.length === 1 && first !== undefined
    ? `${first.title}?`
    : vscode.l10n.t('Check {0} specialisations with Nix?', checks.length);
}

async function runTest(test: Test, running: Running, ctx: RunContext): Promise<void> {
  const { run, itemOf } = running;
  const waiting = itemOf(test);
  if (waiting !== undefined) run.started(waiting);
  const begun = Date.now();
  const found = await outcome(test, running, ctx).catch((error: unknown) => errored(String(error)));
  const took = Date.now() - begun;
  const item = itemOf(test);
  if (item === undefined) return;
  if (found === 'passed') run.passed(item, took);
  else if (found === 'stopped') run.skipped(item);
  else run[found.state](item, found.messages.map(messageOf), took);
}

async function outcome(
  test: Test,
  { run, itemOf }: Running,
  ctx: RunContext,
): Promise<Verdict<vscode.Location> | 'passed' | 'stopped'> {
  const { plan, of } = test;
  if (plan.kind === 'refused') return errored(plan.reason);
  const decoder = new TextDecoder();
  // It is shown as a terminal shows it.
  const print = (text: string): void => run.appendOutput(text.replaceAll(/\r?\n/g, '\r\n'), undefined, itemOf(test));
  print(`> ${commandLine(plan.argv)}\n`);
  const end = await evaluate(of, plan, run.token, ctx, (chunk) => print(decoder.decode(chunk, { stream: true })));
  return end.kind === 'failed' ? verdictOf(plan.title, of.root, end) : end.kind;
}

function messageOf({ text, at }: Verdict<vscode.Location>['messages'][number]): vscode.TestMessage {
  return Object.assign(new vscode.TestMessage(text), at && { location: at });
}
