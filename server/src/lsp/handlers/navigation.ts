// To the definitions of the option, or of the specialisation, at a place.
import {
  type CancellationToken,
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
  type Range,
} from 'vscode-languageserver';
import type { PlaceReport } from '../../analysis/reports/place-report';
import type { LineOfFile, Location as Place } from '../../base/span';
import {
  declarationsOfPlace,
  definitionsOfPlace,
  referencesOfPlace,
  targetsOfPlace,
  withoutCode,
} from '../../features/navigation';
import { toRange, toUri } from '../convert';
import { guardAsync } from '../guard';
import type { Session } from '../session';
import { askedAt } from './asked-at';
import type { Handler } from './handler';

const lineRange = (line: number): Range => {
  const start = { line: line - 1, character: 0 };
  return { start, end: start };
};

/** Where a specialisation is read that a place names. */
async function readsAt(
  { file, offset, answer }: { readonly file: string; readonly offset: number; readonly answer: readonly PlaceReport[] },
  core: Session['core'],
  token: CancellationToken | undefined,
): Promise<readonly Place[]> {
  if (answer.every(({ specialisation }) => specialisation === undefined)) return [];
  return (await core.ask({ about: 'reads', of: { file, offset } }, token)) ?? [];
}

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
      askedAt(uri, position, session, async (of) => {
        const found = await core.ask({ about: 'place', of }, token);
        return isAlone || found === undefined ? found : withoutCode(found);
      });
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
          const reads = await readsAt(asked, core, token);
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
          const reads = await readsAt(asked, core, token);
          const highlights = (places: readonly Place[], kind: DocumentHighlightKind): DocumentHighlight[] =>
            places
              .filter(({ file, start, end }) => file === asked.file && start < end)
              .map((place) => ({ range: toRange(place, session), kind }));
          return () => [
            // The editor highlights names of code by itself.
            ...highlights(definitionsOfPlace(withoutCode(asked.answer)), DocumentHighlightKind.Write),
            ...highlights(reads, DocumentHighlightKind.Read),
          ];
        },
      ),
    );
  },
};
