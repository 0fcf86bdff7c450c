// What `check --complete` finds beside what `check` does.
import { type CompleteReport, completeReport } from '../release/complete-report';
import { completeFindings } from '../rules/complete-findings';
import type { Finding } from '../rules/engine/finding';
import { heard } from '../rules/engine/run';
import type { RuleSettings } from '../rules/engine/settings';
import { answerOf } from '../service/api';
import type { Note } from '../service/notes';
import type { Environment } from './command';
import { askComplete, completeNotes, keyOf } from './complete';
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
    ({ systems }, _, { evaluated }): readonly CompleteReport[] =>
      systems.map((system) => completeReport(system, evaluated)),
  );
  const byKey = new Map(answers?.map((answered) => [answered.subject.key, answered]));
  const findings = answerOf(
    workspace.ask({ file: target.file }, (analysis) => {
      const answered = byKey.get(keyOf(analysis));
      return analysis.base.input.prefix.length > 0 || answered?.answer === undefined
        ? []
        : completeFindings(analysis, answered.answer, answered.leftOut.length === 0);
    }),
  );
  return { findings: heard(findings, workspace.texts, rules), notes: completeNotes(answers) };
}

/**
 * Both together, in the order of the text. What NixOS says in its own words is left out where the quick check found the
 * same assertion, or why nothing evaluates.
 */
export function withWhole(quick: readonly Finding[], whole: readonly Finding[]): readonly Finding[] {
  const isError = quick.some(({ severity }) => severity === 'error');
  const news = whole.filter(
    ({ code, message }) =>
      !(code === 'failing-value' && isError) &&
      !quick.some((known) => known.code === code && sharesText(known.message, message)),
  );
  return [...quick, ...news].sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
}

/** The quick check words an assertion its own way, with its text in it. */
function sharesText(quick: string, whole: string): boolean {
  const text = whole.replace(/ \([^()]*\)$/, '');
  return text !== '' && quick.includes(text);
}
