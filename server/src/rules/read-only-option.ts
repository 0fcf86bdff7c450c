// read-only-option: an option that may be set once is set again.

import { removeBinding } from '../edits/remove';
import { l10n } from '../protocol/l10n';
import { dotted } from '../syntax/print';
import { invalidValueFindings, outcomeOf } from './engine/invalid-value-findings';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/read-only-option';

export const readOnlyOption: Rule = {
  code: 'read-only-option',
  page: PAGE,
  check: (analysis, sources) =>
    invalidValueFindings(
      analysis,
      ({ kind }) => kind === 'read-only',
      ({ path, place, system }) => ({
        code: 'read-only-option',
        message: l10n.t(
          '`{0}` is read-only and has a value already: {1}, and no priority helps.',
          dotted(path),
          outcomeOf({ path, system }),
        ),
        fixes: () => {
          const edit = removeBinding(place, sources);
          return [edit && { title: l10n.t('Remove the definition'), kind: 'remove', preferred: true, edits: [edit] }];
        },
      }),
    ),
};
