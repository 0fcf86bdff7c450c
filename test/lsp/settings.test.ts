// How loud the rules are is the editor's to say: at the start, and whenever it changes.
import { expect, it } from 'vitest';
import { RULES_SECTION } from '../../server/src/protocol/requests';
import { OUR_CLIENT, withEditor } from '../support/lsp-pair';

const CONFLICT = `{
  services.openssh.enable = true;
  specialisation.travel.configuration.services.openssh.enable = false;
}
`;
const severities = (diagnostics: readonly { readonly severity?: number }[]): readonly (number | undefined)[] =>
  diagnostics.map(({ severity }) => severity);

it('settings that come with the first request count from the start', () =>
  withEditor(`#- /configuration.nix\n${CONFLICT}`, async (editor) => {
    await editor.initialize({
      initializationOptions: { ...OUR_CLIENT.initializationOptions, rules: { 'option-conflict': 'hint' } },
    });
    await editor.open('/configuration.nix', CONFLICT);
    expect(severities((await editor.diagnostics('/configuration.nix')).diagnostics)).toEqual([4, 4]);
  }));

it('a change of settings shows at once', () =>
  withEditor(`#- /configuration.nix\n${CONFLICT}`, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', CONFLICT);
    await editor.diagnostics('/configuration.nix', (list) => list.length === 2);
    editor.settings.set(RULES_SECTION, { 'option-conflict': 'off' });
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.diagnostics('/configuration.nix', (list) => list.length === 0);
    editor.settings.set(RULES_SECTION, { 'option-conflict': 'nonsense' });
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const back = await editor.diagnostics('/configuration.nix', (list) => list.length === 2);
    // The other side of a conflict is a hint.
    expect(severities(back.diagnostics)).toEqual([4, 1]);
  }));

it('an editor that sends none with the first request is asked', () =>
  withEditor(`#- /configuration.nix\n${CONFLICT}`, async (editor) => {
    editor.settings.set(RULES_SECTION, { 'option-conflict': 'information' });
    await editor.initialize();
    await editor.open('/configuration.nix', CONFLICT);
    await editor.diagnostics(
      '/configuration.nix',
      (list) => list.length === 2 && list.some(({ severity }) => severity === 3),
    );
  }));

it('each finding can be ignored by a comment', () =>
  withEditor(`#- /configuration.nix\n${CONFLICT}`, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', CONFLICT);
    const { diagnostics } = await editor.diagnostics('/configuration.nix', (list) => list.length === 2);
    const range = diagnostics[0]?.range;
    if (range === undefined) throw new Error('nothing found');
    const actions = await editor.codeActions('/configuration.nix', range);
    const quickFixes = actions.filter(({ kind }) => kind === 'quickfix');
    const last = quickFixes.at(-1);
    expect(last?.title).toBe('Ignore option-conflict on this line');
    expect(JSON.stringify(last?.edit)).toContain('  # specialisations-ignore: option-conflict\\n');
  }));
