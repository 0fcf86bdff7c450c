// Our own request: a system is to be checked as a whole.

import { baseName } from '../../eval/paths';
import { l10n } from '../../protocol/l10n';
import { CHECK_WHOLE_REQUEST, type CheckWholeParams, type CheckWholeResult } from '../../protocol/requests';
import { type WholeResult, wholeNotes } from '../../service/whole-results';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

const NOTHING: CheckWholeResult = { kind: 'nothing' };

export const checkWhole: Handler = {
  register({ connection, logger, texts, whole, work }) {
    connection.onRequest<CheckWholeResult, Error>(
      CHECK_WHOLE_REQUEST,
      guardAsync(logger, 'checkWhole', NOTHING, async ({ uri }: CheckWholeParams): Promise<() => CheckWholeResult> => {
        const path = texts.pathOf(uri);
        const checked = path === undefined ? 'nothing' : await whole.check(path, true);
        if (checked === 'nothing') return () => NOTHING;
        if (checked === undefined) return () => ({ kind: 'dropped' });
        if ('failed' in checked) return () => ({ kind: 'failed', why: checked.failed });
        // Then what was found is shown.
        await work.complete({ upTo: 'long' });
        return () => said(checked.result);
      }),
    );
  },
};

/** What was said in several systems in the same words counts once. */
function said(result: WholeResult): CheckWholeResult {
  const { reports, key, entry, why } = result;
  if (reports === undefined) return { kind: 'failed', why: why ?? l10n.t('nothing was found out') };
  const count = (of: 'failed' | 'warnings'): number =>
    new Set(reports.flatMap((report) => report[of].map(({ message }) => message))).size;
  return {
    kind: 'checked',
    system: key.slice(key.indexOf('#') + 1) || baseName(entry),
    assertions: count('failed'),
    warnings: count('warnings'),
    notes: wholeNotes(result).map(({ message }) => message),
  };
}
