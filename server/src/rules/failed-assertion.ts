// failed-assertion: an element of `assertions` does not hold.

import type { Analysis } from '../analysis/analysis';
import { type FailedAssertion, failedAssertions } from '../analysis/checks/failed-assertions';
import type { NonEmpty } from '../base/group-by';
import type { Location } from '../base/span';
import { isSomeones } from '../eval/store';
import { l10n } from '../protocol/l10n';
import { type Finding, finding } from './engine/finding';
import { quotedLine } from './engine/one-line';
import { willNotEvaluate } from './engine/outcomes';
import { byPlace, soleSpecialisation } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/failed-assertion';

export const failedAssertion: Rule = {
  code: 'failed-assertion',
  page: PAGE,
  check: (analysis, sources) =>
    byPlace(failedAssertions(analysis, sources), placeOf).map(({ place, items }) => findingAt(place, items, analysis)),
};

/** What breaks it is what can be mended, above all where somebody else has written the assertion. */
const placeOf = ({ written, brokenBy }: FailedAssertion): Location | undefined => brokenBy ?? written;

function findingAt(place: Location, found: NonEmpty<FailedAssertion>, analysis: Analysis): Finding {
  const isCertain = found.some(({ proof }) => proof === 'certain') && !analysis.entryPoint.fragment;
  const messages = [...new Set(found.map(wordsFor))];
  return finding(place, analysis, {
    code: 'failed-assertion',
    severity: isCertain ? 'error' : 'warning',
    message: l10n.t('{0}: {1}.', messages.join('; '), willNotEvaluate(found, analysis, isCertain)),
    specialisation: soleSpecialisation(found),
    option: 'assertions',
    related: byPlace(found, ({ written, brokenBy }) =>
      brokenBy && written && isSomeones(written.file) ? written : undefined,
    ).map((at) => ({ ...at.place, message: l10n.t('the assertion') })),
  });
}

function wordsFor({ message, failure }: FailedAssertion): string {
  if (message === undefined)
    return failure === undefined
      ? l10n.t('An assertion does not hold')
      : l10n.t('An assertion fails itself with {0}', quotedLine(failure));
  const says = quotedLine(message);
  return failure === undefined
    ? l10n.t('The assertion {0} does not hold', says)
    : l10n.t('The assertion {0} fails itself with {1}', says, quotedLine(failure));
}
