// Whatever a configuration holds, what the editor is sent to show is one line in which nothing hides.
import { expect, it } from 'vitest';
import { hasHidden } from '../../server/src/protocol/visible';
import { withEditor } from '../support/lsp-pair';

/** Line breaks, a terminal's escape, marks that reorder, that hide, and that separate; C1 and DEL. */
const HIDDEN = '\r\u001b[2J\u202e\u200b\u2028\u0085\u009b\u007f';
const NAME = `![x](https://example.org/)${HIDDEN}${'x'.repeat(500)}`;
const TEXT = `{
  environment.variables."${NAME}" = "a${HIDDEN}";
  specialisation."${NAME}".configuration.environment.variables."${NAME}" = "b${HIDDEN}";
  specialisation."${HIDDEN}".configuration = { };
}
`;

it('diagnostics, related places, fixes and lenses', () =>
  withEditor(`#- /configuration.nix\n${TEXT}`, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', TEXT);
    const { diagnostics } = await editor.diagnostics('/configuration.nix', (list) =>
      list.some(({ code }) => code === 'option-conflict'),
    );
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const actions = await editor.codeActions('/configuration.nix', range);
    const lenses = await editor.codeLenses('/configuration.nix');
    const texts = [
      ...diagnostics.flatMap(({ message, relatedInformation = [] }) => [
        String(message),
        ...relatedInformation.map((related) => related.message),
      ]),
      ...actions.map(({ title }) => title),
      ...lenses.map(({ command }) => command?.title ?? ''),
    ];
    expect(texts.some((text) => text.includes('\\u{202e}'))).toBe(true);
    expect(lenses.length).toBeGreaterThan(0);
    expect(actions.length).toBeGreaterThan(0);
    expect(texts.filter(hasHidden)).toEqual([]);
    expect(texts.filter((text) => text.length > 8000)).toEqual([]);
    expect(editor.log.flatMap((message) => message.split('\n')).filter(hasHidden)).toEqual([]);
  }));
