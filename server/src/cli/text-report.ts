// The result of a check for people: one line for each problem, as compilers write it, so that
// editors and terminals can follow it.
import type { Severity } from '../rules/engine/finding';
import type { DiagnosticReport, PlaceJson, Report } from './report';

/** The lines of `--format text`. A problem with several sides is told once, with the others below it. */
export function textReport({ systems, diagnostics: all, notes }: Report): readonly string[] {
  const diagnostics = all.filter(({ otherSide }) => otherSide !== true);
  const lacking = notes.filter(({ code }) => code !== 'release');
  const last = systems.length === 0 ? 'nothing was checked' : summary(diagnostics, systems.length);
  return [
    ...diagnostics.flatMap(linesOf),
    `${last}${systems.length > 0 && lacking.length > 0 ? ', as far as they could be read' : ''}`,
  ];
}

function linesOf(diagnostic: DiagnosticReport): readonly string[] {
  const { severity, message, code, related } = diagnostic;
  return [
    `${at(diagnostic)}: ${severity}: ${message} [${code}]`,
    ...related.map((place) => `    ${at(place)}: ${place.message}`),
  ];
}

/** Counted from 1, as terminals and editors do. */
export function at({ file, range }: PlaceJson): string {
  return `${file}:${range.start.line + 1}:${range.start.character + 1}`;
}

const COUNTED: readonly (readonly [Severity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['information', 'remark'],
  ['hint', 'hint'],
];

/** `2 errors, 1 warning in 3 systems`. */
function summary(diagnostics: readonly { readonly severity: Severity }[], systems: number): string {
  const counts = COUNTED.flatMap(([severity, word]) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count === 0 ? [] : [counted(count, word)];
  });
  return `${counts.length === 0 ? 'no problems' : counts.join(', ')} in ${counted(systems, 'system')}`;
}

/** `1 file`, `2 files`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
