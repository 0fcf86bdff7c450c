// read-only-option: an option that may be set once is set again.
import { dotted } from '../analysis/meetings';
import { removeBinding } from './edits/remove';
import { faultFindings, outcomeOf } from './fault-findings';
import { PAGE } from './pages/read-only-option';
import type { Rule } from './rule';

export const readOnlyOption: Rule = {
  code: 'read-only-option',
  page: PAGE,
  check: (analysis, sources) =>
    faultFindings(
      analysis,
      ({ kind }) => kind === 'read-only',
      ({ path, place, system }) => ({
        code: 'read-only-option',
        message: `\`${dotted(path)}\` is read-only and has a value already: ${outcomeOf({ path, system })}, and no priority helps.`,
        fixes: () => {
          const edit = removeBinding(place, sources);
          return [edit && { title: 'Remove the definition', kind: 'remove', preferred: true, edits: [edit] }];
        },
      }),
    ),
};
