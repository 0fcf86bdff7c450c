// missing-marker: some specialisations tell `nh` their name, this one does not.

import type { Analysis } from '../analysis/analysis';
import { MARKER_PATH, markerOf, mayHaveMarker } from '../analysis/checks/marker';
import type { System } from '../modules/system';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { byPlace, capital, distinctNames, inRow, namePlace, soleName } from './engine/places';
import type { Rule } from './engine/rule';
import { placeInConfiguration } from './fixes/add-binding';
import { markerEdits } from './fixes/add-marker';
import { PAGE } from './pages/missing-marker';

const CODE = 'missing-marker';

export const missingMarker: Rule = {
  code: CODE,
  page: PAGE,
  check: (analysis, sources) => {
    const { specialised } = analysis.base;
    const lacking = specialised.filter(hasCertainlyNone);
    // Only where others show that the project uses it.
    const using =
      lacking.length === 0
        ? undefined
        : specialised.find((specialisation) => markerOf(specialisation)?.text === specialisation.name);
    if (using?.name == null) return [];
    const places = lacking.flatMap((specialisation) =>
      (specialisation.entry?.merged.definitions ?? [])
        .flatMap(({ entry: { origin } }) => (origin === undefined ? [] : [{ specialisation, origin }]))
        .slice(0, 1),
    );
    const other = using.name;
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

/** Modules from other projects are taken to leave the file alone: it holds a name of this one. */
function hasCertainlyNone(specialisation: System): boolean {
  const { entry, evaluation } = specialisation;
  const isRead = evaluation.collection.opaque.every(
    ({ scope, reason }) => scope === 'base' && reason.code === 'opaque',
  );
  // A second declaration of `specialisation` may bring the file to each.
  return (
    entry !== undefined &&
    entry.doubt === undefined &&
    entry.evaluation.input.closed &&
    isRead &&
    !mayHaveMarker(specialisation)
  );
}

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

function addFix({ entry, name, input }: System, sources: SourceTexts): Fix | undefined {
  const edits =
    entry === undefined || name === null
      ? undefined
      : markerEdits(placeInConfiguration(entry, sources), name, input.kind);
  const title = l10n.t('Write the name of specialisation `{0}` to the file', name ?? '');
  return edits && { title, kind: 'add', preferred: true, edits };
}
