// What was found is there at once in the next session, as long as nothing has changed that it depends on.
import { expect, test } from 'vitest';
import type { WorkspaceApi } from '../../../server/src/service/api';
import { parseFixture } from '../../support/fixture';
import { memoryStore } from '../../support/memory-store';
import { asData, testWorkspace } from '../../support/workspace';

const FILES = parseFixture(`
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ./common.nix ]; };
    nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./b.nix ./common.nix ]; };
  };
}
#- /a.nix
{ specialisation.x.configuration.services.openssh.enable = false; time.timeZone = "UTC"; }
#- /b.nix
{ lib, ... }: { networking.hostName = "b"; services.printing.enable = builtins.pathExists ./printer; }
#- /common.nix
{ services.openssh.enable = true; networking.domain = "example.org"; }
`);

interface Session {
  readonly workspace: WorkspaceApi;
  /** What has been worked on. */
  readonly works: ReadonlySet<string>;
}

async function session(files: ReadonlyMap<string, string>, store = memoryStore(), more = {}): Promise<Session> {
  const works = new Set<string>();
  const workspace = await testWorkspace(new Map(files), { store, onWork: (what) => works.add(what), ...more });
  return { workspace, works };
}

async function kept(): Promise<ReturnType<typeof memoryStore>> {
  const store = memoryStore();
  const { workspace } = await session(FILES, store);
  workspace.snapshot();
  workspace.keep();
  workspace.dispose();
  return store;
}

const changed = (path: string, text: string): ReadonlyMap<string, string> => new Map([...FILES, [path, text]]);

test('nothing is evaluated that was found before; fixes are made when somebody asks', async () => {
  const { workspace, works } = await session(FILES, await kept());
  const { findings } = workspace.snapshot();
  expect([...works]).toEqual([]);
  expect(findings.map(({ code, file }) => [code, file])).toContainEqual(['option-conflict', '/a.nix']);
  expect(findings.flatMap(({ fixes }) => fixes()).length).toBeGreaterThan(1);
  const fresh = await testWorkspace(FILES);
  expect(asData(workspace.snapshot())).toEqual(asData(fresh.snapshot()));
});

test('what a change concerns is found again, and nothing else', async () => {
  const { workspace, works } = await session(changed('/b.nix', '{ time.timeZone = 1; }'), await kept());
  workspace.snapshot();
  expect([...works]).toEqual(['/flake.nix#nixos b']);
  expect(workspace.snapshot().findings.map(({ file }) => file)).toContain('/b.nix');
});

test('a file that was not there is an answer', async () => {
  const { workspace, works } = await session(changed('/printer', ''), await kept());
  workspace.snapshot();
  expect([...works]).toEqual(['/flake.nix#nixos b']);
});

test.each([
  ['another program', async () => session(FILES, Object.assign(await kept(), { program: 'another' }))],
  ['a damaged text', async () => session(FILES, Object.assign(await kept(), { text: undefined }))],
  [
    'other levels of rules',
    async () => {
      const opened = await session(FILES, await kept());
      opened.workspace.configure({ rules: { 'option-conflict': 'off' } });
      return opened;
    },
  ],
])('%s: all is found again', async (_, open) => {
  const { workspace, works } = await open();
  workspace.snapshot();
  expect([...works]).toEqual(expect.arrayContaining(['/flake.nix#nixos a', '/flake.nix#nixos b']));
});

test('an edit of what nobody has looked at finds nothing again, and is kept', async () => {
  const store = await kept();
  const { workspace, works } = await session(FILES, store);
  workspace.snapshot();
  const before = FILES.get('/common.nix') ?? '';
  const at = before.indexOf('example');
  workspace.open('/common.nix', before);
  const after = before.replace('example', '\nother');
  workspace.edit('/common.nix', after, [{ start: at, end: at + 'example'.length, newText: '\nother' }]);
  workspace.snapshot();
  expect([...works]).toEqual([]);
  expect(asData(workspace.snapshot())).toEqual(asData((await testWorkspace(changed('/common.nix', after))).snapshot()));
  workspace.keep();
  const next = await session(changed('/common.nix', after), store);
  next.workspace.snapshot();
  expect([...next.works]).toEqual([]);
});

test('an edit of what decides is seen', async () => {
  const { workspace, works } = await session(FILES, await kept());
  workspace.snapshot();
  const before = FILES.get('/common.nix') ?? '';
  workspace.open('/common.nix', before);
  workspace.edit('/common.nix', before.replace('true', 'false'), [
    { start: before.indexOf('true'), end: before.indexOf('true') + 4, newText: 'false' },
  ]);
  expect(workspace.snapshot().findings.map(({ code }) => code)).not.toContain('option-conflict');
  expect([...works]).toContain('/flake.nix#nixos a');
});
