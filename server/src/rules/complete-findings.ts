// What NixOS itself says of a whole system, as findings: assertions that do not hold and warnings, at the definitions
// of the user that they are about.
import type { Analysis } from '../analysis/analysis';
import { sitesOf } from '../analysis/specialisation-sites';
import type { NonEmpty } from '../base/group-by';
import type { Location } from '../base/span';
import { isSomeones } from '../eval/store';
import type { RawDefinition } from '../modules/definition';
import type { System } from '../modules/system';
import { l10n } from '../protocol/l10n';
import type { CompleteReport } from '../release/complete-report';
import { type FailureKind, failureKind } from '../release/failure-kind';
import type { Said } from '../release/said';
import { dotted } from '../syntax/print';
import { type Finding, finding, type Severity } from './engine/finding';
import { oneLine } from './engine/one-line';
import { willNotEvaluate } from './engine/outcomes';
import { byPlace, keyPlace, soleSpecialisation } from './engine/places';

/** What is said of one of the systems of an analysis. */
interface Saying {
  readonly system: System;
  readonly said: Said;
  /** The definitions of the user that it is about, the likeliest first. */
  readonly about: readonly Location[];
  readonly place: Location;
}

/**
 * The findings of an analysis.
 * @param isWhole nothing was left out: what fails, fails.
 */
export function completeFindings(
  analysis: Analysis,
  reports: readonly CompleteReport[],
  isWhole: boolean,
): readonly Finding[] {
  const { base } = analysis;
  const severity: Severity = isWhole ? 'error' : 'warning';
  const failed = sayings(analysis, reports, ({ failed: all }) => all);
  const warned = sayings(analysis, reports, ({ warnings }) => warnings);
  const whole = reports.find(({ name }) => name === null);
  const saidOfBase = new Set([...(whole?.failures ?? []), ...(whole?.broken ?? []).map(({ message }) => message)]);
  const broken = reports.flatMap(({ name, failures }): readonly Finding[] => {
    const system = systemOf(base, name);
    const place = system && placeOfSystem(system, analysis);
    if (system === undefined || place === undefined) return [];
    return failures
      .filter((failure) => name === null || !saidOfBase.has(failure))
      .map((failure) =>
        finding(place, analysis, {
          code: 'failing-value',
          severity,
          message: l10n.t('{0} does not evaluate it: {1}', nameOf(analysis), oneLine(failure)),
          specialisation: name,
        }),
      );
  });
  return [
    ...broken,
    ...brokenOptions(analysis, reports, severity),
    ...byPlace(failed, ({ place }) => place).flatMap(({ items }) =>
      merged(items).map((same) => failure(same, analysis, severity)),
    ),
    ...byPlace(warned, ({ place }) => place).flatMap(({ items }) =>
      merged(items).map((same) => warning(same, analysis)),
    ),
  ];
}

/** Options that have no value as soon as NixOS's own modules take part: mostly, both define them. */
function brokenOptions(analysis: Analysis, reports: readonly CompleteReport[], severity: Severity): readonly Finding[] {
  const base = reports.find(({ name }) => name === null)?.broken ?? [];
  const isKnown = (path: readonly string[]): boolean => base.some((option) => dotted(option.path) === dotted(path));
  return reports.flatMap(({ name, broken }) =>
    broken
      .filter(({ path }) => name === null || !isKnown(path))
      .flatMap(({ path, message, isFatal }): readonly Finding[] => {
        const system = systemOf(analysis.base, name);
        const about = system === undefined ? [] : definitionsOf(system, path);
        const [first = undefined, ...others] = about.map(({ place }) => place);
        if (system === undefined || first === undefined) return [];
        const kind = failureKind(message);
        return [
          finding(first, analysis, {
            code: CODES[kind],
            severity: isFatal ? severity : 'warning',
            message: l10n.t(
              'With the modules of {0}, `{1}` has no value: {2}',
              nameOf(analysis),
              dotted(path),
              oneLine(message),
            ),
            specialisation: name,
            option: dotted(path),
            related: others.map((place) => ({ ...place, message: l10n.t('defined here, too') })),
          }),
        ];
      }),
  );
}

const CODES: Readonly<Record<FailureKind, string>> = {
  conflict: 'option-conflict',
  'type-error': 'wrong-type',
  'read-only': 'read-only-option',
  unset: 'failing-value',
  other: 'failing-value',
};

/**
 * What of it the quick check did not find: it is left out where that found the same assertion, something wrong with the
 * same option, or why nothing evaluates.
 */
export function newFindings(quick: readonly Finding[], whole: readonly Finding[]): readonly Finding[] {
  const isError = quick.some(({ severity }) => severity === 'error');
  return whole.filter(
    ({ code, message, option }) =>
      !(code === 'failing-value' && isError) &&
      !quick.some(
        (known) =>
          (known.code === code && (sharesText(known.message, message) || isOf(known, option))) ||
          (known.severity === 'error' && isOf(known, option)),
      ),
  );
}

/** Whether a finding is about an option; of assertions and warnings there are many. */
const isOf = ({ option }: Finding, other: string | null): boolean =>
  other !== null && option === other && other !== 'assertions' && other !== 'warnings';

/** The quick check words an assertion its own way, with its text in it. */
function sharesText(quick: string, whole: string): boolean {
  const text = whole.replace(/ \([^()]*\)$/, '');
  return text !== '' && quick.includes(text);
}

/** What is said at one place in the same words. */
function merged(items: NonEmpty<Saying>): readonly NonEmpty<Saying>[] {
  const groups = new Map<string, [Saying, ...Saying[]]>();
  for (const item of items) {
    const known = groups.get(item.said.message);
    if (known === undefined) groups.set(item.said.message, [item]);
    else known.push(item);
  }
  return [...groups.values()];
}

function failure(items: NonEmpty<Saying>, analysis: Analysis, severity: Severity): Finding {
  const [{ said, place }] = items;
  return finding(place, analysis, {
    code: 'failed-assertion',
    severity,
    message: l10n.t('{0} ({1})', oneLine(said.message), willNotEvaluate(items, analysis, severity === 'error')),
    specialisation: soleSpecialisation(items),
    option: 'assertions',
    related: relatedTo(items, analysis),
  });
}

function warning(items: NonEmpty<Saying>, analysis: Analysis): Finding {
  const [{ said, place }] = items;
  return finding(place, analysis, {
    code: 'nixos-warning',
    severity: 'information',
    message: oneLine(said.message),
    specialisation: soleSpecialisation(items),
    option: 'warnings',
    related: relatedTo(items, analysis),
  });
}

function relatedTo(items: NonEmpty<Saying>, analysis: Analysis): Finding['related'] {
  const [{ said, about, place }] = items;
  const others = about.filter((one) => one.file !== place.file || one.start !== place.start);
  return [
    ...others.map((one) => ({ ...one, message: l10n.t('it depends on this, too') })),
    ...(said.written === undefined
      ? []
      : [{ ...said.written, message: l10n.t('where {0} says so', nameOf(analysis)) }]),
  ];
}

const nameOf = ({ entryPoint }: Analysis): string => (entryPoint.kind === 'nixos' ? 'NixOS' : 'Home Manager');

/** A specialisation answers for what its base does not say, too. */
function sayings(
  analysis: Analysis,
  reports: readonly CompleteReport[],
  of: (report: CompleteReport) => readonly Said[],
): readonly Saying[] {
  const base = reports.find(({ name }) => name === null);
  const known = new Set(base === undefined ? [] : of(base).map(({ message }) => message));
  return reports.flatMap((report) => {
    const system = systemOf(analysis.base, report.name);
    if (system === undefined) return [];
    return of(report)
      .filter(({ message }) => report.name === null || !known.has(message))
      .flatMap((said): readonly Saying[] => {
        const about = said.reads.flatMap((path) => definitionsOf(system, path));
        const own = report.name === null ? about : about.filter(({ isAdded }) => isAdded);
        const place = own[0]?.place ?? placeOfSystem(system, analysis);
        return place === undefined ? [] : [{ system, said, about: about.map((one) => one.place), place }];
      });
  });
}

const systemOf = (base: System, name: string | null): System | undefined =>
  name === null ? base : base.specialised.find((system) => system.name === name);

/** Where somebody wrote definitions of an option, or of the nearest one around it that he defines. */
function definitionsOf(
  { evaluation }: System,
  path: readonly string[],
): readonly { readonly place: Location; readonly isAdded: boolean }[] {
  for (let length = path.length; length > 1 || length === path.length; length--) {
    const raws = evaluation.raws(path.slice(0, length));
    const written = raws.flatMap((raw) => placed(raw));
    if (written.length > 0 || length <= 1) return written;
  }
  return [];
}

function placed({ module, entry: { origin } }: RawDefinition): readonly { place: Location; isAdded: boolean }[] {
  return origin === undefined || !isSomeones(origin.file)
    ? []
    : [{ place: keyPlace(origin), isAdded: module.scope === 'specialisation' }];
}

/** The name of a specialisation; of a base the file that it starts at. */
function placeOfSystem({ entry }: System, { entryPoint }: Analysis): Location | undefined {
  const [site] = entry === undefined ? [] : sitesOf(entry.merged);
  return site?.location ?? { file: entryPoint.entry, start: 0, end: 0 };
}
