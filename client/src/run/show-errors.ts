// Goes to what Nix complains of: to its place, or where it has none to the words themselves.
import * as vscode from 'vscode';
import type { NixReport } from '../../../server/src/protocol/nix-report';
import { toldProblem } from '../../../server/src/run/output/told';
import type { Documents } from '../documents';
import type { Evaluated, NixProblems } from './nix-problems';

export async function showErrors(
  { problems }: NixReport,
  of: Evaluated,
  shown: Pick<NixProblems, 'first'>,
  documents: Documents,
): Promise<void> {
  const first = shown.first(of);
  if (first === undefined) {
    const texts = problems.map((problem) => toldProblem(problem, of.root));
    await documents.show(vscode.l10n.t('Errors of Nix'), `${texts.join('\n\n')}\n`);
    return;
  }
  await vscode.window.showTextDocument(first.uri, { selection: first.range });
  await vscode.commands.executeCommand('workbench.actions.view.problems');
}
