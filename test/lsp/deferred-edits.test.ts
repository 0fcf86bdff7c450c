// Edits of actions are made when one is chosen, where the editor asks for them then; never for another text.
import { expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { type Editor, type InitializeOverrides, OUR_CLIENT, withEditor } from '../support/lsp-pair';

const RESOLVES: InitializeOverrides = {
  capabilities: {
    ...OUR_CLIENT.capabilities,
    textDocument: {
      ...OUR_CLIENT.capabilities.textDocument,
      codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
    },
  },
};

const FILE = '/configuration.nix';
const OTHER = '/travel.nix';
const TEXT = `{ lib, ... }:
{
  imports = [ ./travel.nix ];
  services.openssh.enable = true;
  services.printing.enable = true;
}
`;
const OTHER_TEXT = `{ lib, ... }: { specialisation.travel.configuration = {
  services.openssh.enable = false; services.printing.enable = false; }; }
`;
const FIXTURE = `#- ${FILE}\n${TEXT}\n#- ${OTHER}\n${OTHER_TEXT}`;
const BOTH = { start: { line: 3, character: 4 }, end: { line: 4, character: 4 } };

async function opened(editor: Editor, overrides: InitializeOverrides): Promise<void> {
  await editor.initialize(overrides);
  await editor.open(FILE, TEXT);
}

const offered = async (editor: Editor, only: string): Promise<readonly CodeAction[]> =>
  editor.codeActions(FILE, BOTH, { only: [only], triggerKind: 1 });

const resolved = (editor: Editor, action: CodeAction | undefined): Promise<CodeAction> =>
  editor.request('codeAction/resolve', action ?? null);

/** Without what says where the folder lies. */
const plain = (editor: Editor, actions: readonly CodeAction[]): unknown =>
  JSON.parse(JSON.stringify(actions.map(({ data: _, ...action }) => action)).replaceAll(editor.uri(''), ''));

async function inEditor<T>(overrides: InitializeOverrides, ask: (editor: Editor) => Promise<T>): Promise<T> {
  const said: T[] = [];
  await withEditor(FIXTURE, async (editor) => {
    await opened(editor, overrides);
    said.push(await ask(editor));
  });
  const [only] = said;
  if (only === undefined) throw new Error('nothing was said');
  return only;
}

it.each(['quickfix', 'refactor', 'source.fixAll'])('%s: the same edits as at once', async (kind) => {
  const atOnce = await inEditor({}, async (editor) => {
    const actions = await offered(editor, kind);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.every(({ edit, data }) => edit !== undefined && data === undefined)).toBe(true);
    return plain(editor, actions);
  });
  const later = await inEditor(RESOLVES, async (editor) => {
    const actions = await offered(editor, kind);
    expect(actions.every(({ edit }) => edit === undefined)).toBe(true);
    return plain(editor, await Promise.all(actions.map((action) => resolved(editor, action))));
  });
  expect(later).toEqual(atOnce);
});

it.each([
  ['an editor that asks for edits', RESOLVES, true],
  ['another one', {}, undefined],
])('%s is told whether it can', (_name, overrides, can) =>
  withEditor(FIXTURE, async (editor) => {
    const { capabilities } = Object(await editor.initialize(overrides));
    expect(capabilities.codeActionProvider).toMatchObject({ codeActionKinds: expect.arrayContaining(['quickfix']) });
    expect(capabilities.codeActionProvider.resolveProvider).toBe(can);
  }),
);

it('of a text that has become another there is no edit', () =>
  inEditor(RESOLVES, async (editor) => {
    const actions = [...(await offered(editor, 'quickfix')), ...(await offered(editor, 'refactor'))];
    const line = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    await editor.change(FILE, [{ range: line, text: '# more\n' }], `# more\n${TEXT}`);
    for (const action of actions) expect(await resolved(editor, action)).toEqual(action);
    return true;
  }));

it('where another file has become another, it is the edit of now', () =>
  inEditor(RESOLVES, async (editor) => {
    await editor.open(OTHER, OTHER_TEXT);
    const [force] = await offered(editor, 'quickfix');
    expect(force?.title).toContain('travel.nix');
    const moved = `# moved\n${OTHER_TEXT}`;
    await editor.change(OTHER, [{ text: moved }], moved);
    const { edit } = await resolved(editor, force);
    expect(edit && editor.edited(OTHER, edit)).toBe(
      moved.replace('openssh.enable = ', 'openssh.enable = lib.mkForce '),
    );
    const mended = OTHER_TEXT.replaceAll('false', 'lib.mkForce false');
    await editor.change(OTHER, [{ text: mended }], mended);
    expect(await resolved(editor, force)).toEqual(force);
    return true;
  }));

it('what is asked for is what was offered', () =>
  inEditor(RESOLVES, async (editor) => {
    const [force] = await offered(editor, 'quickfix');
    const others: readonly CodeAction[] = [
      { title: 'of another server' },
      { ...force, title: 'Never offered' },
      { title: force?.title ?? '', kind: 'quickfix', data: { uri: editor.uri('/none.nix'), version: 1, range: BOTH } },
      { title: force?.title ?? '', kind: 'quickfix', data: 'words' },
    ];
    for (const action of others) expect(await resolved(editor, action)).toEqual(action);
    return true;
  }));
