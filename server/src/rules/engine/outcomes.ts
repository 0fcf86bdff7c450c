// What becomes of systems in which something is wrong. Whole sentences, because verbs follow their subjects.
import type { Analysis } from '../../analysis/analysis';
import type { System } from '../../modules/system';
import { l10n } from '../../protocol/l10n';
import { inRow } from './places';

type Found = readonly { readonly system: Pick<System, 'name'> }[];

/** `will-not`: somebody's next word may end it. `will-fail`: as soon as an option is read. */
export type Fate = 'does-not' | 'will-not' | 'will-fail' | 'may-not';

/**
 * `the system does not evaluate`, `specialisation `a` may not evaluate`.
 * @param found where it was found: in the base, it concerns all. A home in a system takes that along
 */
export function outcome(found: Found, { base: { input } }: Pick<Analysis, 'base'>, fate: Fate): string {
  const names = [...new Set(found.map(({ system }) => system.name))];
  const specialisations = names.filter((name) => name !== null);
  const concerned = specialisations.length < names.length ? [] : specialisations;
  return SAY[fate](input.kind !== 'nixos' && input.prefix.length === 0, concerned);
}

/** The outcome where something is wrong, by how sure that is. */
export const willNotEvaluate = (found: Found, analysis: Pick<Analysis, 'base'>, isCertain: boolean): string =>
  outcome(found, analysis, isCertain ? 'does-not' : 'may-not');

function doesNot(isHome: boolean, names: readonly string[]): string {
  if (names.length === 0)
    return isHome ? l10n.t('the home configuration does not evaluate') : l10n.t('the system does not evaluate');
  return names.length === 1
    ? l10n.t('specialisation {0} does not evaluate', inRow(names))
    : l10n.t('specialisations {0} do not evaluate', inRow(names));
}

function mayNot(isHome: boolean, names: readonly string[]): string {
  if (names.length === 0)
    return isHome ? l10n.t('the home configuration may not evaluate') : l10n.t('the system may not evaluate');
  return names.length === 1
    ? l10n.t('specialisation {0} may not evaluate', inRow(names))
    : l10n.t('specialisations {0} may not evaluate', inRow(names));
}

function willNot(isHome: boolean, names: readonly string[]): string {
  if (names.length === 0)
    return isHome ? l10n.t('the home configuration will not evaluate') : l10n.t('the system will not evaluate');
  return names.length === 1
    ? l10n.t('specialisation {0} will not evaluate', inRow(names))
    : l10n.t('specialisations {0} will not evaluate', inRow(names));
}

function willFail(isHome: boolean, names: readonly string[]): string {
  if (names.length === 0)
    return isHome
      ? l10n.t('the home configuration will fail as soon as something reads the option')
      : l10n.t('the system will fail as soon as something reads the option');
  return names.length === 1
    ? l10n.t('specialisation {0} will fail as soon as something reads the option', inRow(names))
    : l10n.t('specialisations {0} will fail as soon as something reads the option', inRow(names));
}

/** @param names of the specialisations that it concerns; none: all of it */
const SAY: Readonly<Record<Fate, (isHome: boolean, names: readonly string[]) => string>> = {
  'does-not': doesNot,
  'will-not': willNot,
  'will-fail': willFail,
  'may-not': mayNot,
};
