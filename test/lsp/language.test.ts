// In the language of the editor: lenses, hints and symbols; English where there are no texts of it.
import { expect, it } from 'vitest';
import type { DocumentSymbol, InlayHint } from 'vscode-languageserver/node';
import { withEditor } from '../support/lsp-pair';

const TEXT = `{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.gaming.configuration.services.openssh.enable = lib.mkForce false;
}
`;

it.each([
  [
    'de',
    ['Zu dieser Spezialisierung wechseln', 'Neu bauen und wechseln', 'Mehr…'],
    'erzwungen in gaming',
    'Spezialisierung',
  ],
  ['fr', ['Switch to this specialisation', 'Rebuild and switch', 'More…'], 'forced in gaming', 'specialisation'],
  [undefined, ['Switch to this specialisation', 'Rebuild and switch', 'More…'], 'forced in gaming', 'specialisation'],
])('%s', (locale, lenses, hint, detail) =>
  withEditor(`#- /configuration.nix\n${TEXT}`, async (editor) => {
    await editor.initialize(locale === undefined ? {} : { locale });
    await editor.open('/configuration.nix', TEXT);
    const textDocument = { uri: editor.uri('/configuration.nix') };
    const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
    const titles = (await editor.codeLenses('/configuration.nix')).map(({ command }) => command?.title);
    expect(titles).toEqual(lenses);
    const hints = await editor.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
    expect(hints.map(({ label }) => label)).toEqual([hint]);
    const symbols = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    expect(symbols.map((symbol) => symbol.detail)).toEqual([detail]);
  }),
);
