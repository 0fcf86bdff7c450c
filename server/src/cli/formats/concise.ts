// One line for each problem, as older compilers write it, so that editors and terminals can follow it.
import type { DiagnosticReport } from '../report';
import type { Format } from './format';
import { at } from './place';
import { problemsOf, summary } from './summary';

/** A problem with several sides is told once, with the others below it. */
export const concise: Format = {
  name: 'concise',
  hasFixes: false,
  print(report, { out }) {
    for (const line of problemsOf(report).flatMap(linesOf)) out(line);
    out(summary(report));
  },
};

function linesOf(diagnostic: DiagnosticReport): readonly string[] {
  const { severity, message, code, related } = diagnostic;
  return [
    `${at(diagnostic)}: ${severity}: ${message} [${code}]`,
    ...related.map((place) => `    ${at(place)}: ${place.message}`),
  ];
}
