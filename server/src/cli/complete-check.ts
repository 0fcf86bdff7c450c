// What `check --complete` finds beside what `check` does.
import { Answers } from '../project/answers';
import { completeReport } from '../release/complete-report';
import type { Note } from '../service/notes';
import { wholeValues } from '../service/whole-check';
import type { Environment } from './command';
import { askComplete, completeNotes } from './complete';
import type { OpenedWorkspace } from './open';
import type { Target } from './target';

/**
 * Evaluates the whole systems of a target: from then on assertions, warnings and failures are among the findings of
 * the workspace, and what NixOS makes of options decides conditions.
 * @returns what of them is not known.
 */
export async function checkWhole(
  workspace: OpenedWorkspace,
  target: Target,
  environment: Environment,
): Promise<readonly Note[]> {
  const answers = await askComplete(workspace, target, environment, (complete, { defined, read }, { evaluated }) => ({
    reports: complete.systems.map((system) =>
      completeReport(system, evaluated, defined.find(({ name }) => name === system.name)?.paths),
    ),
    values: wholeValues(complete, read),
  }));
  for (const { subject, answer, leftOut, why } of answers)
    workspace.takeWhole({
      key: subject.key,
      entry: subject.entry,
      reports: answer?.reports,
      own: [],
      values: answer?.values ?? new Map(),
      leftOut,
      why,
      // It is asked for anew with each check.
      answers: new Answers(),
    });
  return completeNotes(answers);
}
