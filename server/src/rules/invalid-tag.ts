// invalid-tag: a tag that an attribute-tagged union does not have, and tags of the system
// that its label cannot contain.

import type { Analysis } from '../analysis/analysis';
import type { InvalidValue } from '../analysis/checks/invalid-value';
import { type BadLabel, badLabels } from '../analysis/checks/system-label';
import { describeValue } from '../analysis/describe';
import { closest } from '../base/closest';
import { force } from '../eval/thunk';
import type { AttrsValue } from '../eval/values';
import { l10n } from '../protocol/l10n';
import { dotted, printString } from '../syntax/print';
import { type Finding, type Fix, finding } from './engine/finding';
import { invalidValueFindings, outcomeOf, tagsOf } from './engine/invalid-value-findings';
import { byPlace, soleSpecialisation } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/invalid-tag';

export const invalidTag: Rule = {
  code: 'invalid-tag',
  page: PAGE,
  check: (analysis) => [
    ...invalidValueFindings(
      analysis,
      (fault) => tagsOf(fault) !== undefined && force(fault.slot).kind === 'attrs',
      unionWords,
    ),
    ...labelFindings(analysis),
  ],
};

function unionWords(fault: InvalidValue): ReturnType<Parameters<typeof invalidValueFindings>[2]> {
  const tags = tagsOf(fault) ?? new Map<string, unknown>();
  const value = force(fault.slot) as AttrsValue;
  const names = [...value.entries.keys()];
  const option = `\`${dotted(fault.path)}\``;
  const known = [...tags.keys()].map((tag) => `\`${tag}\``).join(', ');
  const wrong = names.find((name) => !tags.has(name));
  if (names.length !== 1 || wrong === undefined) {
    const given = names.length === 0 ? l10n.t('none') : names.map((name) => `\`${name}\``).join(` ${l10n.t('and')} `);
    return {
      code: 'invalid-tag',
      message: l10n.t(
        '{0} takes exactly one tag, and here is {1}: {2}. The tags are {3}.',
        option,
        given,
        outcomeOf(fault),
        known,
      ),
    };
  }
  const near = closest(wrong, [...tags.keys()]);
  const origin = value.entries.get(wrong)?.origin;
  const span = origin?.name ?? origin?.key;
  const place = origin && span && { file: origin.file, start: span.start, end: span.end };
  const fix: Fix | undefined =
    near === undefined || place === undefined
      ? undefined
      : {
          title: l10n.t('Change `{0}` to `{1}`', wrong, near),
          kind: 'rename',
          preferred: true,
          edits: [{ ...place, newText: near }],
        };
  return {
    code: 'invalid-tag',
    message:
      near === undefined
        ? l10n.t('{0} has no tag `{1}`: {2}. The tags are {3}.', option, wrong, outcomeOf(fault), known)
        : l10n.t(
            '{0} has no tag `{1}`; did you mean `{2}`? As it is, {3}. The tags are {4}.',
            option,
            wrong,
            near,
            outcomeOf(fault),
            known,
          ),
    ...(place === undefined ? {} : { place }),
    fixes: () => [fix],
  };
}

function labelFindings(analysis: Analysis): readonly Finding[] {
  const bad = analysis.systems.flatMap(badLabels);
  return byPlace(bad, ({ place }) => place).map(({ items: group }) => {
    const [first] = group;
    return finding(first.place, analysis, {
      code: 'invalid-tag',
      severity: group.some(({ certain }) => certain) && !analysis.entryPoint.fragment ? 'error' : 'warning',
      message: labelMessage(first),
      specialisation: soleSpecialisation(group),
      option: first.option,
      fixes: () => [labelFix(first)],
    });
  });
}

const labelMessage = ({ option, slot }: BadLabel): string =>
  l10n.t(
    "{0} cannot be part of the system's label: that takes letters, digits and `:`, `_`, `.`, `-` only. " +
      '`{1}` puts it there, so the system does not evaluate.',
    describeValue(force(slot)),
    option,
  );

/** Hyphens for what a label cannot contain. */
function labelFix({ slot, expr, place }: BadLabel): Fix | undefined {
  const value = force(slot);
  if (value.kind !== 'string' || expr === undefined) return undefined;
  const text = value.text.replace(/[^a-zA-Z0-9:_.-]+/g, '-').replace(/^-+|-+$/g, '');
  if (text === '') return undefined;
  const edit = { file: place.file, start: expr.start, end: expr.end, newText: printString(text) };
  return { title: l10n.t('Write `{0}`', printString(text)), kind: 'rewrite', preferred: true, edits: [edit] };
}
