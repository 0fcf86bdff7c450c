// Conversations about fixes: offered where the problem is, complete in themselves, and all at once where asked for.
import { expect, it } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver/node';
import { type Editor, type InitializeOverrides, OUR_CLIENT, withEditor } from '../support/lsp-pair';

const FILE = '/configuration.nix';
const TEXT = `{ lib, ... }:
{
  services.openssh.enable = true;
  services.printing.enable = true;
  specialisation.travel.configuration = {
    services.openssh.enable = false;
    services.printing.enable = false;
  };
}
`;
const FIRST: Range = { start: { line: 2, character: 4 }, end: { line: 2, character: 4 } };
const WHOLE: Range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
const INVOKED = { triggerKind: 1 };
const AUTOMATIC = { triggerKind: 2 };

async function opened(editor: Editor, overrides: InitializeOverrides = {}, text = TEXT): Promise<void> {
  await editor.initialize(overrides);
  await editor.open(FILE, text);
}

function edited(editor: Editor, action: CodeAction | undefined): string {
  if (action?.edit === undefined) throw new Error('there is no such action');
  return editor.edited(FILE, action.edit);
}

it('the quick fixes of the problem under the cursor, the best one marked, each applicable as it is', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await opened(editor);
    const actions = await editor.codeActions(FILE, FIRST, { only: ['quickfix'] });
    expect(
      actions.map(({ kind, isPreferred, diagnostics }) => [kind, isPreferred, diagnostics?.[0]?.range.start.line]),
    ).toEqual([
      ['quickfix', true, 2],
      ['quickfix', undefined, 2],
      ['quickfix', undefined, 2],
      ['quickfix', undefined, 2],
    ]);
    const [force, yields, baseOnly, ignore] = actions;
    expect(ignore?.title).toBe('Ignore option-conflict on this line');
    expect(edited(editor, force)).toBe(TEXT.replace('openssh.enable = false', 'openssh.enable = lib.mkForce false'));
    expect(edited(editor, yields)).toBe(TEXT.replace('openssh.enable = true', 'openssh.enable = lib.mkDefault true'));
    expect(edited(editor, baseOnly)).toContain('openssh.enable = lib.mkIf (config.specialisation != { }) true');
    expect(force?.edit?.documentChanges).toMatchObject([{ textDocument: { uri: editor.uri(FILE), version: 1 } }]);
  }));

it('a fix that was applied leaves nothing to fix there', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await opened(editor);
    const [force] = await editor.codeActions(FILE, FIRST, { only: ['quickfix'] });
    const text = edited(editor, force);
    await editor.change(FILE, [{ text }], text);
    expect(await editor.codeActions(FILE, FIRST, { only: ['quickfix'] })).toEqual([]);
  }));

it('an editor without versioned edits gets plain ones', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await opened(editor, { capabilities: {} });
    const [force] = await editor.codeActions(FILE, FIRST, { only: ['quickfix'] });
    expect(Object.keys(force?.edit ?? {})).toEqual(['changes']);
    expect(edited(editor, force)).toContain('lib.mkForce false');
  }));

it('a fix may be in another file, which need not be open', () =>
  withEditor(
    '#- /travel.nix\n{ specialisation.travel.configuration.services.openssh.enable = false; }',
    async (editor) => {
      await opened(editor, {}, '{ imports = [ ./travel.nix ]; services.openssh.enable = true; }\n');
      const [force] = await editor.codeActions(FILE, WHOLE, { only: ['quickfix'] });
      expect(force?.edit?.documentChanges).toMatchObject([
        { textDocument: { uri: editor.uri('/travel.nix'), version: null } },
      ]);
      expect(force?.title).toMatch(/ in travel\.nix$/);
      const [all] = await editor.codeActions(FILE, WHOLE, { only: ['source.fixAll'], ...INVOKED });
      expect(all?.title).toMatch(/, and in travel\.nix$/);
    },
  ));

it('all of a file, in each of the ways', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await opened(editor);
    const actions = await editor.codeActions(FILE, FIRST, { only: ['source.fixAll'], ...INVOKED });
    expect(actions.map(({ kind }) => kind)).toEqual([
      'source.fixAll.nixosSpecialisations.mkForce',
      'source.fixAll.nixosSpecialisations.mkDefault',
      'source.fixAll.nixosSpecialisations.baseOnly',
    ]);
    const [force, yields] = actions;
    expect(edited(editor, force)).toBe(TEXT.replaceAll('= false', '= lib.mkForce false'));
    expect(edited(editor, yields)).toBe(TEXT.replaceAll('= true', '= lib.mkDefault true'));
  }));

it.each([
  [
    'our kind names one way',
    ['source.fixAll.nixosSpecialisations.mkDefault'],
    ['source.fixAll.nixosSpecialisations.mkDefault'],
  ],
  [
    'our kind alone means that the specialisations win',
    ['source.fixAll.nixosSpecialisations'],
    ['source.fixAll.nixosSpecialisations.mkForce'],
  ],
  ['the kinds of all tools change nothing of ours', ['source.fixAll'], []],
  ['nor does an unrelated kind', ['source.organizeImports'], []],
])('on save, %s', (_name, only, expected) =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await opened(editor);
    const actions = await editor.codeActions(FILE, WHOLE, { only, ...AUTOMATIC });
    expect(actions.map(({ kind }) => kind)).toEqual(expected);
  }),
);

it('the kinds are announced', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    expect(await editor.initialize(OUR_CLIENT)).toMatchObject({
      capabilities: {
        codeActionProvider: {
          codeActionKinds: expect.arrayContaining(['quickfix', 'source.fixAll.nixosSpecialisations.mkForce']),
        },
      },
      serverInfo: { name: 'nixos-specialisations', version: '1.2.3' },
    });
  }));
