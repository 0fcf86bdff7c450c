// What `check --complete` finds beside what `check` does.
import { type CompleteReport, completeReport } from '../release/complete-report';
import { completeFindings, newFindings } from '../rules/complete-findings';
import type { Finding } from '../rules/engine/finding';
import { asWanted } from '../rules/engine/run';
import type { RuleSettings } from '../rules/engine/settings';
import { answerOf } from '../service/api';
import type { Note } from '../service/notes';
import { keyOf } from '../service/whole-results';
import type { Environment } from './command';
import { askComplete, completeNotes } from './complete';
import type { OpenedWorkspace } from './open';
import type { Target } from './target';

export interface Whole {
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

export const NOTHING: Whole = { findings: [], notes: [] };

/** Assertions, warnings and failures of the whole systems of a target. */
export async function wholeFindings(
  workspace: OpenedWorkspace,
  target: Target,
  environment: Environment,
  rules: RuleSettings,
): Promise<Whole> {
  const answers = await askComplete(
    workspace,
    target,
    environment,
    ({ systems }, { defined }, { evaluated }): readonly CompleteReport[] =>
      systems.map((system) =>
        completeReport(system, evaluated, defined.find(({ name }) => name === system.name)?.paths),
      ),
  );
  const byKey = new Map(answers.map((answered) => [answered.subject.key, answered]));
  const findings = answerOf(
    workspace.ask({ file: target.file }, (analysis, texts) => {
      const answered = byKey.get(keyOf(analysis.entryPoint));
      return analysis.base.input.prefix.length > 0 || answered?.answer === undefined
        ? []
        : asWanted(completeFindings(analysis, answered.answer, answered.leftOut.length === 0), texts, rules);
    }),
  );
  return { findings, notes: completeNotes(answers) };
}

/** Both together, in the order of the text. */
export function withWhole(quick: readonly Finding[], whole: readonly Finding[]): readonly Finding[] {
  const all = [...quick, ...newFindings(quick, whole)];
  return all.sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
}
