// All conflicts of the workspace at once: one edit over all files, which the editor shows first.
import { expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { FIX_ALL_REQUEST } from '../../server/src/protocol/fix-all';
import { type Editor, type InitializeOverrides, OUR_CLIENT, withEditor } from '../support/lsp-pair';

const FILES = `#- /configuration.nix
{ lib, ... }:
{
  imports = [ ./printing.nix ./travel.nix ];
  services.openssh.enable = true;
}
#- /printing.nix
{ lib, ... }: { services.printing.enable = true; }
#- /travel.nix
{ lib, ... }:
{
  specialisation.travel.configuration = {
    services.openssh.enable = false;
    services.printing.enable = false;
  };
}
`;

const PREVIEWS: InitializeOverrides = {
  capabilities: {
    ...OUR_CLIENT.capabilities,
    workspace: {
      ...OUR_CLIENT.capabilities.workspace,
      workspaceEdit: { documentChanges: true, resourceOperations: ['create'], changeAnnotationSupport: {} },
    },
  },
};

const fixAll = (editor: Editor, kind: string): Promise<WorkspaceEdit | null> =>
  editor.request(FIX_ALL_REQUEST, { kind });
const fixed = (editor: Editor, edit: WorkspaceEdit | null): readonly (readonly [string, number])[] =>
  (edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change ? [[change.textDocument.uri.slice(editor.uri('').length), change.edits.length]] : [],
  );

it('edits of files that are open and of others, by who is to win', () =>
  withEditor(FILES, async (editor) => {
    await editor.initialize();
    expect(fixed(editor, await fixAll(editor, 'mkForce'))).toEqual([['/travel.nix', 2]]);
    expect(fixed(editor, await fixAll(editor, 'mkDefault'))).toEqual([
      ['/configuration.nix', 1],
      ['/printing.nix', 1],
    ]);
  }));

it('the editor shows all of it, ticked, before it is done', () =>
  withEditor(FILES, async (editor) => {
    await editor.initialize(PREVIEWS);
    const edit = await fixAll(editor, 'mkForce');
    const asked = Object.entries(edit?.changeAnnotations ?? {}).filter(
      ([, { needsConfirmation }]) => needsConfirmation,
    );
    expect(asked).toHaveLength(1);
    // What is to be confirmed does nothing.
    expect(edit?.documentChanges?.filter((change) => 'kind' in change)).toMatchObject([
      {
        kind: 'create',
        uri: editor.uri('/travel.nix'),
        options: { ignoreIfExists: true },
        annotationId: asked[0]?.[0],
      },
    ]);
    expect(fixed(editor, edit)).toEqual([['/travel.nix', 2]]);
  }));

it('of the text that is open, a syntax error in it notwithstanding', () =>
  withEditor(FILES, async (editor) => {
    await editor.initialize();
    await editor.open(
      '/travel.nix',
      '{ lib, ... }:\n{\n  specialisation.travel.configuration.services.openssh.enable = false;\n  x = \n}\n',
    );
    expect(fixed(editor, await fixAll(editor, 'mkForce'))).toEqual([['/travel.nix', 1]]);
  }));

it.each(['mkForce', 'remove', 'x'])('nothing where nothing is to be mended that way: %s', (kind) =>
  withEditor('{ services.openssh.enable = true; }', async (editor) => {
    await editor.initialize();
    expect(await fixAll(editor, kind)).toBeNull();
  }),
);
