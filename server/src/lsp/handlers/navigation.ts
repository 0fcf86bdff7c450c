// To the definitions of the option, or of the specialisation, at a place.
import {
  type CancellationToken,
  DocumentHighlightKind,
  type Location,
  type Position,
  type Range,
} from 'vscode-languageserver';
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
          const { file, offset, answer } = asked;
          const isNamed = answer.some(({ specialisation }) => specialisation !== undefined);
          const reads = isNamed ? await core.ask({ about: 'reads', of: { file, offset } }, token) : undefined;
          return () =>
            referencesOfPlace(answer, reads ?? [], { ...span, file }, context.includeDeclaration).map(toLocation);
        },
      ),
    );

    connection.onDocumentHighlight(
      guardAsync(logger, 'documentHighlight', [], async ({ textDocument, position }, token) => {
        const asked = await reports(textDocument.uri, position, token);
        return () =>
          // The editor highlights names of code by itself.
          definitionsOfPlace(withoutCode(asked?.answer ?? []))
            .filter(({ file, start, end }) => file === asked?.file && start < end)
            .map((place) => ({ range: toRange(place, session), kind: DocumentHighlightKind.Write }));
      }),
    );
  },
};
