// Findings as they are kept. Their fixes are made when somebody asks, from an analysis made anew; keeping the one they
// come from would keep every value of every system.
import type { Finding, Fix } from '../rules/engine/finding';
import type { EntryResult } from './entry-work';
import type { Evaluated } from './evaluated';
import type { Evaluator } from './evaluator';
import type { Candidate } from './tracked';

/** The same result; `fixes` gives those of all its findings, in order. */
export const withLazyFixes = (
  result: EntryResult,
  fixes: () => readonly (readonly (readonly Fix[])[])[],
): EntryResult => withFixes(result, (_, checked, index) => () => fixes()[checked]?.[index] ?? NONE);

/** The same result with its fixes, made from the analysis that is at hand. */
export const withFixesMade = (result: EntryResult): EntryResult =>
  withFixes(result, (finding) => {
    const fixes = finding.fixes();
    return () => fixes;
  });

/** The fixes of all that the rules find in analyses, in order. */
export const fixesIn = (
  evaluated: Evaluated,
  candidate: Candidate,
  evaluator: Evaluator,
): readonly (readonly (readonly Fix[])[])[] =>
  evaluated.analyses.map((analysis) =>
    evaluator
      .checks(analysis)
      .flatMap((check) => evaluator.ask(candidate, evaluated, () => check().map(({ fixes }) => fixes()), false).answer),
  );

/** A result whose findings have none: what is kept to be put at other places, and given fixes there. */
export const withoutFixes = (result: EntryResult): EntryResult => withFixes(result, () => () => NONE);

function withFixes(
  result: EntryResult,
  fixesOf: (finding: Finding, checked: number, index: number) => Finding['fixes'],
): EntryResult {
  const checked = result.checked.map((each, at) => ({
    ...each,
    findings: each.findings.map((finding, index) => ({ ...finding, fixes: fixesOf(finding, at, index) })),
  }));
  return { ...result, checked };
}

const NONE: readonly Fix[] = [];
