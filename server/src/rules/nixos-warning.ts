// nixos-warning: a module warns of something. What NixOS's own modules say, whole systems tell (complete-findings.ts).
import { warningsIn } from '../analysis/checks/warnings';
import { finding } from './engine/finding';
import { oneLine } from './engine/one-line';
import { byPlace, soleSpecialisation } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/nixos-warning';

export const nixosWarning: Rule = {
  code: 'nixos-warning',
  page: PAGE,
  check: (analysis) =>
    byPlace(warningsIn(analysis), ({ place }) => place).map(({ place, items }) =>
      finding(place, analysis, {
        code: 'nixos-warning',
        severity: 'information',
        message: [...new Set(items.map(({ message }) => oneLine(message)))].join('; '),
        specialisation: soleSpecialisation(items),
        option: 'warnings',
      }),
    ),
};
