// What costs nothing: edits after which a file says the same, or says something else where nobody has looked.
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/text-edit';
import { answerOf, type WorkspaceApi } from '../../../server/src/service/api';
import { parseFixture } from '../../support/fixture';
import { asData, testWorkspace } from '../../support/workspace';

const FILES = parseFixture(`
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ./shared.nix ]; };
    nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix { networking.hostName = "b"; } ]; };
  };
}
#- /a.nix
{
  time.timeZone = "UTC";
  specialisation.x.configuration.time.timeZone = "CET";
}
#- /shared.nix
{ config, lib, pkgs, ... }:
{
  environment.etc.script.text = ''
    echo \${config.networking.domain} and \${pkgs.cowsay}
  '';
  users.users.kim.description = "of \${config.networking.domain}";
  services.openssh.enable = true;
  services.printing.enable = false;
  networking.hostName = lib.mkIf config.services.printing.enable "shared";
  users.motd = "hello";
  environment.etc."motd-\${config.networking.domain}".text = "a text";
  networking.domain = "example.org";
}
`);
const SHARED = '/shared.nix';
/** Adds the beginning of a statement. */
const BEGUN = ['users.motd', 'services.foo\n  users.motd'] as const;

async function opened(): Promise<WorkspaceApi> {
  const workspace = await testWorkspace(FILES);
  workspace.open(SHARED, FILES.get(SHARED) ?? '');
  workspace.snapshot();
  return workspace;
}

/** Whether both systems are known right after an edit that puts `after` in place of the first `before`. */
function isKnownAfter(workspace: WorkspaceApi, before: string, after: string, file = SHARED): boolean {
  const text = workspace.texts.read(file) ?? '';
  const start = text.indexOf(before);
  if (start < 0) throw new Error(`no ${before}`);
  const edit = { start, end: start + before.length, newText: after };
  workspace.edit(file, applyEdits(text, [edit]), [edit]);
  return workspace.partial.systems.length === 2;
}

/** It says what a fresh one says, fixes included. */
async function expectFresh(workspace: WorkspaceApi): Promise<void> {
  const fresh = await testWorkspace(FILES);
  for (const file of FILES.keys()) fresh.open(file, workspace.texts.read(file) ?? '');
  expect(asData(workspace.snapshot())).toEqual(asData(fresh.snapshot()));
  for (const file of FILES.keys()) expect(answerOf(workspace.fates(file))).toEqual(answerOf(fresh.fates(file)));
  fresh.dispose();
}

describe('nothing is evaluated after', () => {
  it.each([
    ['white space', '{ config', '\n\n{  config'],
    ['a comment', 'users.motd', '# a remark\n  users.motd'],
    ['a Boolean that nobody reads', 'enable = true', 'enable = false'],
    ['a text that nobody reads', 'hello', 'hello there'],
    ['a text that becomes empty', 'a text', ''],
    ['a word between interpolations', 'and', 'or'],
    ['a line of a text with interpolations', 'echo', 'set -e\n    echo'],
    ['a word behind an interpolation that is known', '}";', '} himself";'],
    [
      'an interpolation that stands elsewhere',
      'echo ${config.networking.domain} and',
      'echo  ${config.networking.domain}',
    ],
  ])('%s', async (_what, before, after) => {
    const workspace = await opened();
    expect(isKnownAfter(workspace, before, after)).toBe(true);
    await expectFresh(workspace);
    // And the next one, from there.
    expect(isKnownAfter(workspace, 'networking.domain = ', 'networking.domain =\n    ')).toBe(true);
    await expectFresh(workspace);
    workspace.dispose();
  });

  it('more of a statement that is not finished', async () => {
    const workspace = await opened();
    for (const [before, after] of [
      BEGUN,
      ['services.foo', 'services.foo.enable'],
      ['foo.enable', 'foo.enable = tru'],
      ['hello', 'hello there'],
      ['services.foo.enable = tru', ''],
    ] as const) {
      expect(isKnownAfter(workspace, before, after)).toBe(true);
      await expectFresh(workspace);
    }
    workspace.dispose();
  });

  it('a statement that is begun, as loud as the user wants it', async () => {
    for (const level of ['off', 'hint'] as const) {
      const workspace = await opened();
      workspace.configure({ rules: { 'syntax-error': level } });
      workspace.snapshot();
      expect(isKnownAfter(workspace, ...BEGUN)).toBe(true);
      const found = workspace.snapshot().findings.filter(({ code }) => code === 'syntax-error');
      expect(found.map(({ severity }) => severity)).toEqual(level === 'off' ? [] : ['hint']);
      workspace.dispose();
    }
  });

  it('edits of several files, in turns', async () => {
    const workspace = await opened();
    workspace.open('/a.nix', FILES.get('/a.nix') ?? '');
    expect(isKnownAfter(workspace, '{ config', '# one\n{ config')).toBe(true);
    expect(isKnownAfter(workspace, '{', '# two\n{', '/a.nix')).toBe(true);
    await expectFresh(workspace);
    expect(isKnownAfter(workspace, 'hello', 'hello there')).toBe(true);
    expect(isKnownAfter(workspace, 'specialisation', '\n  specialisation', '/a.nix')).toBe(true);
    await expectFresh(workspace);
    workspace.dispose();
  });
});

describe('a text in a conflict', () => {
  it('may become another one: the message says it', async () => {
    const workspace = await opened();
    workspace.open('/a.nix', FILES.get('/a.nix') ?? '');
    for (const [before, after] of [
      ['UTC', 'UxTC'],
      ['CET', ''],
      ['UxTC', 'long '.repeat(20)],
      ['{', '{\n\n'],
    ] as const) {
      expect(isKnownAfter(workspace, before, after, '/a.nix')).toBe(true);
      await expectFresh(workspace);
    }
    workspace.dispose();
  });

  it('is compared with what the other one says by now', async () => {
    const workspace = await opened();
    workspace.open('/a.nix', FILES.get('/a.nix') ?? '');
    expect(isKnownAfter(workspace, 'CET', 'EST', '/a.nix')).toBe(true);
    expect(isKnownAfter(workspace, 'UTC', 'CET', '/a.nix')).toBe(true);
    await expectFresh(workspace);
    expect(isKnownAfter(workspace, 'CET', 'EST', '/a.nix')).toBe(false);
    expect(workspace.snapshot().findings.map(({ code }) => code)).toEqual(['redundant-priority']);
    await expectFresh(workspace);
    workspace.dispose();
  });
});

describe('the systems are evaluated again after', () => {
  it.each([
    ['a Boolean that a condition reads', 'printing.enable = false', 'printing.enable = true'],
    ['a text that a name is made of', 'example.org', 'example.com'],
    ['what stands in a name beside an interpolation', 'motd-', 'news-'],
    ['what begins a text with interpolations', '"of ', '"'],
    ['another interpolation', 'pkgs.cowsay', 'pkgs.hello'],
    ['another name', 'users.motd', 'users.motdFile'],
    ['a statement less', 'users.motd = "hello";', ''],
  ])('%s', async (_what, before, after) => {
    const workspace = await opened();
    expect(isKnownAfter(workspace, before, after)).toBe(false);
    await expectFresh(workspace);
    workspace.dispose();
  });

  it.each([
    ['a text in a conflict that becomes the same', 'UTC', 'CET'],
    ['a comment that silences', 'time.timeZone', '# specialisations-ignore\n  time.timeZone'],
  ])('%s', async (_what, before, after) => {
    const workspace = await opened();
    workspace.open('/a.nix', FILES.get('/a.nix') ?? '');
    expect(isKnownAfter(workspace, before, after, '/a.nix')).toBe(false);
    await expectFresh(workspace);
    workspace.dispose();
  });
});

it('a condition that is read as it is written counts as looked at', async () => {
  const text = `{ config, lib, ... }: {
  specialisation.x.configuration = { };
  boot = { tmp.cleanOnBoot = true; } // lib.optionalAttrs (config.networking.hostName == "a") { loader.timeout = 3; }
    // lib.optionalAttrs (config.networking.hostName == "b") { loader.systemd-boot.enable = true; };
}
`;
  const files = new Map([['/configuration.nix', text]]);
  const workspace = await testWorkspace(files);
  workspace.open('/configuration.nix', text);
  const lost = (): number => workspace.snapshot().findings.filter(({ code }) => code === 'lost-definition').length;
  const before = lost();
  const start = text.indexOf('"b"') + 1;
  const edit = { start, end: start + 1, newText: 'a' };
  workspace.edit('/configuration.nix', applyEdits(text, [edit]), [edit]);
  expect(lost()).toBe(before + 1);
  workspace.dispose();
});

it('what becomes of definitions is told again without evaluating anything', async () => {
  const read: string[] = [];
  const workspace = await testWorkspace(FILES, { onRead: (path) => read.push(path) });
  workspace.open('/a.nix', FILES.get('/a.nix') ?? '');
  workspace.snapshot();
  const before = answerOf(workspace.fates('/a.nix'));
  expect(before.map(({ fates }) => fates.map(({ role }) => role))).toEqual([['equal'], ['equal']]);
  read.length = 0;
  expect(isKnownAfter(workspace, '{', '\n# a remark\n{', '/a.nix')).toBe(true);
  const after = answerOf(workspace.fates('/a.nix'));
  expect(after.map(({ name }) => name.start)).toEqual(before.map(({ name }) => name.start + '\n# a remark\n'.length));
  expect(isKnownAfter(workspace, 'UTC', 'UxTC', '/a.nix')).toBe(true);
  expect(answerOf(workspace.fates('/a.nix'))).toHaveLength(2);
  expect(read).toEqual([]);
  expect(isKnownAfter(workspace, 'UxTC', 'CET', '/a.nix')).toBe(false);
  expect(answerOf(workspace.fates('/a.nix'))).toEqual([]);
  expect(read).not.toEqual([]);
  workspace.dispose();
});

it('what an editor asks meanwhile does not count: it looks at texts for itself', async () => {
  const workspace = await opened();
  workspace.ask({ file: SHARED }, (_, texts) => [texts.read(SHARED)]).advance(Number.POSITIVE_INFINITY);
  expect(isKnownAfter(workspace, 'users.motd', '# a remark\n  users.motd')).toBe(true);
  const [said] =
    workspace.ask({ file: SHARED }, (_, texts) => [texts.read(SHARED)]).advance(Number.POSITIVE_INFINITY) ?? [];
  expect(said).toContain('# a remark');
  await expectFresh(workspace);
  workspace.dispose();
});
