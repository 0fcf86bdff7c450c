// Conversations about the tools for assistants.
import { expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { ASSISTANT_REQUEST, type AssistantResult } from '../../server/src/protocol/assistant';
import { type Editor, OUR_CLIENT, withEditor } from '../support/lsp-pair';

const FILE = '/configuration.nix';
const TEXT = `{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.gaming.configuration.services.openssh.enable = false;
}
`;

const ask = (editor: Editor, tool: string, input: unknown) =>
  editor.request<AssistantResult<WorkspaceEdit>>(ASSISTANT_REQUEST, { tool, input });

it('answers about texts as they are in the editor, once all is known', () =>
  withEditor(`#- ${FILE}\n{ }`, async (editor) => {
    await editor.initialize();
    await editor.open(FILE, TEXT);
    const { text, isProblem } = await ask(editor, 'check', { severity: 'error' });
    expect(isProblem).toBe(false);
    expect(JSON.parse(text)).toMatchObject({
      counts: { error: 1 },
      findings: [
        { file: 'configuration.nix', line: 4, code: 'option-conflict' },
        { otherSide: true, line: 3 },
      ],
    });
  }));

it('a fix comes with the edit, which the editor is to show first', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    const workspaceEdit = {
      documentChanges: true,
      resourceOperations: ['create'],
      changeAnnotationSupport: { groupsOnLabel: true },
    };
    const { capabilities } = OUR_CLIENT;
    const workspace = { ...capabilities.workspace, workspaceEdit };
    await editor.initialize({ capabilities: { ...capabilities, workspace } });
    await editor.open(FILE, TEXT);
    const { text, edit } = await ask(editor, 'propose_fix', { file: './configuration.nix', line: 4 });
    expect(JSON.parse(text).fixes[0]).toMatchObject({ number: 1, preferred: true });
    expect(edit?.documentChanges?.at(-1)).toMatchObject({
      textDocument: { uri: editor.uri(FILE), version: 1 },
      edits: [{ newText: 'lib.mkForce ' }],
    });
    expect(Object.values(edit?.changeAnnotations ?? {})).toEqual([{ label: 'Preview', needsConfirmation: true }]);
    const other = await ask(editor, 'propose_fix', { file: 'configuration.nix', line: 4, fix: 2 });
    expect(other.edit?.documentChanges?.at(-1)).toMatchObject({ edits: [{ newText: 'lib.mkDefault ' }] });
  }));

it.each([
  ['check', { file: 'none.nix' }, 'no system takes in the file "none.nix": nothing of it was checked'],
  ['check', 'x', 'the input must be an object'],
  ['run', {}, /^there is no tool "run"/],
])('%s %j: a problem in plain words', (tool, input, words) =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await editor.initialize();
    const { text, isProblem, edit } = await ask(editor, tool, input);
    expect([isProblem, edit]).toEqual([true, undefined]);
    expect(text).toMatch(words);
  }),
);
