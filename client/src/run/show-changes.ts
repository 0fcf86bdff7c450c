// What a run has changed, or would: the system that it made against the one that ran before.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { comparisonText } from '../../../server/src/run/compare/document';
import type { Documents } from '../documents';
import { surroundings } from '../machine/surroundings';
import { runSettings } from '../run-settings';
import { say } from '../window';
import { compareBuilt } from './compare-built';
import { type EndedRun, RUNNING_SYSTEM } from './ended-run';

export async function showChanges(run: EndedRun, documents: Documents): Promise<void> {
  const after = await surroundings().root.realPath(madeBy(run));
  const { before, spec } = run;
  if (before === undefined || after === undefined)
    return void say.info(vscode.l10n.t('The two systems to compare are not there.'));
  const title = vscode.l10n.t('{0}: what it changes', run.title);
  const built = await compareBuilt(before, after, spec.root.path);
  await documents.show(
    title.replaceAll(/[“”:]/g, ''),
    comparisonText({ title, options: undefined, built }, () => ''),
  );
}

/** Where the system is that a run leaves. */
function madeBy({ spec, step }: EndedRun): string {
  const { specialisation, action, root } = spec;
  const below = specialisation === null ? '' : join('specialisation', specialisation);
  if (action === 'build') return join(step.cwd, 'result', below);
  if (action === 'boot') return join(runSettings(root.path).systemProfile, below);
  return RUNNING_SYSTEM;
}
