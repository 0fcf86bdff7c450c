// failing-value: a value that is read throws, aborts, or fails in another way.

import type { Analysis } from '../analysis/analysis';
import { type Broken, sitePlace } from '../analysis/checks/broken';
import { type FailingValue, failingValues } from '../analysis/checks/failing-values';
import { covers, type Location, touches } from '../base/span';
import type { NotAFunction } from '../eval/errors';
import type { ErrorValue } from '../eval/values';
import { callsNoFunction } from '../lexical/no-function';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding } from './engine/finding';
import { quotedLine } from './engine/one-line';
import { willNotEvaluate } from './engine/outcomes';
import { byPlace, soleSpecialisation } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/failing-value';

export const failingValue: Rule = {
  code: 'failing-value',
  page: PAGE,
  check: (analysis, sources) =>
    byPlace(
      failingValues(analysis, sources, (error) => isCertainCall(error, sources)).filter(
        (failing) => !isUnfinished(failing, sources),
      ),
      ({ first }) => placeOf(first),
    ).map(({ place, items: [failing] }) => findingAt(place, failing, analysis)),
};

/** Whether the text says that what is called is no function; of what is imported, another rule tells. */
function isCertainCall({ site, taken }: NotAFunction, sources: SourceTexts): boolean {
  const tree = site && sources.parse(site.unit.file);
  return tree !== undefined && site?.expr.kind === 'apply' && callsNoFunction(site.expr, taken, tree.root);
}

/** Whether somebody is typing what fails, or the definition that comes to nothing by it. */
function isUnfinished({ error, first: { place, value } }: FailingValue, sources: SourceTexts): boolean {
  const written = place && value && { file: place.file, start: place.start, end: value.end };
  return [written, sitePlace(error.site)].some((at) => at !== undefined && touchesError(at, sources));
}

function touchesError(at: Location, sources: SourceTexts): boolean {
  const errors = sources.parse(at.file)?.errors ?? [];
  // Where they stand is nothing but what the text says.
  return (
    errors.length > 0 &&
    sources.read(at.file) !== undefined &&
    errors.some(({ start, end }) => touches(at, start) || touches(at, end))
  );
}

/** The definition; where there is none, what fails. */
const placeOf = ({ place, error }: Broken): Location | undefined => place ?? sitePlace(error.site);

function findingAt(place: Location, { error, first, readers }: FailingValue, analysis: Analysis): Finding {
  const isCertain = readers.some(({ proof }) => proof === 'certain') && !analysis.entryPoint.fragment;
  const subject = first.path === undefined ? l10n.t('This') : `\`${dotted(first.path)}\``;
  return finding(place, analysis, {
    code: 'failing-value',
    severity: isCertain ? 'error' : 'warning',
    message: l10n.t('{0}: {1}.', wordsFor(error, subject), willNotEvaluate(readers, analysis, isCertain)),
    specialisation: soleSpecialisation(readers),
    ...(first.path === undefined ? {} : { option: dotted(first.path) }),
    related: relatedOf(place, { error, first, readers }),
  });
}

function wordsFor({ code, message }: ErrorValue, subject: string): string {
  const shown = quotedLine(message);
  switch (code) {
    case 'throw':
      return l10n.t('{0} throws {1}', subject, shown);
    case 'abort':
      return l10n.t('{0} aborts with {1}', subject, shown);
    case 'assert':
      return l10n.t('{0} has an `assert` that does not hold', subject);
    default:
      return l10n.t('{0} fails with {1}', subject, shown);
  }
}

/** Most readers that are named. */
const MOST = 5;

function relatedOf(place: Location, { error, first, readers }: FailingValue): Finding['related'] {
  const site = sitePlace(error.site);
  const isHere =
    site !== undefined &&
    site.file === place.file &&
    (covers(site, place) || (first.value && covers(first.value, site)));
  const others = readers.filter((reader) => reader.place !== undefined && reader.place.start !== place.start);
  return [
    ...(site === undefined || isHere ? [] : [{ ...site, message: l10n.t('fails here') }]),
    ...byPlace(others, (reader) => reader.place)
      .slice(0, MOST)
      .map((reader) => ({ ...reader.place, message: l10n.t('`{0}` needs it', dotted(reader.items[0].path ?? [])) })),
  ];
}
