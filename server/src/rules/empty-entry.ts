// empty-entry: `specialisation.x.configuration = mkIf c { … }` makes the specialisation even
// where the condition is false.

import type { Analysis } from '../analysis/analysis';
import { force } from '../eval/thunk';
import type { Entry, Origin } from '../eval/values';
import { propertyCall } from '../lexical/property-call';
import { mergeElements, readProperty } from '../modules/property';
import type { SpecialisationEntry } from '../modules/specialisation-entries';
import type { SystemKind } from '../modules/system-options';
import { l10n } from '../protocol/l10n';
import { lookAt } from '../syntax/literals';
import type { SourceTexts } from '../syntax/source-texts';
import { type Finding, finding } from './engine/finding';
import { capital, inRow, soleName } from './engine/places';
import type { Rule } from './engine/rule';
import { conditionalEntryFix } from './fixes/conditional-entry';
import { PAGE } from './pages/empty-entry';

export const emptyEntry: Rule = {
  code: 'empty-entry',
  page: PAGE,
  check(analysis, sources) {
    const places = new Map<
      string,
      { readonly origin: Origin; readonly entries: SpecialisationEntry[]; readonly isOnly: boolean }
    >();
    for (const entry of analysis.base.specialisations) {
      const conditional = conditionsOf(entry);
      for (const origin of conditional) {
        const key = `${origin.file}:${origin.key.start}:${origin.value.start}`;
        const known = places.get(key);
        if (known === undefined) places.set(key, { origin, entries: [entry], isOnly: conditional.length === 1 });
        else known.entries.push(entry);
      }
    }
    return [...places.values()].map(({ origin, entries, isOnly }) =>
      findingOf(origin, entries, isOnly, analysis, sources),
    );
  },
};

/**
 * Who wrote the definitions of `configuration`, where each of them is made on a condition and the
 * specialisation itself on none.
 */
function conditionsOf({ merged }: SpecialisationEntry): readonly Origin[] {
  const { outcome } = merged;
  const raws = outcome.kind === 'submodule' ? (outcome.evaluation.level([]).names.get('configuration') ?? []) : [];
  const isConditional = raws.every(
    ({ wrappers, entry }) => wrappers.every(({ kind }) => kind !== 'if') && dependsOnCondition(entry),
  );
  return isConditional
    ? raws.flatMap(({ entry: { origin } }) => (origin === undefined || origin.inherited ? [] : [origin]))
    : [];
}

function dependsOnCondition(entry: Entry): boolean {
  const property = readProperty(force(entry.slot));
  if (property?.kind === 'if') return !isTrue(entry.origin);
  if (property?.kind !== 'merge') return false;
  const { elements, complete } = mergeElements(property.contents);
  return complete && elements.length > 0 && elements.every(dependsOnCondition);
}

/** `mkIf true`, written out. */
function isTrue(origin: Origin | undefined): boolean {
  const condition = origin && propertyCall(origin.value)?.parameter;
  if (condition !== undefined) lookAt(condition);
  return condition?.kind === 'variable' && condition.name === 'true';
}

function findingOf(
  origin: Origin,
  entries: readonly SpecialisationEntry[],
  isOnly: boolean,
  analysis: Analysis,
  sources: SourceTexts,
): Finding {
  const call = propertyCall(origin.value);
  const { start, end } = call?.head ?? origin.key;
  const { file } = origin;
  const names = entries.map(({ name }) => name);
  const isCopy = entries.every(({ inheritParentConfig }) => inheritParentConfig === true);
  const result = isCopy ? copyIn(analysis.base.input.kind) : l10n.t('with nothing in it');
  return finding({ file, start, end }, analysis, {
    code: 'empty-entry',
    severity: 'information',
    message: capital(
      names.length === 1
        ? l10n.t('specialisation {0} is made even where the condition is false, {1}.', inRow(names), result)
        : l10n.t('specialisations {0} are made even where the condition is false, {1}.', inRow(names), result),
    ),
    specialisation: soleName(names),
    fixes: () => [isOnly && call !== undefined ? conditionalEntryFix(call, origin, sources) : undefined],
  });
}

const copyIn = (kind: SystemKind): string =>
  kind === 'nixos'
    ? l10n.t('with a boot entry of its own, and equals the base system')
    : l10n.t('and equals the configuration around it');
