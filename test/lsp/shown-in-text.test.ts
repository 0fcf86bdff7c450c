// What is shown in the text unasked: hints behind definitions, and the colour of those that never count.
import { expect, it } from 'vitest';
import type { InlayHint, SemanticTokens } from 'vscode-languageserver/node';
import { type Editor, OUR_CLIENT, withEditor } from '../support/lsp-pair';

const FILE = '/configuration.nix';
const TEXT = `{ lib, ... }:
{
  services.openssh.enable = true;
  networking.hostName = lib.mkDefault "laptop";
  time.timeZone = "UTC";
  i18n.defaultLocale = lib.mkDefault "de";
  boot.kernelParams = [ "a" ];
  specialisation.gaming.configuration = {
    services.openssh.enable = lib.mkForce false;
    networking.hostName = "gaming";
    time.timeZone = "CET";
    boot.kernelParams = [ "b" ];
  };
  specialisation.work.configuration = {
    services.openssh.enable = lib.mkForce false;
    i18n.defaultLocale = lib.mkDefault "de";
  };
}
`;
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

async function hints(editor: Editor, range = WHOLE): Promise<readonly string[]> {
  const textDocument = { uri: editor.uri(FILE) };
  const found = await editor.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
  return found.map(({ position, label }) => `${position.line + 1}: ${String(label)}`);
}

const shown = (features: object, talk: (editor: Editor) => Promise<void>): Promise<void> =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await editor.initialize({ initializationOptions: { ...OUR_CLIENT.initializationOptions, features } });
    await editor.open(FILE, TEXT);
    await talk(editor);
  });

it('hints: what is forced, what yields, what is in conflict', () =>
  shown({}, async (editor) => {
    expect(await hints(editor)).toEqual([
      '3: forced in gaming, work',
      '4: yields to gaming',
      '5: conflict in gaming',
      '11: conflict in gaming',
    ]);
    expect(await hints(editor, { start: { line: 3, character: 0 }, end: { line: 3, character: 9 } })).toEqual([
      '4: yields to gaming',
    ]);
  }));

it('hints: what is so on several hosts names them once', () => {
  const host = (modules: string): string => `nixpkgs.lib.nixosSystem { modules = [ ${modules} ]; }`;
  const fixture = `#- /flake.nix
{ outputs = { nixpkgs, ... }: { nixosConfigurations = {
  a = ${host('.${FILE}')}; b = ${host('.${FILE}')};
  c = ${host('.${FILE} { specialisation.quiet.configuration.i18n.defaultLocale = "fr"; }')};
}; }; }
#- ${FILE}
${TEXT}`;
  return withEditor(fixture.replaceAll('${FILE}', FILE), async (editor) => {
    await editor.initialize(OUR_CLIENT);
    await editor.open(FILE, TEXT);
    expect(await hints(editor)).toEqual([
      '3: forced in gaming, work on 3 hosts',
      '4: yields to gaming on 3 hosts',
      '5: conflict in gaming on 3 hosts',
      '6: yields to quiet',
      '11: conflict in gaming on 3 hosts',
    ]);
  });
});

it('hints: homes are no hosts', () => {
  const module = `{ lib, ... }:
{
  nix.settings.cores = 4;
  specialisation.fast.configuration.nix.settings.cores = lib.mkForce 8;
}
`;
  const home = `home-manager.lib.homeManagerConfiguration { modules = [ .${FILE} ]; }`;
  const fixture = `#- /flake.nix
{ outputs = { nixpkgs, home-manager, ... }: {
  nixosConfigurations.desk = nixpkgs.lib.nixosSystem { modules = [ .${FILE} ]; };
  nixosConfigurations.lap = nixpkgs.lib.nixosSystem { modules = [ .${FILE} ]; };
  homeConfigurations = { kim = ${home}; "kim@desk" = ${home}; alex = ${home}; };
}; }
#- ${FILE}
${module}`;
  return withEditor(fixture, async (editor) => {
    await editor.initialize(OUR_CLIENT);
    await editor.open(FILE, module);
    expect(await hints(editor)).toEqual(['3: forced in fast on 2 hosts, fast in 3 homes']);
    const textDocument = { uri: editor.uri(FILE) };
    const symbols = await editor.request('textDocument/documentSymbol', { textDocument });
    expect(symbols).toMatchObject([{ name: 'fast', detail: 'specialisation of 5 configurations' }]);
  });
});

it('hints: only conflicts, or none', async () => {
  await shown({ inlayHints: 'conflicts' }, async (editor) =>
    expect(await hints(editor)).toEqual(['5: conflict in gaming', '11: conflict in gaming']),
  );
  await shown({ inlayHints: 'off' }, async (editor) => expect(await hints(editor)).toEqual([]));
});

it('hints follow the text at once', () =>
  shown({}, async (editor) => {
    await editor.replace(FILE, '"CET"', 'lib.mkForce "CET"');
    expect(await hints(editor)).toContain('5: forced in gaming');
  }));

it('more specialisations than fit are counted', () =>
  withEditor('', async (editor) => {
    const names = ['a', 'b', 'c', 'd'];
    const text = `{ lib, ... }: { time.timeZone = "UTC";
${names.map((name) => `specialisation.${name}.configuration.time.timeZone = lib.mkForce "CET";`).join('\n')} }`;
    await editor.initialize();
    await editor.open(FILE, text);
    expect(await hints(editor)).toEqual(['1: forced in 4 specialisations']);
  }));

it('a definition that counts nowhere has a colour of its own', () =>
  withEditor('', async (editor) => {
    const text = `{ lib, ... }: { imports = [ { time.timeZone = lib.mkForce "UTC"; } ];
  time.timeZone = "CET";
  networking.hostName = "a"; }`;
    await editor.initialize();
    await editor.open(FILE, text);
    const textDocument = { uri: editor.uri(FILE) };
    const { data } = await editor.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    expect(data).toEqual([1, 2, 'time.timeZone'.length, 0, 1]);
  }));

it('is asked for again when another document changes what counts', () =>
  withEditor(
    `#- /configuration.nix\n{ imports = [ ./b.nix ]; time.timeZone = "UTC"; }\n#- /b.nix\n{ }`,
    async (editor) => {
      let refreshed = 0;
      editor.connection.onRequest('workspace/inlayHint/refresh', () => {
        refreshed++;
        return null;
      });
      const { capabilities } = OUR_CLIENT;
      const workspace = { ...capabilities.workspace, inlayHint: { refreshSupport: true } };
      await editor.initialize({ capabilities: { ...capabilities, workspace } });
      await editor.open('/configuration.nix', '{ imports = [ ./b.nix ]; time.timeZone = "UTC"; }');
      await editor.open('/b.nix', '{ }');
      await editor.diagnostics('/b.nix');
      await editor.replace('/b.nix', '{ }', '{ time.timeZone = "CET"; }');
      await editor.diagnostics('/b.nix', (list) => list.length > 0);
      await editor.until(() => (refreshed > 0 ? true : undefined));
    },
  ));
