// missing-marker: some specialisations tell `nh` their name, this one does not.

import type { Analysis } from '../analysis/analysis';
import { MARKER_PATH, missedMarkers } from '../analysis/checks/marker';
import type { System } from '../modules/system';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { byPlace, capital, distinctNames, inRow, namePlace, soleName } from './engine/places';
import type { Rule } from './engine/rule';
import { configuredTogether, placeInConfiguration } from './fixes/add-binding';
import { markerEdits } from './fixes/add-marker';
import { PAGE } from './pages/missing-marker';

const CODE = 'missing-marker';

export const missingMarker: Rule = {
  code: CODE,
  page: PAGE,
  check: (analysis, sources) => {
    const { lacking, other } = missedMarkers(analysis.base);
    if (other === undefined) return [];
    const places = lacking.flatMap((specialisation) =>
      (specialisation.entry?.merged.definitions ?? [])
        .flatMap(({ entry: { origin } }) => (origin === undefined ? [] : [{ specialisation, origin }]))
        .slice(0, 1),
    );
    return byPlace(places, ({ origin }) => namePlace(origin)).map(({ place, items }) =>
      finding(place, analysis, {
        code: CODE,
        severity: 'hint',
        ...about(
          items.map(({ specialisation }) => specialisation),
          other,
          analysis,
        ),
        fixes: () => (items.length === 1 ? items.map(({ specialisation }) => addFix(specialisation, sources)) : []),
      }),
    );
  },
};

function about(
  specialisations: readonly System[],
  other: string,
  { entryPoint }: Analysis,
): Pick<Finding, 'message' | 'specialisation'> & { option: string } {
  const names = distinctNames(specialisations.map(({ name }) => name ?? ''));
  const option = dotted(MARKER_PATH[entryPoint.kind]);
  const command = entryPoint.kind === 'nixos' ? 'nh os switch' : 'nh home switch';
  const values = [inRow(names), other, option, command];
  return {
    message: capital(
      names.length === 1
        ? l10n.t(
            'specialisation {0} does not tell `nh` the name, as `{1}` does: ' +
              'without `{2}`, `{3}` takes the running system for the base system.',
            ...values,
          )
        : l10n.t(
            'specialisations {0} do not tell `nh` the name, as `{1}` does: ' +
              'without `{2}`, `{3}` takes the running system for the base system.',
            ...values,
          ),
    ),
    specialisation: soleName(names),
    option,
  };
}

function addFix({ entry, name, input, base }: System, sources: SourceTexts): Fix | undefined {
  if (entry === undefined || name === null || base === undefined) return undefined;
  // Others that are configured there would get the name, too.
  const isShared = configuredTogether(base, sources).some((them) => them.length > 1 && them.includes(entry));
  const edits = isShared ? undefined : markerEdits(placeInConfiguration(entry, sources), name, input.kind);
  const title = l10n.t('Write the name of specialisation `{0}` for `nh`', name ?? '');
  return edits && { title, kind: 'add', preferred: true, edits };
}
