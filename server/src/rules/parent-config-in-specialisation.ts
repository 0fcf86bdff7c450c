// parent-config-in-specialisation: the body of a specialisation reads `config` or `pkgs` of the module around it, which
// are the base system's, although the specialisation changes what it reads.

import type { Analysis } from '../analysis/analysis';
import { type ChangedValue, changedValue, packagesAddedBy } from '../analysis/checks/changed-values';
import type { NonEmpty } from '../base/group-by';
import { type Body, bodiesOf, isOfOwnConcern, type ParentRead, parentReads } from '../lexical/parent-reads';
import type { System } from '../modules/system';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { byPlace, distinctNames, inRow, inSpecialisations, soleName, theBases } from './engine/places';
import type { Rule } from './engine/rule';
import { importAsModule } from './fixes/import-as-module';
import { makeFunction } from './fixes/make-function';
import { PAGE } from './pages/parent-config-in-specialisation';

const CODE = 'parent-config-in-specialisation';

/** A read of something that the specialisation certainly changes. */
interface Stale {
  readonly specialisation: System;
  readonly body: Body;
  readonly read: ParentRead;
  /** Undefined for a package. */
  readonly change: ChangedValue | undefined;
}

export const parentConfigInSpecialisation: Rule = {
  code: CODE,
  page: PAGE,
  check: (analysis, sources) => {
    const bodies = bodiesOf(analysis.base.specialised, sources);
    const stale = [...bodies].flatMap(([specialisation, its]) => staleIn(specialisation, its, sources));
    return byPlace(stale, ({ read }) => read.place).map(({ items }) => findingAt(items, analysis, sources));
  },
};

function staleIn(specialisation: System, bodies: readonly Body[], sources: SourceTexts): readonly Stale[] {
  return bodies.flatMap((body) => {
    const reads = parentReads(body, sources);
    const added = reads.some(({ argument }) => argument === 'pkgs')
      ? packagesAddedBy(specialisation)
      : new Set<string>();
    return reads.flatMap((read): Stale[] => {
      if (read.argument === 'pkgs')
        return isOfOwnConcern(read) && added.has(read.path[0] ?? '')
          ? [{ specialisation, body, read, change: undefined }]
          : [];
      const change = isOfOwnConcern(read) ? changedValue(specialisation, read.path) : undefined;
      return change === undefined ? [] : [{ specialisation, body, read, change }];
    });
  });
}

function findingAt(items: NonEmpty<Stale>, analysis: Analysis, sources: SourceTexts): Finding {
  const [{ read, body }] = items;
  const names = distinctNames(items.map(({ specialisation }) => specialisation.name ?? ''));
  const oneBody = new Set(items.map((item) => item.body.expr)).size === 1;
  return finding(read.place, analysis, {
    code: CODE,
    severity: 'warning',
    message: messageOf(items, names, analysis),
    specialisation: soleName(names),
    option: dotted(read.path),
    ...(read.handed === undefined
      ? {}
      : { related: [{ ...read.handed.place, message: l10n.t('the argument is handed over here') }] }),
    fixes: () => [oneBody ? mend(read, body, sources) : undefined],
  });
}

function messageOf(items: NonEmpty<Stale>, names: readonly string[], analysis: Analysis): string {
  const [{ read, change }] = items;
  const what = `\`${dotted([read.argument, ...read.path])}\``;
  const whose = theBases(analysis);
  if (change === undefined) {
    const values = [what, whose, inRow(names), read.path[0] ?? ''];
    return names.length === 1
      ? l10n.t('{0} is {1} here: the overlay with which specialisation {2} changes `{3}` does not count.', ...values)
      : l10n.t('{0} is {1} here: the overlay with which specialisations {2} change `{3}` does not count.', ...values);
  }
  const { before, after } = change;
  const where = inSpecialisations(names);
  const reason = reasonOf(read, analysis);
  return items.every((item) => item.change?.after === after)
    ? l10n.t('{0} is {1} here, {2} and not {3} as {4}: {5}.', what, whose, before, after, where, reason)
    : l10n.t('{0} is {1} here, {2} as {3}: {4}.', what, whose, before, where, reason);
}

const reasonOf = ({ handed, argument }: ParentRead, analysis: Analysis): string =>
  handed === undefined
    ? l10n.t('only a body that takes `{0}` itself reads its own', argument)
    : l10n.t('the file is handed {0} `config`', theBases(analysis));

function mend(read: ParentRead, body: Body, sources: SourceTexts): Fix | undefined {
  return read.handed === undefined
    ? makeFunction(body, parentReads(body, sources), sources)
    : importAsModule(read.handed, body, sources);
}
