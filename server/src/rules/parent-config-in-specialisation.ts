// parent-config-in-specialisation: the body of a specialisation reads `config` or `pkgs` of the module around it, which
// are the base system's, although the specialisation changes what it reads.

import type { Analysis } from '../analysis/analysis';
import { type ChangedValue, changedValue, packagesAddedBy } from '../analysis/checks/changed-values';
import type { NonEmpty } from '../base/group-by';
import { type Body, bodiesOf, isOfOwnConcern, type ParentRead, parentReads } from '../lexical/parent-reads';
import type { System } from '../modules/system';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { byPlace, distinctNames, soleName, theBase, theSpecialisations } from './engine/places';
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
  const [{ read, change, body }] = items;
  const names = distinctNames(items.map(({ specialisation }) => specialisation.name ?? ''));
  const where = theSpecialisations(names);
  const what = `\`${dotted([read.argument, ...read.path])}\``;
  const instead =
    change !== undefined && items.every((item) => item.change?.after === change.after)
      ? ` and not ${change.after}`
      : '';
  const oneBody = new Set(items.map((item) => item.body.expr)).size === 1;
  return finding(read.place, analysis, {
    code: CODE,
    severity: 'warning',
    message:
      change === undefined
        ? `${what} is ${theBase(analysis)}'s here: the overlay with which ${where} ${names.length === 1 ? 'changes' : 'change'} \`${read.path[0]}\` does not count.`
        : `${what} is ${theBase(analysis)}'s here, ${change.before}${instead} as in ${where}: ${reasonOf(read, analysis)}.`,
    specialisation: soleName(names),
    option: dotted(read.path),
    ...(read.handed === undefined
      ? {}
      : { related: [{ ...read.handed.place, message: 'the argument is handed over here' }] }),
    fixes: () => [oneBody ? mend(read, body, sources) : undefined],
  });
}

const reasonOf = ({ handed, argument }: ParentRead, analysis: Analysis): string =>
  handed === undefined
    ? `only a body that takes \`${argument}\` itself reads its own`
    : `the file is handed ${theBase(analysis)}'s \`config\``;

function mend(read: ParentRead, body: Body, sources: SourceTexts): Fix | undefined {
  return read.handed === undefined
    ? makeFunction(body, parentReads(body, sources), sources)
    : importAsModule(read.handed, body, sources);
}
