// Findings for editors that ask for them:
// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textDocument_diagnostic
import {
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

/** Without an identifier: an editor that keeps what it has by name may then keep what is pushed under the same. */
const PROVIDER = { interFileDependencies: true, workspaceDiagnostics: false };

export const diagnostics: Handler = {
  capabilities: ({ pullsDiagnostics }) => (pullsDiagnostics ? { diagnosticProvider: PROVIDER } : {}),
  register({ connection, logger, client, core, documents, publisher, work }) {
    if (!client.pullsDiagnostics) return;
    const answer = guardAsync<DocumentDiagnosticParams, DocumentDiagnosticReport | undefined>(
      logger,
      'diagnostic',
      undefined,
      async ({ textDocument: { uri }, previousResultId }, token) => {
        const path = documents.withUri(uri)?.path;
        // Meanwhile the editor shows the last answer, or what was pushed.
        if (path !== undefined)
          await publisher.pulls.during(path, () =>
            work.heard((partial) => publisher.hasNews(path, previousResultId, partial), { upTo: 'long', token }),
          );
        return () => {
          const document = documents.withUri(uri);
          return document && publisher.report(document, previousResultId, core.partial);
        };
      },
    );
    connection.languages.diagnostics.on(async (params, token) => {
      const report = await answer(params, token);
      if (report !== undefined) return report;
      // Of this document all is pushed: it is not open, or nothing is known of it yet.
      throw new ResponseError(LSPErrorCodes.ServerCancelled, 'pushed', { retriggerRequest: false });
    });
  },
};
