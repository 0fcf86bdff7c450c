// marker-mismatch: the file that tells `nh` which specialisation is running says another name, or two.

import type { Analysis } from '../analysis/analysis';
import { MARKER_PATH, markerOf, markerText } from '../analysis/checks/marker';
import type { NonEmpty } from '../base/group-by';
import type { Location } from '../base/span';
import type { FileEdit } from '../base/text-edit';
import { removeBinding } from '../edits/remove';
import { wrapValue } from '../edits/wrap';
import type { Definition } from '../modules/definition';
import type { System } from '../modules/system';
import { l10n } from '../protocol/l10n';
import { dotted, printString } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import {
  byPlace,
  capital,
  distinctNames,
  inRow,
  inSpecialisations,
  inTheBase,
  keyPlace,
  soleName,
  theBases,
} from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/marker-mismatch';

const CODE = 'marker-mismatch';

/**
 * `stray`: the base names a specialisation that does not exist. `inherited`, `joined`: the base's text is in a
 * specialisation, alone or as a line more.
 */
type Kind = 'stray' | 'inherited' | 'joined' | 'other';

interface Mismatch {
  readonly kind: Kind;
  /** null for the base. */
  readonly name: string | null;
  readonly definition: Definition;
  /** The specialisation's own definitions. */
  readonly own: readonly Definition[];
}

export const markerMismatch: Rule = {
  code: CODE,
  page: PAGE,
  check: (analysis, sources) => {
    const all = [...strayIn(analysis.base), ...analysis.base.specialised.flatMap(mismatchesIn)];
    return byPlace(all, ({ definition: { entry } }) => entry.origin && keyPlace(entry.origin)).map(({ place, items }) =>
      findingAt(place, items, analysis, sources),
    );
  },
};

function strayIn(base: System): readonly Mismatch[] {
  const marker = markerOf(base);
  const isComplete =
    base.evaluation.openings(['specialisation', 'x']).length === 0 && base.evaluation.collection.opaque.length === 0;
  if (
    marker === undefined ||
    marker.text === '' ||
    !isComplete ||
    base.specialisations.some(({ name }) => name === marker.text)
  )
    return [];
  return marker.merged.winners.map((definition) => ({ kind: 'stray', name: null, definition, own: [] }));
}

function mismatchesIn(specialisation: System): readonly Mismatch[] {
  const { name, entry } = specialisation;
  const marker = entry?.doubt === undefined ? markerOf(specialisation) : undefined;
  if (name === null || marker === undefined || marker.text === '' || marker.text === name) return [];
  const { winners } = marker.merged;
  const own = winners.filter(({ module }) => module.scope === 'specialisation');
  const wrong = own.filter((definition) => markerText(definition) !== name);
  if (wrong.length > 0) return wrong.map((definition) => ({ kind: 'other', name, definition, own }));
  const kind = own.length === 0 ? 'inherited' : 'joined';
  return winners.filter(({ module }) => module.scope === 'base').map((definition) => ({ kind, name, definition, own }));
}

function findingAt(place: Location, items: NonEmpty<Mismatch>, analysis: Analysis, sources: SourceTexts): Finding {
  const names = distinctNames(items.map(({ name }) => name).filter((name) => name !== null));
  return finding(place, analysis, {
    code: CODE,
    severity: 'warning',
    message: messageOf(items, analysis),
    specialisation: items.some(({ name }) => name === null) ? null : soleName(names),
    option: dotted(MARKER_PATH[analysis.entryPoint.kind]),
    fixes: () => [mend(place, items, analysis, sources)],
  });
}

function messageOf(items: NonEmpty<Mismatch>, analysis: Analysis): string {
  const { entryPoint } = analysis;
  const option = `\`${dotted(MARKER_PATH[entryPoint.kind])}\``;
  const text = printString(markerText(items[0].definition) ?? '');
  const namesOf = (kind: Kind): readonly string[] =>
    distinctNames(items.filter((item) => item.kind === kind).map(({ name }) => name ?? ''));
  const has = (kind: Kind): boolean => items.some((item) => item.kind === kind);
  if (has('other')) return otherMessage(text, namesOf('other'), option);
  const parts = [
    ...(has('stray') ? [l10n.t('`nh` looks for a specialisation {0}, and there is none', text)] : []),
    ...(has('joined') ? [l10n.t('`nh` takes two lines for one name {0}', inSpecialisations(namesOf('joined')))] : []),
    ...(has('inherited') ? [saidAlike(namesOf('inherited'), text)] : []),
  ];
  return l10n.t('{0}: {1} is {2} {3}.', capital(parts.join('; ')), option, text, inTheBase(analysis));
}

const saidAlike = (names: readonly string[], text: string): string =>
  names.length === 1
    ? l10n.t('specialisation {0} without a text of its own says {1} too', inRow(names), text)
    : l10n.t('specialisations {0} without texts of their own say {1} too', inRow(names), text);

const otherMessage = (text: string, names: readonly string[], option: string): string =>
  names.length === 1
    ? l10n.t(
        '{0} is not the name of specialisation {1}: `nh` takes {2} for the name of the one that runs.',
        text,
        inRow(names),
        option,
      )
    : l10n.t(
        '{0} is not the name of specialisations {1}: `nh` takes {2} for the name of the one that runs.',
        text,
        inRow(names),
        option,
      );

function mend(place: Location, items: NonEmpty<Mismatch>, analysis: Analysis, sources: SourceTexts): Fix | undefined {
  const [{ kind, name, definition }, ...others] = items;
  if (kind === 'other') return others.length > 0 || name === null ? undefined : rewrite(definition, name);
  if (items.some((item) => item.kind === 'stray')) {
    const edit = removeBinding(place, sources);
    return (
      edit && {
        title: l10n.t('Remove {0} text (no file means no specialisation)', theBases(analysis)),
        kind: 'remove',
        preferred: true,
        edits: [edit],
      }
    );
  }
  // The base names a specialisation on purpose: then each of the others says its own name only.
  const own = items.flatMap((item) => item.own);
  const edits = new Map<string, FileEdit>();
  for (const one of own) {
    const made = wrapValue(one, { kind: 'override', fn: 'mkForce' }, sources);
    if (made === undefined) return undefined;
    for (const edit of made) edits.set(`${edit.file}:${edit.start}:${edit.end}:${edit.newText}`, edit);
  }
  const title = l10n.t("Wrap the specialisation's text in mkForce (only its own name counts)");
  return edits.size === 0 ? undefined : { title, kind: 'mkForce', preferred: true, edits: [...edits.values()] };
}

function rewrite({ entry: { origin }, override }: Definition, name: string): Fix | undefined {
  const value = (override?.at === 'value' ? override.content.origin : origin)?.value;
  if (origin === undefined || origin.inherited || value?.kind !== 'string') return undefined;
  const edit: FileEdit = {
    file: origin.file,
    start: value.start,
    end: value.end,
    newText: printString(name),
  };
  return { title: l10n.t('Write "{0}"', name), kind: 'rewrite', preferred: true, edits: [edit] };
}
