// syntax-error: a file of the configuration is not Nix. One finding a file, where Nix stops reading it.
import { brokenFiles } from '../analysis/checks/broken-files';
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
          message: `Nix cannot read this file: ${reason(error, sources.read(file) ?? '')}.`,
          related: open === undefined ? [] : [{ file, ...open, message: 'this is still open at the end of the file' }],
        }),
      ];
    }),
};

/** Longer words are not quoted. */
const LONGEST = 30;

function reason({ found, missing, start, end }: FirstError, text: string): string {
  const hint = missing === undefined ? '' : `; perhaps \`${missing}\` is missing before it`;
  const word = text.slice(start, Math.min(end, start + LONGEST));
  const shown = end - start <= LONGEST && !/[\n`]/.test(word) ? `\`${word}\`` : 'this';
  if (found === 'end')
    return missing === undefined ? 'it ends too early' : `it ends where \`${missing}\` should follow`;
  return found === 'invalid' ? `${shown} means nothing in Nix${hint}` : `${shown} cannot stand here${hint}`;
}
