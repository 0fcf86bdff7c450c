// Specialisations in the outline, the breadcrumbs and the search for symbols.

import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import { type SpecialisationSymbol, specialisationSymbols } from '../../features/symbols';
import { systemsCounted } from '../../features/system-names';
import { l10n } from '../../protocol/l10n';
import { visible } from '../../protocol/visible';
import { toRange, toUri } from '../convert';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

/** What the outline names them by where others have symbols, too. Said before anybody knows the language. */
const LABEL = 'Specialisations';

export const symbols: Handler = {
  capabilities: { documentSymbolProvider: { label: LABEL }, workspaceSymbolProvider: true },
  register(session) {
    const { connection, logger, work } = session;
    connection.onDocumentSymbol(
      guardAsync(logger, 'documentSymbol', [], async ({ textDocument }, token): Promise<() => DocumentSymbol[]> => {
        const path = session.texts.pathOf(textDocument.uri);
        if (path === undefined) return () => [];
        const known = await work.settled(path, { upTo: 'long', token });
        return () =>
          specialisationSymbols(known, path).map((symbol) => ({
            name: visible(symbol.name),
            detail: detailOf(symbol),
            kind: SymbolKind.Namespace,
            range: toRange(symbol.block, session),
            selectionRange: toRange(symbol.location, session),
          }));
      }),
    );

    connection.onWorkspaceSymbol(
      guardAsync(logger, 'workspaceSymbol', [], async ({ query }): Promise<() => SymbolInformation[]> => {
        const known = await work.complete();
        return () =>
          specialisationSymbols(known)
            .filter(({ name }) => isSought(name, query))
            .map((symbol) => ({
              name: visible(symbol.name),
              containerName: detailOf(symbol),
              kind: SymbolKind.Namespace,
              location: { uri: toUri(symbol.location.file, session), range: toRange(symbol.location, session) },
            }));
      }),
    );
  },
};

/** As many hosts as a line names. */
const MOST_HOSTS = 3;

function detailOf({ hosts, kinds }: SpecialisationSymbol): string {
  const what = kinds.every((kind) => kind === 'home-manager')
    ? l10n.t('Home Manager specialisation')
    : l10n.t('specialisation');
  if (hosts.length === 0) return what;
  const where =
    hosts.length > MOST_HOSTS ? systemsCounted(hosts.length, kinds) : hosts.map((host) => visible(host)).join(', ');
  return l10n.t('{0} of {1}', what, where);
}

/** Whether the letters of a query stand in a name in their order, as editors filter themselves. */
function isSought(name: string, query: string): boolean {
  let at = 0;
  const letters = name.toLowerCase();
  for (const letter of query.toLowerCase()) {
    const next = letters.indexOf(letter, at);
    if (next < 0) return false;
    at = next + 1;
  }
  return true;
}
