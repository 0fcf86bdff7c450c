// duplicate-attribute: a file says one thing twice in one place, which Nix refuses to read.

import { brokenFiles } from '../analysis/checks/broken-files';
import type { Duplicate } from '../syntax/duplicates';
import { dotted } from '../syntax/print';
import { finding } from './engine/finding';
import type { Rule } from './engine/rule';
import { wording } from './engine/wording';
import { PAGE } from './pages/duplicate-attribute';

export const duplicateAttribute: Rule = {
  code: 'duplicate-attribute',
  page: PAGE,
  check: (analysis) =>
    brokenFiles(analysis).flatMap(({ file, duplicates }) =>
      duplicates.map((duplicate) =>
        finding({ file, start: duplicate.start, end: duplicate.end }, analysis, {
          code: 'duplicate-attribute',
          severity: 'error',
          ...wording(words(duplicate), { file, ...duplicate.first }, ': Nix cannot read this file.'),
          related: [{ file, ...duplicate.first, message: 'it is already here' }],
        }),
      ),
    ),
};

function words({ kind, path }: Duplicate): string {
  const name = `\`${dotted(path)}\``;
  if (kind === 'argument') return `${name} is already an argument of this function`;
  return `${name} is already defined in ${kind === 'variable' ? 'this `let`' : 'this set'}`;
}
