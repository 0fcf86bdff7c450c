// What is wrong, as tools tell it: each finding by its fingerprint, which stays the same though lines move.
import type { Finding, Severity } from '../rules/engine/finding';
import { worded } from '../rules/engine/wording';
import type { Snapshot } from '../service/api';
import { linesOf, withFingerprints } from '../service/fingerprint';
import { Positions, type Range } from '../service/positions';
import { atMost, type placesIn, type Seen } from './seen';
import type { Data } from './visible-data';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export interface Known {
  readonly finding: Finding;
  readonly fingerprint: string;
  readonly range: Range;
}

/** All findings of a snapshot. */
export function knownFindings({ findings }: Snapshot, seen: Seen): readonly Known[] {
  const positions = new Positions(seen.read);
  const marked = findings.map((finding) => {
    const { code, file, option, specialisation } = finding;
    return { code, file, option, specialisation, range: positions.range(finding), finding };
  });
  return withFingerprints(marked, linesOf(seen.read), seen.known);
}

const MOST_RELATED = 10;

export function findingData({ finding, fingerprint }: Known, place: ReturnType<typeof placesIn>): Data {
  const { code, severity, host, specialisation, option, related, isOtherSide } = finding;
  const { items, leftOut } = atMost(related, MOST_RELATED);
  return {
    fingerprint,
    code,
    severity,
    ...place(finding),
    message: worded(finding, (named) => Number(place(named).line)),
    ...(host !== null && { host }),
    ...(specialisation !== null && { specialisation }),
    ...(option !== null && { option }),
    // The same problem is found, and counted, at another place.
    ...(isOtherSide === true && { otherSide: true }),
    ...(items.length > 0 && { related: items.map((other) => ({ ...place(other), message: other.message })) }),
    ...(leftOut > 0 && { relatedLeftOut: leftOut }),
  };
}
