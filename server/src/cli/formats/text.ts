// For people: each problem with the text it is about, the other places, and what would mend it.
import type { Severity } from '../../rules/engine/finding';
import type { DiagnosticReport } from '../report';
import type { Line } from '../styled';
import type { Format } from './format';
import { at, type Lines, linesIn, numberWidth, placeLines, said } from './place';
import { problemsOf, summary } from './summary';

/** The other places whose text is shown; further ones are named. */
const SHOWN_PLACES = 4;

export const text: Format = {
  name: 'text',
  hasFixes: true,
  print(report, { styled }, { read, isColoured }) {
    const linesOf = linesIn(read);
    const problems = problemsOf(report);
    for (const line of problems.flatMap((problem) => problemLines(problem, linesOf))) styled(line, isColoured);
    const loudest = SEVERITIES.find((severity) => problems.some((problem) => problem.severity === severity));
    styled([{ text: summary(report), style: loudest ?? 'fixed' }], isColoured);
  },
};

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

function problemLines(problem: DiagnosticReport, linesOf: Lines): readonly Line[] {
  const { severity, code, message, related, fixes } = problem;
  const shown = related.slice(0, SHOWN_PLACES);
  const others = related.slice(SHOWN_PLACES);
  const width = numberWidth([problem, ...shown]);
  const fix = fixes.find(({ preferred }) => preferred) ?? fixes[0];
  return [
    [
      { text: `${severity}[${code}]`, style: severity },
      { text: `: ${message}`, style: 'strong' },
    ],
    ...placeLines(problem, linesOf, width, { mark: '^', style: severity }),
    ...shown.flatMap((place) => placeLines(place, linesOf, width, { mark: '-', style: 'frame', label: place.message })),
    ...others.map((place) => said(width, 'also', `${at(place)}: ${place.message}`)),
    ...(fix === undefined ? [] : [said(width, 'fix', fix.title, 'fixed')]),
    [],
  ];
}
