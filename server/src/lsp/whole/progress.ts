// Shows what the thread for whole releases does, where that takes longer than a moment; the user can end it.

import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { inBackground } from '../../base/timer';
import { l10n } from '../../protocol/l10n';
import type { ClientFeatures } from '../client-features';
import type { WholeClient } from './client';
import type { WholeOrder } from './messages';

interface Shown {
  readonly what: WholeOrder;
  reporter: WorkDoneProgressServerReporter | undefined;
  isOver: boolean;
}

/** @param titleOf what is done, as a title. @returns what is to be called whenever something else is done. */
export function showWork(
  connection: Connection,
  client: ClientFeatures,
  afterMs: number,
  titleOf: (what: WholeOrder) => string,
): (whole: WholeClient) => void {
  let shown: Shown | undefined;
  const show = async (begun: Shown, whole: WholeClient): Promise<void> => {
    if (begun.isOver) return;
    const reporter = await connection.window.createWorkDoneProgress();
    // It may be over before the editor has answered.
    if (begun.isOver) return;
    begun.reporter = reporter;
    reporter.begin(titleOf(begun.what), undefined, undefined, true);
    reporter.token.onCancellationRequested(() => {
      if (!begun.isOver) whole.cancel();
    });
  };
  return (whole) => {
    if (!client.showsProgress) return;
    const { doing } = whole;
    if (shown !== undefined && shown.what !== doing?.what) {
      shown.isOver = true;
      shown.reporter?.done();
      shown = undefined;
    }
    if (doing === undefined) return;
    if (shown !== undefined) {
      if (doing.count > 0) shown.reporter?.report(l10n.t('{0} options', doing.count));
      return;
    }
    const begun: Shown = { what: doing.what, reporter: undefined, isOver: false };
    shown = begun;
    inBackground(setTimeout(() => void show(begun, whole).catch(() => undefined), afterMs));
  };
}
