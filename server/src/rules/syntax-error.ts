// syntax-error: a file of the configuration is not Nix. One finding a file, where Nix stops reading it.

import { brokenFiles } from '../analysis/checks/broken-files';
import { l10n } from '../protocol/l10n';
import type { FirstError } from '../syntax/first-error';
import { finding } from './engine/finding';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/syntax-error';

export const syntaxError: Rule = {
  code: 'syntax-error',
  page: PAGE,
  check: (analysis, sources) =>
    brokenFiles(analysis).flatMap(({ file, error }) => {
      if (error === undefined) return [];
      const { start, end, open } = error;
      return [
        finding({ file, start, end }, analysis, {
          code: 'syntax-error',
          severity: 'error',
          message: l10n.t('Nix cannot read this file: {0}.', reason(error, sources.read(file) ?? '')),
          related:
            open === undefined ? [] : [{ file, ...open, message: l10n.t('this is still open at the end of the file') }],
        }),
      ];
    }),
};

/** Longer words are not quoted. */
const LONGEST = 30;

function reason({ found, missing, start, end }: FirstError, text: string): string {
  if (found === 'end')
    return missing === undefined ? l10n.t('it ends too early') : l10n.t('it ends where `{0}` should follow', missing);
  const word = text.slice(start, Math.min(end, start + LONGEST));
  const shown = end - start <= LONGEST && !/[\n`]/.test(word) ? `\`${word}\`` : l10n.t('this');
  const what = found === 'invalid' ? l10n.t('{0} means nothing in Nix', shown) : l10n.t('{0} cannot stand here', shown);
  return missing === undefined ? what : l10n.t('{0}; perhaps `{1}` is missing before it', what, missing);
}
