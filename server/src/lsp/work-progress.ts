// Shows the progress of work that takes longer than a moment:
// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#serverInitiatedProgress

import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { l10n } from '../protocol/l10n';
import type { ClientFeatures } from './client-features';
import type { Listener } from './core/client';

/** Work that takes less is over before one has read of it. */
export const SHOWN_AFTER_MS = 1000;
const titleOf = (): string => l10n.t('Analysing NixOS configurations');

interface Shown {
  reporter: WorkDoneProgressServerReporter | undefined;
  /** What it says. */
  message: string;
  isOver: boolean;
}

export function startProgress(
  onSlice: (listener: Listener) => void,
  connection: Connection,
  client: ClientFeatures,
  afterMs: number,
): void {
  if (!client.showsProgress) return;
  let shown: Shown | undefined;
  onSlice(({ systems }, sinceMs, isOver) => {
    const message = messageOf(systems.length);
    if (isOver) {
      shown?.reporter?.done();
      if (shown !== undefined) shown.isOver = true;
      shown = undefined;
    } else if (shown !== undefined) {
      if (shown.message !== message) shown.reporter?.report(message);
      shown.message = message;
    } else if (sinceMs > afterMs) {
      const begun: Shown = { reporter: undefined, message, isOver: false };
      shown = begun;
      connection.window.createWorkDoneProgress().then(
        (reporter) => {
          // It may be over before the editor has answered.
          if (begun.isOver) return;
          begun.reporter = reporter;
          reporter.begin(titleOf(), undefined, begun.message, false);
        },
        () => undefined,
      );
    }
  });
}

const messageOf = (systems: number): string =>
  systems === 0 ? l10n.t('Looking for systems') : l10n.t('{0} done', systems);
