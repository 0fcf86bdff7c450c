// In the language of the editor: lenses, hints and symbols; English where there are no texts of it.
import { afterAll, expect, it } from 'vitest';
import type { CodeAction, DocumentSymbol, Hover, InlayHint } from 'vscode-languageserver/node';
import { l10n } from '../../server/src/protocol/l10n';
import { withEditor } from '../support/lsp-pair';

// Server and core run in this process, and so may other tests.
afterAll(() => l10n.speak(undefined));

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

const CONFLICT = `{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.gaming.configuration.services.openssh.enable = false;
}
`;
const PLACE = { line: 3, character: 57 };

it('the other thread speaks it, too: findings, fixes and what is told of a place', () =>
  withEditor(`#- /configuration.nix\n${CONFLICT}`, async (editor) => {
    await editor.initialize({ locale: 'de' });
    await editor.open('/configuration.nix', CONFLICT);
    const textDocument = { uri: editor.uri('/configuration.nix') };
    const { diagnostics } = await editor.diagnostics('/configuration.nix');
    expect(diagnostics.map(({ message }) => message)).toContain(
      'Konflikt mit dem Basissystem, das true setzt (configuration.nix:3): ' +
        '`services.openssh.enable` ist hier false. Spezialisierung `gaming` lässt sich nicht auswerten.',
    );
    const range = { start: PLACE, end: PLACE };
    const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics, only: ['quickfix'] },
    });
    expect(actions.map(({ title }) => title)).toEqual([
      'Den Wert der Spezialisierung mit mkForce umschließen (die Spezialisierung gewinnt)',
      'Den Wert des Basissystems mit mkDefault umschließen (jede Spezialisierung darf ihn überschreiben)',
      'Den Wert des Basissystems nur im Basissystem verwenden',
      'option-conflict in dieser Zeile ignorieren',
    ]);
    const hover = await editor.request<Hover>('textDocument/hover', { textDocument, position: PLACE });
    expect(JSON.stringify(hover.contents)).toContain('alle Definitionen müssen gleich sein');
    expect(JSON.stringify(hover.contents)).toContain('Konflikt: kein Wert');
  }));
