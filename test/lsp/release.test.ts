// The options of the NixOS that configurations are built with: read in a thread of its own, known from then on.
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Diagnostic, Hover, Location, MarkupContent } from 'vscode-languageserver/node';
import { ROOT } from '../../scripts/lib/process.mjs';
import { type AnalysisStatus, CHECK_WHOLE_REQUEST, type CheckWholeResult } from '../../server/src/protocol/requests';
import { type Editor, OUR_CLIENT, withEditor } from '../support/lsp-pair';
import { temporaryFolder } from '../support/temporary-folder';

const SMALL = join(ROOT, 'test/small-nixpkgs');
const FILE = '/configuration.nix';
/** `lantern` is an option of this release only; `lanterns` is none of any. */
const TEXT = '{\n  services.lantern.enable = true;\n  services.lanterns.enable = true;\n}\n';

const initialize = (editor: Editor, features: object, more: object = {}, contentFormat = ['plaintext']) =>
  editor.initialize({
    capabilities: {
      ...OUR_CLIENT.capabilities,
      textDocument: { ...OUR_CLIENT.capabilities.textDocument, hover: { contentFormat } },
    },
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

it('knows the release of a folder that a flake names without a lock, and checks the whole system with it', () => {
  const flake = `{
  inputs.nixpkgs.url = "path:${SMALL}";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [ ./configuration.nix ]; };
  };
}
`;
  return withEditor(`#- /flake.nix\n${flake}#- ${FILE}\n${BROKEN}`, async (editor) => {
    await initialize(editor, {}, { trusted: true });
    await editor.open(FILE, BROKEN);
    const { releases } = await status(editor, ({ releases: [first] }) => first?.state === 'read');
    expect(releases).toEqual([{ kind: 'nixos', path: SMALL, release: '99.05', by: 'input', state: 'read' }]);
    await save(editor);
    await editor.diagnostics(FILE, asserted);
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

const BROKEN = `{ config, ... }:
{
  networking.hostName = "laptop";
  networking.networkmanager.enable = true;
  networking.wireless.enable = true;
  environment.systemPackages = [ ];
  fileSystems."/" = { device = "/dev/sda"; fsType = "ext4"; };
  boot.loader.systemd-boot.enable = true;
  system.stateVersion = "99.05";
  specialisation.quiet.configuration = { };
}
`;

const asserted = (all: readonly Diagnostic[]): boolean => all.some(({ code }) => code === 'failed-assertion');

const save = (editor: Editor, path = FILE): Promise<void> =>
  editor.notify('textDocument/didSave', { textDocument: { uri: editor.uri(path) } });

/** What NixOS itself puts into the list of packages is told of, where it stands. */
async function hovers(editor: Editor): Promise<void> {
  const hover = await editor.request<Hover>('textDocument/hover', {
    textDocument: { uri: editor.uri(FILE) },
    position: { line: 5, character: 20 },
  });
  const { value } = hover.contents as MarkupContent;
  const [heading, ...lines] = value.replaceAll(/\(file:[^)]*\/([^)/]*\/[^)]*)\)/g, '($1)').split(/\n+/);
  expect(heading).toBe('`environment.systemPackages` · list of package · lists are joined');
  expect(lines.map((line) => line.replace(/\([^()]*(?=configuration)/, '('))).toEqual([
    'Packages of all users.',
    '- `base` and `quiet`: `[ networkmanager-1.52 bash-5.2 openssh-10.0 vim-9.1 ]`',
    'Defined by',
    '- [configuration.nix:6](configuration.nix#L6) `[ ]`',
    '- [networkmanager.nix:32](networking/networkmanager.nix#L32) `[ networkmanager-1.52 ]`',
    '- [system-path.nix:31](config/system-path.nix#L31) `[ bash-5.2 openssh-10.0 vim-9.1 ]`',
    'Declared in [system-path.nix:8](config/system-path.nix#L8)',
  ]);
}

it('where another server runs, it tells where NixOS declares an option', () =>
  withEditor(`#- ${FILE}\n${BROKEN}`, async (editor) => {
    await initialize(editor, { nixpkgs: SMALL }, { hasOtherServer: true });
    await editor.open(FILE, BROKEN);
    await status(editor, ({ busy, releases: [first] }) => !busy && first?.state === 'read');
    const params = { textDocument: { uri: editor.uri(FILE) }, position: { line: 2, character: 15 } };
    expect(await editor.request('textDocument/declaration', params)).toEqual([]);
    const [itself] = await editor.request<Location[]>('textDocument/definition', params);
    expect(itself?.uri).toBe(editor.uri(FILE));
  }));

/** From the only definition, and by name, to where NixOS declares the option. */
async function declared(editor: Editor): Promise<void> {
  for (const method of ['definition', 'declaration']) {
    const [place, ...others] = await editor.request<Location[]>(`textDocument/${method}`, {
      textDocument: { uri: editor.uri(FILE) },
      position: { line: 2, character: 15 },
    });
    expect(place?.uri).toMatch(/small-nixpkgs\/nixos\/modules\/.*\.nix$/);
    const line = readFileSync(new URL(place?.uri ?? ''), 'utf8').split('\n')[place?.range.start.line ?? 0];
    expect(line).toMatch(/hostName/);
    expect(others).toEqual([]);
  }
}

it('finds after saving what NixOS itself says, and drops it with the first edit', () =>
  withEditor(`#- ${FILE}\n${BROKEN}`, async (editor) => {
    await initialize(editor, { nixpkgs: SMALL }, {}, ['markdown']);
    await editor.open(FILE, BROKEN);
    await status(editor, ({ busy, releases: [first] }) => !busy && first?.state === 'read');
    expect(asserted(editor.latest(FILE)?.diagnostics ?? [])).toBe(false);
    await save(editor);
    const { diagnostics } = await editor.diagnostics(FILE, asserted);
    const found = diagnostics.find(({ code }) => code === 'failed-assertion');
    expect([found?.message, found?.severity, found?.range.start.line]).toEqual([
      'networking.networkmanager and networking.wireless both look after wireless networks. (the system does not evaluate)',
      1,
      4,
    ]);
    expect(found?.relatedInformation?.map(({ location }) => location.uri)).toContainEqual(
      expect.stringContaining('test/small-nixpkgs/nixos/modules/services/networking/'),
    );
    await hovers(editor);
    await declared(editor);
    // Another place, so that the edit does not touch the finding itself.
    await editor.replace(FILE, '"laptop"', '"desktop"');
    await editor.diagnostics(FILE, (all) => !asserted(all));
  }));

it('checks a system when somebody asks for it, as loud as the rules are to be', () =>
  withEditor(`#- ${FILE}\n${BROKEN}`, async (editor) => {
    const settings = { nixpkgs: SMALL, completeCheck: 'off' };
    await initialize(editor, settings, { rules: { failedAssertion: 'hint' } });
    await editor.open(FILE, BROKEN);
    await save(editor);
    const uri = editor.uri(FILE);
    const said = await editor.request<CheckWholeResult>(CHECK_WHOLE_REQUEST, { uri });
    expect(said).toEqual({ kind: 'checked', system: 'configuration.nix', assertions: 1, warnings: 0, notes: [] });
    const { diagnostics } = await editor.diagnostics(FILE, asserted);
    expect(diagnostics.find(({ code }) => code === 'failed-assertion')?.severity).toBe(4);
    const silenced = '# specialisations-ignore-file: failed-assertion\n{';
    await editor.replace(FILE, '{', silenced);
    const again = await editor.request<CheckWholeResult>(CHECK_WHOLE_REQUEST, { uri });
    expect(again.kind).toBe('checked');
    await editor.diagnostics(FILE, (all) => !asserted(all));
  }));

it('says that there is no NixOS to check a system with', () =>
  withEditor(`#- ${FILE}\n${BROKEN}`, async (editor) => {
    await initialize(editor, {});
    await editor.open(FILE, BROKEN);
    const said = await editor.request<CheckWholeResult>(CHECK_WHOLE_REQUEST, { uri: editor.uri(FILE) });
    expect(said).toEqual({ kind: 'nothing' });
  }));

it('drops what was found when a file changes that was read for it', () => {
  const text = BROKEN.replace('[ ];', '[ ];\n  networking.domain = builtins.readFile ./domain;');
  return withEditor(`#- ${FILE}\n${text}#- /domain\nhome\n`, async (editor) => {
    await initialize(editor, { nixpkgs: SMALL });
    await editor.open(FILE, text);
    await save(editor);
    await editor.diagnostics(FILE, asserted);
    writeFileSync(`${editor.folder}/domain`, 'work\n');
    await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('/domain'), type: 2 }] });
    await editor.diagnostics(FILE, (all) => !asserted(all));
  });
});
