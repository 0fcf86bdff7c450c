// How many problems were found: each once, however many places it is told at.
import type { Severity } from '../../rules/engine/finding';
import type { DiagnosticReport, Report } from '../report';

const COUNTED: readonly (readonly [Severity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['information', 'remark'],
  ['hint', 'hint'],
];

/** The problems without their other sides. */
export const problemsOf = ({ diagnostics }: Report): readonly DiagnosticReport[] =>
  diagnostics.filter(({ otherSide }) => otherSide !== true);

/** `2 errors, 1 warning in 3 systems`. */
export function summary(report: Report): string {
  const { systems, notes, known = 0 } = report;
  if (systems.length === 0) return 'nothing was checked';
  const problems = problemsOf(report);
  const counts = COUNTED.flatMap(([severity, word]) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [counted(count, word)];
  });
  const found = counts.length === 0 ? `no ${known > 0 ? 'new ' : ''}problems` : counts.join(', ');
  const left = known === 0 ? '' : `, ${known} known`;
  const isLacking = notes.some(({ code }) => code !== 'release');
  const read = isLacking ? ', as far as they could be read' : '';
  return `${found} in ${counted(systems.length, 'system')}${left}${read}`;
}

/** `1 file`, `2 files`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
