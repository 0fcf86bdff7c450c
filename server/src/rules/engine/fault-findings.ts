// Findings of the rules about single definitions: each place once, for all specialisations that bring it in.

import type { Analysis } from '../../analysis/analysis';
import { type InvalidValue, invalidValuesIn } from '../../analysis/checks/invalid-values';
import { dotted } from '../../syntax/print';
import { type Finding, type FindingParts, finding, type Severity } from './finding';
import { byPlace, soleSpecialisation } from './places';

type Words = Pick<FindingParts, 'code' | 'message' | 'fixes'> & { readonly place?: InvalidValue['place'] };

export function faultFindings(
  analysis: Analysis,
  concerns: (fault: InvalidValue) => boolean,
  say: (fault: InvalidValue) => Words,
): readonly Finding[] {
  const faults = analysis.systems.flatMap(invalidValuesIn).filter(concerns);
  return byPlace(faults, ({ place }) => place).map(({ items: group }) => {
    const [fault] = group;
    const { place, ...words } = say(fault);
    return finding(place ?? fault.place, analysis, {
      ...words,
      severity: severityOf(fault, analysis),
      specialisation: soleSpecialisation(group),
      option: dotted(fault.path),
    });
  });
}

/** The tables of NixOS's and Home Manager's own options may be older than what is in use, and types become wider. */
function severityOf({ declared, proof }: InvalidValue, { entryPoint }: Analysis): Severity {
  return declared && proof === 'certain' && !entryPoint.fragment ? 'error' : 'warning';
}

/** The tags of an attribute-tagged union, when the fault is about one. */
export function tagsOf({ kind, class: type }: InvalidValue): ReadonlyMap<string, unknown> | undefined {
  const inner = type.kind === 'nullOr' ? type.of : type;
  return kind === 'type' && inner.kind === 'tag' ? inner.tags : undefined;
}
