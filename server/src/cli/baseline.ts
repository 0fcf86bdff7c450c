// Problems that are known and to be left alone: `baseline` writes them down, `check --baseline` leaves them out.
import { bytesAt, corePath } from '../host/reading';
import { UserError } from './command';
import { problemsOf } from './formats/summary';
import type { DiagnosticReport, Report } from './report';

export const BASELINE_HELP =
  '--baseline FILE                 leave out the problems that FILE knows ("baseline" writes one)';

/** What a file holds: for people the rule, file and message, for the program the fingerprint. */
interface Baseline {
  readonly version: 1;
  readonly problems: readonly Pick<DiagnosticReport, 'fingerprint' | 'code' | 'file' | 'message'>[];
}

/** The text of a baseline of all that is reported. */
export function baselineText(report: Report): string {
  const problems = problemsOf(report).map(({ fingerprint, code, file, message }) => ({
    fingerprint,
    code,
    file,
    message,
  }));
  return JSON.stringify({ version: 1, problems } satisfies Baseline, null, 2);
}

/** The fingerprints in a baseline; fails where the file is none. */
export function readBaseline(file: string): ReadonlySet<string> {
  const bytes = bytesAt(corePath(file));
  if (bytes === undefined) throw new UserError(`--baseline: cannot be read: ${file}`);
  try {
    const { version, problems }: Partial<Baseline> = JSON.parse(new TextDecoder().decode(bytes));
    if (version === 1 && Array.isArray(problems))
      return new Set(problems.map(({ fingerprint }) => String(fingerprint)));
  } catch {
    // Said below.
  }
  throw new UserError(`--baseline: ${file} is no baseline; "nixos-specialisations baseline" writes one`);
}

/**
 * The report without what is known. A problem is known with all its sides. @param unused is told how many entries of
 * the baseline are about nothing any more.
 */
export function withoutKnown(report: Report, known: ReadonlySet<string>, unused: (count: number) => void): Report {
  const isKnown = ({ fingerprint }: DiagnosticReport): boolean => known.has(fingerprint);
  const gone = problemsOf(report).filter(isKnown);
  const found = new Set(report.diagnostics.map(({ fingerprint }) => fingerprint));
  const left = [...known].filter((fingerprint) => !found.has(fingerprint)).length;
  if (left > 0) unused(left);
  return {
    ...report,
    known: gone.length,
    diagnostics: report.diagnostics.filter((one) => !isKnown(one) && !gone.some((problem) => isSideOf(one, problem))),
  };
}

/** Whether it tells of the same problem from another place. */
const isSideOf = (one: DiagnosticReport, problem: DiagnosticReport): boolean =>
  one.otherSide === true && one.code === problem.code && one.option === problem.option && one.root === problem.root;
