// missing-import: a file that is certainly imported, or needed for the value of an option, is not there.

import { type AbsentFile, absentFiles } from '../analysis/checks/absent-files';
import { isUnsaved } from '../project/folders';
import { l10n } from '../protocol/l10n';
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
      const [{ proof, option }] = items;
      return finding(place, analysis, {
        code: 'missing-import',
        severity: SEVERITY[proof],
        message: messageOf(items[0]),
        specialisation: soleSpecialisation(items),
        ...(option === undefined ? {} : { option: dotted(option) }),
      });
    }),
};

function messageOf({ shown, isFolder, proof, option }: AbsentFile): string {
  const fails = proof === 'certain' ? l10n.t('Nix fails') : l10n.t('Nix fails unless it is there by then');
  if (isFolder) return l10n.t('`{0}` is imported, but there is no `default.nix` in it: {1}.', shown, fails);
  return option === undefined
    ? l10n.t('`{0}` is imported, but there is no such file: {1}.', shown, fails)
    : l10n.t('`{0}` is needed for `{1}`, but there is no such file: {2}.', shown, dotted(option), fails);
}

/** A document without a folder imports nothing that can be told. */
const isSaved = ({ place }: AbsentFile): boolean => !isUnsaved(place.file);
