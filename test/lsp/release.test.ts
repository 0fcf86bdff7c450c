// The options of the NixOS that configurations are built with: read in a thread of its own, known from then on.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/process.mjs';
import type { AnalysisStatus } from '../../server/src/protocol/requests';
import { type Editor, OUR_CLIENT, withEditor } from '../support/lsp-pair';
import { temporaryFolder } from '../support/temporary-folder';

const SMALL = join(ROOT, 'test/small-nixpkgs');
const FILE = '/configuration.nix';
/** `lantern` is an option of this release only; `lanterns` is none of any. */
const TEXT = '{\n  services.lantern.enable = true;\n  services.lanterns.enable = true;\n}\n';

const initialize = (editor: Editor, features: object, more: object = {}): Promise<unknown> =>
  editor.initialize({
    ...OUR_CLIENT,
    initializationOptions: { ...OUR_CLIENT.initializationOptions, rules: {}, status: true, features, ...more },
  });

const status = (editor: Editor, wanted: (status: AnalysisStatus) => boolean): Promise<AnalysisStatus> =>
  editor.until(() => {
    const last = editor.statuses.at(-1);
    return last !== undefined && wanted(last) ? last : undefined;
  });

it('reads the release that the settings name, and finds again what there is to find', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await initialize(editor, { nixpkgs: SMALL });
    await editor.open(FILE, TEXT);
    const { diagnostics } = await editor.diagnostics(FILE, (all) => all.some(({ code }) => code === 'unknown-option'));
    expect(diagnostics.map(({ code, range, severity }) => [code, range.start.line, severity])).toEqual([
      ['unknown-option', 2, 1],
    ]);
    const { releases } = await status(editor, ({ busy, releases: [first] }) => !busy && first?.state === 'read');
    expect(releases).toEqual([{ kind: 'nixos', path: SMALL, release: '99.05', by: 'chosen', state: 'read' }]);
  }));

it('reads a folder of this machine that a flake locks once the workspace is trusted, and not before', () => {
  const lock = (path: string): string =>
    JSON.stringify({
      version: 7,
      root: 'root',
      nodes: {
        nixpkgs: { locked: { type: 'path', path }, original: { type: 'path', path } },
        root: { inputs: { nixpkgs: 'nixpkgs' } },
      },
    });
  const flake = (path: string): string =>
    `{
  inputs.nixpkgs.url = "path:${path}";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./configuration.nix ]; };
  };
}
`;
  const files = (path: string): string =>
    `#- /flake.nix\n${flake(path)}#- /flake.lock\n${lock(path)}\n#- ${FILE}\n${TEXT}`;
  const nixpkgs = join(temporaryFolder(), 'nixpkgs');
  symlinkSync(SMALL, nixpkgs);
  return withEditor(files(nixpkgs), async (editor) => {
    await initialize(editor, {}, { trusted: false });
    await editor.open(FILE, TEXT);
    const { releases } = await status(editor, ({ busy, systems }) => !busy && systems === 1);
    expect(releases).toEqual([]);
    await editor.notify('nixosSpecialisations/trusted', null);
    const trusted = await status(editor, ({ releases: [first] }) => first?.state === 'read');
    expect(trusted.releases).toEqual([{ kind: 'nixos', path: nixpkgs, release: '99.05', by: 'lock', state: 'read' }]);
  });
});

it('says why a release cannot be read, and goes on with the bundled table', () =>
  withEditor(
    `#- ${FILE}\n${TEXT}#- /broken/nixos/modules/module-list.nix\n[ ./absent.nix ]\n#- /broken/nixos/lib/eval-config.nix\nthrow "not today"\n`,
    async (editor) => {
      await initialize(editor, { nixpkgs: `${editor.folder}/broken` });
      await editor.open(FILE, TEXT);
      const { releases, notes } = await status(editor, ({ releases: [first] }) => first?.state === 'failed');
      expect({ why: releases[0]?.why, notes }).toEqual({ why: expect.stringContaining('not today'), notes: [] });
      await editor.settings.set('nixosSpecialisations', { nixpkgs: '/there/is/nothing' });
      await editor.notify('workspace/didChangeConfiguration', { settings: null });
      const after = await status(editor, ({ releases: all, notes: said }) => all.length === 0 && said.length > 0);
      expect(after.notes).toEqual([
        'nixosSpecialisations.nixpkgs: there is no nixos/modules/module-list.nix in /there/is/nothing',
      ]);
    },
  ));
