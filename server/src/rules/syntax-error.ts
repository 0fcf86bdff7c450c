// syntax-error: a file of the configuration is not Nix. One finding a file, where Nix stops reading it.

import { brokenFiles } from '../analysis/checks/broken-files';
import { l10n } from '../protocol/l10n';
import type { FirstError } from '../syntax/first-error';
import { type Finding, finding } from './engine/finding';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/syntax-error';

/** The code of the rule. */
export const SYNTAX_ERROR = 'syntax-error';

export const syntaxError: Rule = {
  code: SYNTAX_ERROR,
  page: PAGE,
  check: (analysis) =>
    brokenFiles(analysis).flatMap(({ file, error, text }) => {
      if (error === undefined) return [];
      const said = saidOf(error, file, text);
      return [finding(said, analysis, { code: SYNTAX_ERROR, severity: 'error', ...said })];
    }),
};

/** What is said of a text that is not Nix, and where. */
export function saidOf(error: FirstError, file: string, text: string): Said {
  const { start, end, open } = error;
  return {
    file,
    start,
    end,
    message: l10n.t('Nix cannot read this file: {0}.', reason(error, text)),
    related:
      open === undefined ? [] : [{ file, ...open, message: l10n.t('this is still open at the end of the file') }],
  };
}

export type Said = Pick<Finding, 'file' | 'start' | 'end' | 'message' | 'related'>;

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
