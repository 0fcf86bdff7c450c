// set-of-options: a value is given to a set of options, as in `services.printing = true`.

import type { Analysis } from '../analysis/analysis';
import type { OptionBelow } from '../analysis/checks/options-below';
import { type BadValue, shapesIn } from '../analysis/checks/shapes';
import { describeValue } from '../analysis/describe';
import type { NonEmpty } from '../base/group-by';
import type { Location } from '../base/span';
import { isPackage } from '../eval/packages';
import { force } from '../eval/thunk';
import type { Origin, Value } from '../eval/values';
import { isNewerThanTable, isOptionSince } from '../options/changed-types';
import { l10n } from '../protocol/l10n';
import { stripParens } from '../syntax/ast';
import { dotted } from '../syntax/print';
import { type Finding, type Fix, finding } from './engine/finding';
import { willNotEvaluate } from './engine/outcomes';
import { byPlace, keyPlace, soleSpecialisation } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/set-of-options';

export const setOfOptions: Rule = {
  code: 'set-of-options',
  page: PAGE,
  check: (analysis) =>
    byPlace(
      analysis.systems.flatMap((system) => shapesIn(system).values.filter((value) => !isNewOption(value, analysis))),
      ({ origin }) => keyPlace(origin),
    ).map(({ place, items }) => findingAt(place, items, analysis)),
};

/** Whether the release that is locked has made an option of the set. */
const isNewOption = ({ path, isTabled }: BadValue, analysis: Analysis): boolean =>
  isTabled && isOptionSince(analysis.entryPoint.kind, path, analysis.lockedFor());

/** The option that was meant, and the value that says the same there where it is another one. */
interface Meant {
  readonly below: readonly string[];
  readonly value?: string;
}

function findingAt(place: Location, values: NonEmpty<BadValue>, analysis: Analysis): Finding {
  const [bad] = values;
  const { path, slot, origin } = bad;
  const meant = meantBy(bad);
  const option = dotted(path);
  const { fragment, kind } = analysis.entryPoint;
  const mayBeOption = isNewerThanTable(kind, analysis.lockedFor());
  const isCertain =
    values.some(({ proof, isTabled }) => proof === 'certain' && !(isTabled && mayBeOption)) && !fragment;
  return finding(place, analysis, {
    code: 'set-of-options',
    severity: isCertain ? 'error' : 'warning',
    message: l10n.t(
      '`{0}` is a set of options, so it cannot be {1}{2}: {3}.',
      option,
      describeValue(force(slot)),
      meantText(path, meant, bad),
      willNotEvaluate(values, analysis, isCertain),
    ),
    specialisation: soleSpecialisation(values),
    option,
    fixes: () => [meant && changeFix(meant, path, origin)],
  });
}

/**
 * The switch for `true` and `false`; `package` for a package; what a text names; else the only option that takes the
 * value, where it cannot be one further down.
 */
function meantBy({ slot, below: options }: BadValue): Meant | undefined {
  const value = force(slot);
  const below = options();
  if (value.kind === 'bool')
    return below.some(({ name, takes }) => name === 'enable' && takes(value)) ? { below: ['enable'] } : undefined;
  if (value.kind === 'string' && below.some(({ name, hasSwitch }) => name === value.text && hasSwitch))
    return { below: [value.text, 'enable'], value: 'true' };
  if (isPackage(value))
    return below.some(({ name, takes }) => name === 'package' && takes(value)) ? { below: ['package'] } : undefined;
  const [only, ...others] = fitting(below, value);
  return only === undefined || others.length > 0 || below.some(({ isOption }) => !isOption)
    ? undefined
    : { below: [only.name] };
}

/** Which options take a text, a number or a list says something of what was meant; of other values it does not. */
const fitting = (below: readonly OptionBelow[], value: Value): readonly OptionBelow[] =>
  value.kind === 'string' || value.kind === 'int' || value.kind === 'float' || value.kind === 'list'
    ? below.filter(({ takes }) => takes(value))
    : [];

/** More names than these are no help. */
const MOST = 4;

function meantText(path: readonly string[], meant: Meant | undefined, { slot, below }: BadValue): string {
  if (meant !== undefined) {
    const value = meant.value === undefined ? '' : ` = ${meant.value}`;
    return l10n.t(' (did you mean {0}?)', `\`${dotted([...path, ...meant.below])}${value}\``);
  }
  const names = fitting(below(), force(slot)).map(({ name }) => `\`${dotted([...path, name])}\``);
  if (names.length === 0 || names.length > MOST) return '';
  return names.length === 1
    ? l10n.t(' (did you mean {0}?)', names.join(''))
    : l10n.t(' (did you mean one of {0}?)', names.join(', '));
}

/** The missing names behind those that are written; another value only where it stands there as a plain text. */
function changeFix(
  { below, value }: Meant,
  path: readonly string[],
  { file, name, value: written, inherited }: Origin,
): Fix | undefined {
  if (name === undefined || inherited) return undefined;
  const edits = [{ file, start: name.end, end: name.end, newText: `.${dotted(below)}` }];
  const inner = stripParens(written);
  if (value !== undefined) {
    if (inner.kind !== 'string') return undefined;
    edits.push({ file, start: inner.start, end: inner.end, newText: value });
  }
  return { title: l10n.t('Set `{0}`', dotted([...path, ...below])), kind: 'rename', preferred: true, edits };
}
