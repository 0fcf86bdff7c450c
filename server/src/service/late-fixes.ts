// Findings as they are kept: data. Their fixes are made when somebody asks, from an analysis made anew; keeping the one they come from would keep
// every value of every system.
import { dataOf, type Finding, type Fix, withFixes } from '../rules/finding';

/** The same findings; `fixes` gives those of all of them, in order. */
export function withLateFixes(findings: readonly Finding[], fixes: () => readonly (readonly Fix[])[]): readonly Finding[] {
  return findings.map((finding, index) => withFixes(dataOf(finding), () => fixes()[index] ?? []));
}
