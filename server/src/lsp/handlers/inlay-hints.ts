// What becomes of definitions in specialisations, behind their names.
import type { InlayHint } from 'vscode-languageserver';
import { inlayHints as hintsIn } from '../../features/inlay-hints';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

export const inlayHints: Handler = {
  capabilities: { inlayHintProvider: true },
  register(session) {
    const { connection, logger, core, documents, texts } = session;
    connection.languages.inlayHint.on(
      guardAsync(logger, 'inlayHint', [], async ({ textDocument, range }, token): Promise<() => InlayHint[]> => {
        const path = texts.pathOf(textDocument.uri);
        const document = path === undefined ? undefined : documents.get(path);
        const shown = session.features.inlayHints;
        if (path === undefined || document === undefined || shown === 'off') return () => [];
        const found = await core.ask({ about: 'fates', of: path }, token);
        const { lines } = document;
        const within = { start: lines.offset(range.start), end: lines.offset(range.end) };
        return () =>
          documents.get(path) !== document
            ? []
            : hintsIn(found ?? [], within, shown).map(({ offset, label }) => ({
                position: lines.position(offset),
                label,
                paddingLeft: true,
              }));
      }),
    );
  },
};
