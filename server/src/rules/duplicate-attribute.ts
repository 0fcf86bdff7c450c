// duplicate-attribute: a file says one thing twice in one place, which Nix refuses to read.

import { brokenFiles } from '../analysis/checks/broken-files';
import type { Location } from '../base/span';
import { l10n } from '../protocol/l10n';
import type { Duplicate } from '../syntax/duplicates';
import { dotted } from '../syntax/print';
import { finding } from './engine/finding';
import type { Rule } from './engine/rule';
import { inWords, type Wording } from './engine/wording';
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
          ...words(duplicate, { file, ...duplicate.first }),
          related: [{ file, ...duplicate.first, message: l10n.t('it is already here') }],
        }),
      ),
    ),
};

function words({ kind, path }: Duplicate, first: Location): Wording {
  const name = dotted(path);
  switch (kind) {
    case 'argument':
      return inWords('`{0}` is already an argument of this function{1}: Nix cannot read this file.', name, first);
    case 'variable':
      return inWords('`{0}` is already defined in this `let`{1}: Nix cannot read this file.', name, first);
    default:
      return inWords('`{0}` is already defined in this set{1}: Nix cannot read this file.', name, first);
  }
}
