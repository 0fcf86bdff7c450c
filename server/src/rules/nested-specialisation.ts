// nested-specialisation: a specialisation inside a specialisation, which NixOS and Home Manager silently drop.

import type { Analysis } from '../analysis/analysis';
import type { NonEmpty } from '../base/group-by';
import { removeBinding } from '../edits/remove';
import { force } from '../eval/thunk';
import type { Origin } from '../eval/values';
import type { System } from '../modules/system';
import { l10n } from '../protocol/l10n';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, type Fix, finding } from './engine/finding';
import { byPlace, capital, distinctNames, inRow, keyPlace, soleName, theSpecialisations } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/nested-specialisation';

const CODE = 'nested-specialisation';

interface Nested {
  readonly outer: string;
  readonly inner: readonly string[];
  readonly origin: Origin;
}

export const nestedSpecialisation: Rule = {
  code: CODE,
  page: PAGE,
  unanimous: true,
  check: (analysis, sources) =>
    byPlace(analysis.base.specialised.flatMap(nestedIn), ({ origin }) => keyPlace(origin)).map(({ items }) =>
      findingAt(items, analysis, sources),
    ),
};

/**
 * What the modules of a specialisation alone define; a module that the base has too defines it there to some purpose.
 */
function nestedIn(specialisation: System): readonly Nested[] {
  const { base, evaluation, name } = specialisation;
  if (base === undefined || name === null || !evaluation.level([]).names.has('specialisation')) return [];
  const shared = new Set(base.evaluation.collection.modules.map(({ key }) => key));
  return evaluation
    .merged(['specialisation'])
    .definitions.flatMap(({ module, entry: { origin }, slot, doubt }): Nested[] => {
      if (module.scope === 'base' || shared.has(module.key) || origin === undefined || doubt !== undefined) return [];
      const value = force(slot);
      const inner = value.kind === 'attrs' ? [...value.entries.keys()] : [];
      return inner.length === 0 ? [] : [{ outer: name, inner, origin }];
    });
}

function findingAt(items: NonEmpty<Nested>, analysis: Analysis, sources: SourceTexts): Finding {
  const [{ origin }] = items;
  const outer = distinctNames(items.map((item) => item.outer));
  const inner = distinctNames(items.flatMap((item) => item.inner));
  return finding(keyPlace(origin), analysis, {
    code: CODE,
    severity: 'warning',
    message: capital(
      inner.length === 1
        ? l10n.t(
            'specialisation {0} inside {1} is ignored: a specialisation has none of its own.',
            inRow(inner),
            theSpecialisations(outer),
          )
        : l10n.t(
            'specialisations {0} inside {1} are ignored: a specialisation has none of its own.',
            inRow(inner),
            theSpecialisations(outer),
          ),
    ),
    specialisation: soleName(outer),
    option: 'specialisation',
    tag: 'unnecessary',
    fixes: () => [removeFix(origin, sources)],
  });
}

function removeFix({ file, key, parts, inherited }: Origin, sources: SourceTexts): Fix | undefined {
  if (inherited) return undefined;
  const edits = (parts ?? [key]).map((part) => removeBinding({ file, ...part }, sources));
  if (edits.some((edit) => edit === undefined)) return undefined;
  return {
    title: l10n.t('Remove the nested specialisation'),
    kind: 'remove',
    preferred: true,
    edits: edits.filter((edit) => edit !== undefined),
  };
}
