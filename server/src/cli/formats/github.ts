// Workflow commands, which GitHub shows beside the lines of a change
// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
import type { Severity } from '../../rules/engine/finding';
import type { DiagnosticReport } from '../report';
import type { Format } from './format';
import { at } from './place';
import { problemsOf, summary } from './summary';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

export const github: Format = {
  name: 'github',
  hasFixes: false,
  print(report, { command, out }) {
    for (const problem of problemsOf(report)) command(annotation(problem));
    out(summary(report));
  },
};

function annotation(problem: DiagnosticReport): string {
  const { severity, code, message, file, range, related } = problem;
  const { start, end } = range;
  const isOneLine = start.line === end.line;
  const properties = {
    file,
    line: start.line + 1,
    endLine: end.line + 1,
    // Columns are taken for one line only; the end is the last one, not the one behind it.
    ...(isOneLine && { col: start.character + 1, endColumn: Math.max(end.character, start.character + 1) }),
    title: code,
  };
  const where = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  const text = [message, ...related.map((place) => `${at(place)}: ${place.message}`)].join('\n');
  return `::${COMMANDS[severity]} ${where.join(',')}::${data(text)}`;
}

/** As GitHub's own toolkit escapes it. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
