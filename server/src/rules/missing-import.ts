// missing-import: a file that is certainly imported, or needed for the value of an option, is not there.
import { type AbsentFile, absentFiles } from '../analysis/checks/absent-files';
import { isUnsaved } from '../project/folders';
import { dotted } from '../syntax/print';
import { finding, type Severity } from './engine/finding';
import { byPlace, soleSpecialisation } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/missing-import';

const SEVERITY: Readonly<Record<AbsentFile['proof'], Severity>> = {
  certain: 'error',
  likely: 'warning',
  ignored: 'hint',
};

export const missingImport: Rule = {
  code: 'missing-import',
  page: PAGE,
  check: (analysis) =>
    byPlace(absentFiles(analysis).filter(isSaved), ({ place }) => place).map(({ place, items }) => {
      const [{ shown, isFolder, proof, option }] = items;
      const what = option === undefined ? 'is imported' : `is needed for \`${dotted(option)}\``;
      const fails = proof === 'certain' ? 'Nix fails' : 'Nix fails unless it is there by then';
      return finding(place, analysis, {
        code: 'missing-import',
        severity: SEVERITY[proof],
        message: isFolder
          ? `\`${shown}\` is imported, but there is no \`default.nix\` in it: ${fails}.`
          : `\`${shown}\` ${what}, but there is no such file: ${fails}.`,
        specialisation: soleSpecialisation(items),
        ...(option === undefined ? {} : { option: dotted(option) }),
      });
    }),
};

/** A document without a folder imports nothing that can be told. */
const isSaved = ({ place }: AbsentFile): boolean => !isUnsaved(place.file);
