// To the definitions of the option, or of the specialisation, at a place.
import {
  type CancellationToken,
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
  type Range,
} from 'vscode-languageserver';
import type { LineOfFile, Location as Place } from '../../base/span';
import { declarationsOfPlace, definitionsOfPlace, referencesOfPlace, targetsOfPlace } from '../../features/navigation';
import { toRange, toUri } from '../convert';
import { guardAsync } from '../guard';
import { askedAt } from './asked-at';
import type { Handler } from './handler';

const lineRange = (line: number): Range => {
  const start = { line: line - 1, character: 0 };
  return { start, end: start };
};

export const navigation: Handler = {
  capabilities: {
    definitionProvider: true,
    declarationProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
  },
  register(session) {
    const { connection, logger, core } = session;
    const isAlone = !session.client.hasOtherServer;
    const toLocation = (place: Place | LineOfFile): Location => ({
      uri: toUri(place.file, session),
      range: 'line' in place ? lineRange(place.line) : toRange(place, session),
    });
    const reports = (uri: string, position: Position, token: CancellationToken | undefined) =>
      askedAt(uri, position, session, (of) => core.ask({ about: 'place', of }, token));
    const readsOf = async (
      { file, offset, answer }: NonNullable<Awaited<ReturnType<typeof reports>>>,
      token: CancellationToken | undefined,
    ): Promise<readonly Place[]> => {
      const isNamed = answer.some(({ specialisation }) => specialisation !== undefined);
      return (isNamed ? await core.ask({ about: 'reads', of: { file, offset } }, token) : undefined) ?? [];
    };

    connection.onDefinition(
      guardAsync(logger, 'definition', [], async ({ textDocument, position }, token): Promise<() => Location[]> => {
        const asked = await reports(textDocument.uri, position, token);
        const span = asked?.answer[0]?.span;
        return () =>
          asked && span ? targetsOfPlace(asked.answer, { ...span, file: asked.file }, isAlone).map(toLocation) : [];
      }),
    );

    connection.onDeclaration(
      guardAsync(logger, 'declaration', [], async ({ textDocument, position }, token): Promise<() => Location[]> => {
        const asked = await reports(textDocument.uri, position, token);
        return () => declarationsOfPlace(asked?.answer ?? [], isAlone).map(toLocation);
      }),
    );

    connection.onReferences(
      guardAsync(
        logger,
        'references',
        [],
        async ({ textDocument, position, context }, token): Promise<() => Location[]> => {
          const asked = await reports(textDocument.uri, position, token);
          const span = asked?.answer[0]?.span;
          if (asked === undefined || span === undefined) return () => [];
          const { file, answer } = asked;
          const reads = await readsOf(asked, token);
          return () => referencesOfPlace(answer, reads, { ...span, file }, context.includeDeclaration).map(toLocation);
        },
      ),
    );

    connection.onDocumentHighlight(
      guardAsync(
        logger,
        'documentHighlight',
        [],
        async ({ textDocument, position }, token): Promise<() => DocumentHighlight[]> => {
          const asked = await reports(textDocument.uri, position, token);
          if (asked === undefined) return () => [];
          const reads = await readsOf(asked, token);
          const highlights = (places: readonly Place[], kind: DocumentHighlightKind): DocumentHighlight[] =>
            places.filter(({ file }) => file === asked.file).map((place) => ({ range: toRange(place, session), kind }));
          return () => [
            ...highlights(definitionsOfPlace(asked.answer), DocumentHighlightKind.Write),
            ...highlights(reads, DocumentHighlightKind.Read),
          ];
        },
      ),
    );
  },
};
