// The editor hands its files over, as in a browser: the server reads none itself.
import { expect, it } from 'vitest';
import { checkedSpec } from '../../server/src/run/validate';
import { withHandedFiles } from '../support/handing-editor';
import { noErrors } from '../support/lsp-pair';

const FLAKE = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.desktop = nixpkgs.lib.nixosSystem { modules = [ ./hosts/desktop.nix ./gaming.nix ]; };
  };
}
`;
const DESKTOP = `{ services.pipewire.enable = false; networking.hostName = "desktop"; }
`;
const GAMING = `{ specialisation.gaming.configuration = { services.pipewire.enable = true; }; }
`;
const FILES = { '/flake.nix': FLAKE, '/hosts/desktop.nix': DESKTOP, '/gaming.nix': GAMING };

const isConflict = ({ code }: { readonly code?: unknown }): boolean => code === 'option-conflict';

it('a conflict across files is found in files that nobody has opened, and goes when one of them changes', async () => {
  await withHandedFiles(FILES, async (handing) => {
    const { editor } = handing;
    const found = await editor.diagnostics('/gaming.nix', (list) => list.some(isConflict));
    const related = found.diagnostics.find(isConflict)?.relatedInformation ?? [];
    expect(related.map(({ location }) => location.uri)).toContain('memfs:/flake/hosts/desktop.nix');
    await handing.write('/hosts/desktop.nix', DESKTOP.replace('false', 'true'));
    await editor.diagnostics('/gaming.nix', noErrors);
    await handing.write('/hosts/desktop.nix', undefined);
    await editor.diagnostics('/flake.nix', (list) => list.some(({ code }) => code === 'missing-import'));
    await handing.write('/hosts/desktop.nix', DESKTOP);
    await editor.diagnostics('/gaming.nix', (list) => list.some(isConflict));
  });
});

it('what is typed counts, and a closed document says what the editor has', async () => {
  await withHandedFiles(FILES, async (handing) => {
    const { editor } = handing;
    await editor.open('/gaming.nix', GAMING);
    await editor.diagnostics('/gaming.nix', (list) => list.some(isConflict));
    await editor.replace('/gaming.nix', 'true', 'false');
    await editor.diagnostics('/gaming.nix', noErrors);
    await editor.close('/gaming.nix');
    await editor.diagnostics('/gaming.nix', (list) => list.some(isConflict));
  });
});

it('what is asked for beyond Nix files is not known at first, never taken for absent', async () => {
  const files = {
    ...FILES,
    '/hosts/desktop.nix': `{ services.pipewire.enable = builtins.fromJSON (builtins.readFile ../data/audio.json); networking.hostName = "desktop"; imports = if builtins.pathExists ./.private/there then [ ../more.nix ] else [ ./absent.nix ]; }\n`,
    '/more.nix': '{ }\n',
    '/data/audio.json': 'false',
    '/hosts/.private/there': null,
  };
  await withHandedFiles(files, async (handing) => {
    const { editor } = handing;
    await editor.diagnostics('/gaming.nix', (list) => list.some((one) => isConflict(one) && one.severity === 1));
    expect(handing.read).toContain('/data/audio.json');
    expect(handing.listed).toContain('/hosts/.private');
    // A picture is not read to know that it is there.
    expect(handing.read).not.toContain('/hosts/.private/there');
    const codes = editor.published.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
    expect(codes).not.toContain('missing-import');
    await handing.write('/data/audio.json', 'true');
    await editor.diagnostics('/gaming.nix', noErrors);
  });
});

it('what lies outside of the folder is not known, and nobody is asked for it', async () => {
  const files = {
    ...FILES,
    '/hosts/desktop.nix': `{ imports = [ ../../elsewhere/base.nix ]; services.pipewire.enable = false; }\n`,
  };
  await withHandedFiles(files, async (handing) => {
    const { editor } = handing;
    const { diagnostics } = await editor.diagnostics('/gaming.nix', (list) => list.some(isConflict));
    expect(diagnostics.filter(isConflict).map(({ severity }) => severity)).toEqual([2]);
    expect([...handing.read, ...handing.listed].filter((path) => !path.startsWith('/') && path !== '')).toEqual([]);
    const codes = editor.published.flatMap((published) => published.diagnostics.map(({ code }) => code));
    expect(codes).not.toContain('missing-import');
  });
});

it('folders that no search looks into, and files that are no configuration, are left where they are', async () => {
  const files = {
    ...FILES,
    '/.git/config': 'x',
    '/node_modules/a/b.nix': '{ }',
    '/notes.txt': 'x',
    '/.cache/x.nix': '{ }',
  };
  await withHandedFiles(files, async (handing) => {
    await handing.editor.diagnostics('/gaming.nix', (list) => list.some(isConflict));
    expect(handing.read.toSorted()).toEqual(['/flake.nix', '/gaming.nix', '/hosts/desktop.nix']);
    expect(handing.listed).not.toContain('/.git');
    expect(handing.listed).not.toContain('/node_modules');
  });
});

it('a folder that comes as a whole is read as a whole', async () => {
  const { '/gaming.nix': _, ...before } = FILES;
  await withHandedFiles(
    { ...before, '/flake.nix': FLAKE.replace('./gaming.nix', './extra/gaming.nix') },
    async (handing) => {
      const { editor } = handing;
      await editor.diagnostics('/flake.nix', (list) => list.some(({ code }) => code === 'missing-import'));
      handing.files.set('/extra/gaming.nix', GAMING);
      await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('/extra'), type: 1 }] });
      await editor.diagnostics('/extra/gaming.nix', (list) => list.some(isConflict));
    },
  );
});

it('nothing can be built of what lies on no disk, and the lens leads to the reason', async () => {
  await withHandedFiles(FILES, async ({ editor }) => {
    await editor.open('/gaming.nix', GAMING);
    await editor.diagnostics('/gaming.nix', (list) => list.some(isConflict));
    const lenses = await editor.codeLenses('/gaming.nix');
    expect(lenses.map(({ command }) => command?.title)).toEqual(['Not built or switched to here…']);
    const spec: unknown = lenses[0]?.command?.arguments?.[0];
    expect(spec).toMatchObject({ specialisation: 'gaming', root: { kind: 'flake', path: '/memfs:/flake' } });
    expect(checkedSpec(spec)).toMatch(/lies on no disk/);
  });
});
