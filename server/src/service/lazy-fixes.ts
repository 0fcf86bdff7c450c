// Findings as they are kept. Their fixes are made when somebody asks, from an analysis made anew; keeping the one they
// come from would keep every value of every system.
import type { Finding, Fix } from '../rules/engine/finding';
import type { EntryResult } from './entry-work';

/** The same findings; `fixes` gives those of all of them, in order. */
export function withLazyFixes(
  findings: readonly Finding[],
  fixes: () => readonly (readonly Fix[])[],
): readonly Finding[] {
  return findings.map((finding, index) => ({ ...finding, fixes: () => fixes()[index] ?? [] }));
}

/** The same findings with their fixes, made from the analysis that is at hand. */
export function withFixesMade(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => {
    const fixes = finding.fixes();
    return { ...finding, fixes: () => fixes };
  });
}

/** A result whose findings have none: what is kept to be put at other places, and given fixes there. */
export const withoutFixes = (result: EntryResult): EntryResult => ({
  ...result,
  checked: result.checked.map((checked) => ({
    ...checked,
    findings: checked.findings.map((finding) => ({ ...finding, fixes: () => NONE })),
  })),
});

const NONE: readonly Fix[] = [];
