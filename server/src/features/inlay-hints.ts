// What becomes of a definition of the base in specialisations, behind it.

import type { DefinitionFates, Fate } from '../analysis/reports/definition-fates';
import type { Span } from '../base/span';
import { l10n } from '../protocol/l10n';
import { visible } from '../protocol/visible';
import { fatesByPlace } from './fates';
import { namesCounted } from './system-names';

/** Which are shown. */
export type HintsShown = 'off' | 'conflicts' | 'all';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
}

/** As many specialisations as one hint names. */
const MOST_NAMES = 3;
const PLAIN_PRIORITY = 100;

/** @param found what each analysis says of the file; `within`: the part of the file that is shown. */
export function inlayHints(found: readonly DefinitionFates[], within: Span, shown: HintsShown): readonly InlayHint[] {
  if (shown === 'off') return [];
  const here = fatesByPlace(found).filter(({ name, end }) => within.start <= end && name.start <= within.end);
  return here.flatMap((definition) => {
    const label = labelOf(definition, shown);
    return label === undefined ? [] : [{ offset: definition.end, label: visible(label) }];
  });
}

function labelOf({ fates, scope, priority }: DefinitionFates, shown: HintsShown): string | undefined {
  const names = (of: readonly Fate[]): string => {
    const { count, text } = namesCounted(of);
    return count > MOST_NAMES ? l10n.t('{0} specialisations', count) : text;
  };
  const clash = fates.filter(({ role }) => role === 'equal');
  if (clash.length > 0) return l10n.t('conflict in {0}', names(clash));
  if (shown === 'conflicts' || scope === 'specialisation') return undefined;
  // What the base itself overrides is a finding of its own.
  const lost = fates.filter(({ role }) => role === 'loses');
  if (lost.length === 0 || lost.some(({ specialisation }) => specialisation === null)) return undefined;
  if (priority > PLAIN_PRIORITY) return l10n.t('yields to {0}', names(lost));
  const isForced = lost.every(({ wonBy }) => wonBy !== undefined && wonBy < PLAIN_PRIORITY);
  return isForced ? l10n.t('forced in {0}', names(lost)) : l10n.t('overridden in {0}', names(lost));
}
