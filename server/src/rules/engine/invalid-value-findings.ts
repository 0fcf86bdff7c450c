// Findings of the rules about single definitions: each place once, for all specialisations that bring it in.

import type { Analysis } from '../../analysis/analysis';
import type { InvalidValue } from '../../analysis/checks/invalid-value';
import { invalidValuesIn } from '../../analysis/checks/invalid-values';
import { isOwnOption, isRead } from '../../analysis/checks/reads';
import { switchedAt } from '../../analysis/checks/switches';
import { l10n } from '../../protocol/l10n';
import { dotted } from '../../syntax/print';
import { type Finding, type FindingParts, finding, type Severity } from './finding';
import { byPlace, soleSpecialisation } from './places';

/** What is said. A severity, or a place, is given where it is not the usual one. */
type Words = Pick<FindingParts, 'code' | 'message' | 'fixes'> &
  Partial<Pick<FindingParts, 'severity'>> & { readonly place?: InvalidValue['place'] };

export function invalidValueFindings(
  analysis: Analysis,
  concerns: (invalid: InvalidValue) => boolean,
  say: (invalid: InvalidValue) => Words,
): readonly Finding[] {
  const found = analysis.systems.flatMap(invalidValuesIn).filter(concerns);
  return byPlace(found, ({ place }) => place).map(({ items: group }) => {
    const [invalid] = group;
    const { place, ...words } = say(invalid);
    return finding(place ?? invalid.place, analysis, {
      severity: severityOf(invalid, analysis),
      ...words,
      specialisation: soleSpecialisation(group),
      option: dotted(invalid.path),
    });
  });
}

/**
 * Whether real Nix comes across it: an option that a configuration declares and nobody reads has
 * no value, and nobody notices. So it is with the settings of what is not on.
 */
export const isNoticed = ({ system, path }: Pick<InvalidValue, 'system' | 'path'>): boolean =>
  isOwnOption(system, path)
    ? isRead(system, path) && switchedAt(path, system) !== 'off'
    : switchedAt(path, system) === 'on';

/** What comes of it, where it is the option's own value that is wrong. */
export const outcomeOf = (invalid: Pick<InvalidValue, 'system' | 'path'>): string =>
  isNoticed(invalid) ? l10n.t('it does not evaluate') : l10n.t('it fails as soon as something reads the option');

/** The tables of NixOS's and Home Manager's own options may be older than what is in use, and types become wider. */
function severityOf(invalid: InvalidValue, { entryPoint }: Analysis): Severity {
  return invalid.declared && invalid.proof === 'certain' && !entryPoint.fragment && isNoticed(invalid)
    ? 'error'
    : 'warning';
}

/** The tags of an attribute-tagged union, when the invalid is about one. */
export function tagsOf({ kind, class: type }: InvalidValue): ReadonlyMap<string, unknown> | undefined {
  const inner = type.kind === 'nullOr' ? type.of : type;
  return kind === 'type' && inner.kind === 'tag' ? inner.tags : undefined;
}
