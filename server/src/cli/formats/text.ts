// For people: each problem with the text it is about, the other places, and what would mend it.
import type { Severity } from '../../rules/engine/finding';
import type { DiagnosticReport, PlaceJson } from '../report';
import type { Line, Piece, Style } from '../styled';
import { at } from './concise';
import { excerpt } from './excerpt';
import type { Format } from './format';
import { problemsOf, summary } from './summary';

/** The other places whose text is shown; further ones are named. */
const SHOWN_PLACES = 4;

export const text: Format = {
  name: 'text',
  hasFixes: true,
  print(report, { styled }, { read, isColoured }) {
    const texts = new Map<string, readonly string[] | undefined>();
    const linesOf = (file: string): readonly string[] | undefined => {
      if (!texts.has(file)) texts.set(file, read(file)?.split(/\r\n|\r|\n/));
      return texts.get(file);
    };
    const problems = problemsOf(report);
    for (const line of problems.flatMap((problem) => problemLines(problem, linesOf))) styled(line, isColoured);
    const loudest = SEVERITIES.find((severity) => problems.some((problem) => problem.severity === severity));
    styled([{ text: summary(report), style: loudest ?? 'fixed' }], isColoured);
  },
};

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

type Lines = (file: string) => readonly string[] | undefined;

function problemLines(problem: DiagnosticReport, linesOf: Lines): readonly Line[] {
  const { severity, code, message, related, fixes } = problem;
  const shown = related.slice(0, SHOWN_PLACES);
  const others = related.slice(SHOWN_PLACES);
  const width = Math.max(...[problem, ...shown].map(({ range }) => String(range.end.line + 1).length));
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

interface Look {
  readonly mark: '^' | '-';
  readonly style: Style;
  readonly label?: string;
}

function placeLines(place: PlaceJson, linesOf: Lines, width: number, look: Look): readonly Line[] {
  const { label, mark, style } = look;
  const head: Piece[] = [{ text: `${' '.repeat(width)}--> `, style: 'frame' }, { text: at(place) }];
  const lines = linesOf(place.file);
  if (lines === undefined) return [label === undefined ? head : [...head, { text: `: ${label}` }]];
  return [head, ...excerpt({ lines, range: place.range, mark, style, ...(label !== undefined && { label }) }, width)];
}

/** A last word below the excerpts. */
const said = (width: number, word: string, content: string, style: Style = 'strong'): Line => [
  { text: `${' '.repeat(width)} = `, style: 'frame' },
  { text: word, style },
  { text: `: ${content}` },
];
