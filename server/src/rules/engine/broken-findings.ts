// Findings of the rules about what certainly fails: each place once, for all options and
// specialisations that come to nothing by it.

import type { Analysis } from '../../analysis/analysis';
import { type Broken, brokenIn, sitePlace } from '../../analysis/checks/broken';
import type { NonEmpty } from '../../base/group-by';
import type { ErrorValue } from '../../eval/values';
import { dotted } from '../../syntax/print';
import { type Finding, type FindingParts, finding, type Severity } from './finding';
import { byPlace, soleSpecialisation } from './places';

type Words = Pick<FindingParts, 'code' | 'message' | 'fixes' | 'related'>;

export function brokenFindings<E extends ErrorValue>(
  analysis: Analysis,
  concerns: (error: ErrorValue, broken: Broken) => error is E,
  say: (error: E, broken: Broken, isRead: boolean) => Words,
): readonly Finding[] {
  const all = analysis.systems.flatMap(brokenIn).flatMap((broken) => {
    const { error } = broken;
    return concerns(error, broken) ? [{ ...broken, error }] : [];
  });
  return byPlace(all, ({ error, place }) => sitePlace(error.site) ?? place).map(({ place, items }) => {
    const [first] = items;
    const paths = new Set(items.map(({ path }) => path && dotted(path)));
    const [path] = paths.size === 1 ? paths : [];
    const isRead = items.some(({ declared }) => !declared);
    return finding(place, analysis, {
      ...say(first.error, first, isRead),
      severity: severityOf(items, analysis),
      specialisation: soleSpecialisation(items),
      ...(path === undefined ? {} : { option: path }),
    });
  });
}

/** An option of the configuration's own fails only if somebody reads it. */
function severityOf(items: NonEmpty<Broken>, { entryPoint }: Analysis): Severity {
  return items.some(({ proof, declared }) => proof === 'certain' && !declared) && !entryPoint.fragment
    ? 'error'
    : 'warning';
}
