// A colour for definitions that never count.
import { type SemanticTokens, SemanticTokensBuilder } from 'vscode-languageserver';
import { fatesByPlace } from '../../features/fates';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

/** `overridden` is our own; package.json gives it a colour. */
const LEGEND = { tokenTypes: ['property'], tokenModifiers: ['overridden'] };
const NONE: SemanticTokens = { data: [] };

export const semanticTokens: Handler = {
  capabilities: { semanticTokensProvider: { legend: LEGEND, full: true } },
  register(session) {
    const { connection, logger, core, documents, texts } = session;
    connection.languages.semanticTokens.on(
      guardAsync(logger, 'semanticTokens', NONE, async ({ textDocument }, token): Promise<() => SemanticTokens> => {
        const path = texts.pathOf(textDocument.uri);
        const document = path === undefined ? undefined : documents.get(path);
        if (path === undefined || document === undefined) return () => NONE;
        const found = await core.ask({ about: 'fates', of: path }, token);
        return () => {
          if (documents.get(path) !== document) return NONE;
          const builder = new SemanticTokensBuilder();
          for (const { name } of fatesByPlace(found ?? []).filter(({ neverCounts }) => neverCounts)) {
            const [start, end] = [document.lines.position(name.start), document.lines.position(name.end)];
            if (start.line === end.line)
              builder.push(start.line, start.character, end.character - start.character, 0, 1);
          }
          return builder.build();
        };
      }),
    );
  },
};
