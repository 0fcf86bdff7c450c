// Shows the progress of work that takes longer than a moment: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#serverInitiatedProgress
import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver/node';
import type { ClientFeatures } from './client-features';
import type { WorkLoop } from './work-loop';

const SHOWN_AFTER_MS = 1000;
const TITLE = 'Analysing NixOS configurations';

interface Shown {
  reporter: WorkDoneProgressServerReporter | undefined;
  isOver: boolean;
}

export function startProgress(work: WorkLoop, connection: Connection, client: ClientFeatures): void {
  if (!client.showsProgress) return;
  let shown: Shown | undefined;
  work.onSlice(({ isComplete, systems }, sinceMs) => {
    if (isComplete) {
      shown?.reporter?.done();
      if (shown !== undefined) shown.isOver = true;
      shown = undefined;
    } else if (shown !== undefined) {
      shown.reporter?.report(message(systems.length));
    } else if (sinceMs > SHOWN_AFTER_MS) {
      const begun: Shown = { reporter: undefined, isOver: false };
      shown = begun;
      connection.window.createWorkDoneProgress().then(
        (reporter) => {
          // It may be over before the editor has answered.
          if (begun.isOver) return;
          begun.reporter = reporter;
          reporter.begin(TITLE, undefined, message(systems.length), false);
        },
        () => undefined,
      );
    }
  });
}

const message = (systems: number): string => (systems === 0 ? 'Looking for systems' : `${systems} done`);
