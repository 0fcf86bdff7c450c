// The part of what was found that is about some of the systems.
import type { SystemSummary } from '../analysis/reports/summary';
import type { Finding } from '../rules/engine/finding';

/** The findings that are about one of the systems. */
export const findingsAbout = (findings: readonly Finding[], systems: readonly SystemSummary[]): readonly Finding[] =>
  findings.filter((finding) => systems.some((system) => isAbout(finding, system)));

/** By its files, too: what several hosts share is found once and bears the name of one. */
function isAbout(finding: Finding, { files, entry, host }: SystemSummary): boolean {
  if (finding.root === entry && finding.host === host) return true;
  return [finding, ...finding.related].every((place) => files.includes(place.file));
}
