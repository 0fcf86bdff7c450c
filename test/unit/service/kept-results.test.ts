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

test('what another session has looked at and what this one does are told together', async () => {
  const store = await kept();
  const reading = changed(
    '/b.nix',
    '{ config, ... }: { services.openssh.enable = if config.networking.domain == "example.org" then true else false; }',
  );
  const second = await session(reading, store);
  second.workspace.snapshot();
  expect([...second.works]).toEqual(['/flake.nix#nixos b']);
  second.workspace.keep();
  const third = await session(reading, store);
  const before = reading.get('/common.nix') ?? '';
  third.workspace.open('/common.nix', before);
  expect(third.workspace.snapshot().findings.map(({ host }) => host)).not.toContain('b');
  expect([...third.works]).toEqual([]);
  const at = before.indexOf('example');
  third.workspace.edit('/common.nix', before.replace('example', 'others'), [
    { start: at, end: at + 'example'.length, newText: 'others' },
  ]);
  expect(third.workspace.snapshot().findings.map(({ host }) => host)).toContain('b');
});

test('nothing is written, nor parsed, where nothing was found anew', async () => {
  const store = await kept();
  const before = store.text;
  store.write = () => {
    throw new Error('written');
  };
  const { workspace } = await session(FILES, store);
  workspace.snapshot();
  workspace.keep();
  expect(store.text).toBe(before);
});

test('where systems are made is found anew once what decides it says something else', async () => {
  const flake = FILES.get('/flake.nix') ?? '';
  const decided = (isThere: string): string =>
    flake.replace('nixosConfigurations.b', `nixosConfigurations.\${if ${isThere} then "b" else "c"}`);
  const files = new Map([...FILES, ['/flake.nix', `# a remark\n${decided('true')}`]]);
  const store = memoryStore();
  const first = await session(files, store);
  first.workspace.open('/flake.nix', files.get('/flake.nix') ?? '');
  first.workspace.snapshot();
  const remark = { start: 0, end: '# a remark\n'.length, newText: '' };
  first.workspace.edit('/flake.nix', decided('true'), [remark]);
  first.workspace.snapshot();
  first.workspace.keep();
  const next = await session(new Map([...files, ['/flake.nix', decided('true')]]), store);
  next.workspace.open('/flake.nix', decided('true'));
  expect(next.workspace.snapshot().systems.map(({ host }) => host)).toEqual(['a', 'b']);
  expect([...next.works]).toEqual([]);
  const start = decided('true').indexOf('true');
  next.workspace.edit('/flake.nix', decided('false'), [{ start, end: start + 4, newText: 'false' }]);
  expect(next.workspace.snapshot().systems.map(({ host }) => host)).toEqual(['a', 'c']);
});
