// default-replaced: a plain list, text or set of a specialisation takes the place of the base system's mkDefault as a
// whole, instead of adding to it.

import type { Analysis } from '../analysis/analysis';
import { type Dropped, droppedValues } from '../analysis/checks/dropped';
import { wrapperName } from '../analysis/describe';
import type { FileEdit } from '../base/text-edit';
import { wrapValue } from '../edits/wrap';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import {
  distinctNames,
  inShort,
  inSpecialisations,
  keyPlace,
  locationOf,
  ofTheBase,
  soleName,
  theBase,
  theBases,
} from './engine/places';
import type { Rule } from './engine/rule';
import { inWords } from './engine/wording';
import { PAGE } from './pages/default-replaced';

export const defaultReplaced: Rule = {
  code: 'default-replaced',
  page: PAGE,
  unanimous: true,
  check: (analysis, sources) =>
    droppedValues(analysis.base, 'plain').flatMap((dropped) => findingOf(dropped, analysis, sources)),
};

function findingOf(dropped: Dropped, analysis: Analysis, sources: SourceTexts): readonly Finding[] {
  const { definition, path, what, losers, systems } = dropped;
  const place = locationOf(definition);
  const [loser] = losers;
  if (place === undefined || loser === undefined) return [];
  const names = distinctNames(systems.map(({ name }) => name ?? ''));
  const option = dotted(path);
  return [
    finding(place, analysis, {
      code: 'default-replaced',
      severity: 'information',
      ...inWords(
        'Drops {0} {1}{2} {3}: what it gives `{4}` with {5} is weaker, so this replaces it instead of adding to it.',
        inShort(what),
        ofTheBase(analysis),
        locationOf(loser),
        inSpecialisations(names),
        option,
        wrapperName(loser.priority),
      ),
      specialisation: soleName(names),
      option,
      related: losers.flatMap(({ entry: { origin } }) =>
        origin === undefined
          ? []
          : [{ ...keyPlace(origin), message: l10n.t('{0} gives values here', theBase(analysis)) }],
      ),
      fixes: () => [addFix(dropped, analysis, sources)],
    }),
  ];
}

/** Without their priority the base system's values are added; of sets some attributes might then conflict. */
function addFix({ kind, losers }: Dropped, analysis: Analysis, sources: SourceTexts): Fix | undefined {
  const edits: FileEdit[] = [];
  for (const loser of losers) {
    const own = kind === 'set' ? undefined : wrapValue(loser, { kind: 'plain' }, sources);
    if (own === undefined) return undefined;
    edits.push(...own);
  }
  return {
    title: l10n.t('Let {0} values stand without a wrapper (they are added)', theBases(analysis)),
    kind: 'rewrite',
    preferred: false,
    edits,
  };
}
