// What can be folded.
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import type { Fold } from '../../features/folding';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

const KINDS: Readonly<Record<Fold['kind'], FoldingRangeKind | undefined>> = {
  code: undefined,
  comment: FoldingRangeKind.Comment,
  region: FoldingRangeKind.Region,
};

export const folding: Handler = {
  capabilities: { foldingRangeProvider: true },
  register({ connection, logger, core, documents, texts }) {
    connection.onFoldingRanges(
      guardAsync(
        logger,
        'foldingRange',
        null,
        async ({ textDocument }, token): Promise<() => FoldingRange[] | null> => {
          const path = texts.pathOf(textDocument.uri);
          const document = path === undefined ? undefined : documents.get(path);
          const folds =
            document && path !== undefined ? await core.ask({ about: 'folding', of: path }, token) : undefined;
          return () => {
            // Of another text: the editor asks again.
            if (folds === undefined || document === undefined || documents.get(path ?? '') !== document) return null;
            return folds.flatMap(({ start, end, kind, keepsLast }) => {
              const startLine = document.lines.position(start).line;
              const endLine = document.lines.position(end).line - (keepsLast ? 1 : 0);
              const named = KINDS[kind];
              return endLine > startLine ? [{ startLine, endLine, ...(named && { kind: named }) }] : [];
            });
          };
        },
      ),
    );
  },
};
