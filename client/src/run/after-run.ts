// What a user is told when a run has ended: how, where the problems are, and what to do next.
import * as vscode from 'vscode';
import type { NixReport } from '../../../server/src/protocol/nix-report';
import type { RunSpec } from '../../../server/src/protocol/run';
import { type Offer, offersAfter } from '../../../server/src/run/offers';
import type { Documents } from '../documents';
import type { Log } from '../log';
import { mention, say } from '../window';
import type { EndedRun } from './ended-run';
import type { NixProblems } from './nix-problems';
import { showChanges } from './show-changes';
import { showErrors } from './show-errors';
import { showTerminal } from './task';

export interface AfterRunParts {
  readonly log: Log;
  readonly problems: NixProblems;
  /** Starts the run that is offered. */
  readonly run: (spec: RunSpec) => void;
  readonly documents: Documents;
}

const BUTTONS: Readonly<Record<Offer['offer'], string>> = {
  switch: vscode.l10n.t('Switch'),
  difference: vscode.l10n.t('Show Difference'),
  errors: vscode.l10n.t('Show Errors'),
  terminal: vscode.l10n.t('Show Terminal'),
};

/** Makes what tells of the end of a run. */
export function createAfterRun(parts: AfterRunParts): (run: EndedRun) => vscode.Disposable | undefined {
  return (run) => {
    void placeProblems(run, parts).catch((error: unknown) => parts.log.error(`problems failed error=${String(error)}`));
    return tell(run, parts);
  };
}

/** What is only activated is not evaluated: then nothing is known of the configuration. */
async function placeProblems({ spec, step, report, outcome }: EndedRun, { problems }: AfterRunParts): Promise<void> {
  if (step.tool === 'activation' || outcome.level === 'stopped') return;
  if (outcome.level === 'failed') await problems.take(spec, null, report ?? NOTHING);
  else problems.clear(spec, null);
}

const NOTHING: NixReport = { problems: [], units: [], inhibitors: [], checks: [], status: null };

/** Success shortly in the status bar; what needs a look, and what can be done next, as a message that stays. */
function tell(run: EndedRun, parts: AfterRunParts): vscode.Disposable | undefined {
  const { level, message } = run.outcome;
  const offers = offersAfter(run.spec, run.outcome, run.report);
  const status =
    level === 'done' || level === 'stopped'
      ? mention(level === 'done' ? 'check' : 'circle-slash', message, 10_000)
      : undefined;
  if (offers.length === 0) return status;
  const speak = level === 'failed' ? say.error : level === 'attention' ? say.warn : say.info;
  void speak(message, ...offers.map(({ offer }) => BUTTONS[offer])).then((answer) => {
    const chosen = offers.find(({ offer }) => BUTTONS[offer] === answer);
    return chosen && take(chosen, run, parts);
  });
  return status;
}

async function take(chosen: Offer, run: EndedRun, { run: start, problems, documents }: AfterRunParts): Promise<void> {
  switch (chosen.offer) {
    case 'switch':
      start(chosen.spec);
      return;
    case 'difference':
      await showChanges(run, documents);
      return;
    case 'errors':
      await showErrors(run.report ?? NOTHING, run.spec, problems, documents);
      return;
    case 'terminal':
      showTerminal(run.title);
  }
}
