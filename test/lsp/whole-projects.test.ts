// Conversations about whole projects: what comes first, what changes on disk at once, what the server says of its work.
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bigFlake } from '../support/big-flake';
import { printFixture } from '../support/fixture';
import { gate } from '../support/gate';
import { type Editor, OUR_CLIENT, withEditor } from '../support/lsp-pair';
import { writeIn } from '../support/temporary-folder';

const isEmpty = (list: readonly unknown[]): boolean => list.length === 0;
const isNotEmpty = (list: readonly unknown[]): boolean => list.length > 0;
const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;
const withStatus = { ...OUR_CLIENT, initializationOptions: { ...OUR_CLIENT.initializationOptions, status: true } };

const told = (editor: Editor, ...changes: (readonly [path: string, type: number])[]): Promise<void> =>
  editor.notify('workspace/didChangeWatchedFiles', {
    changes: changes.map(([path, type]) => ({ uri: editor.uri(path), type })),
  });

const MODULES = `
#- /configuration.nix
{ imports = [ ./parts ]; services.openssh.enable = true; }
#- /parts/default.nix
{ imports = [ ./travel.nix ]; }
#- /parts/travel.nix
{ specialisation.travel.configuration.services.openssh.enable = false; }
`;
const ROOT = '{ imports = [ ./parts ]; services.openssh.enable = true; }\n';

it('a folder that goes as a whole takes what it defines with it, and brings it back', () =>
  withEditor(MODULES, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', ROOT);
    await editor.diagnostics('/configuration.nix', isNotEmpty);
    renameSync(join(editor.folder, 'parts'), join(editor.folder, 'elsewhere'));
    await told(editor, ['/parts', DELETED], ['/elsewhere', CREATED]);
    // What it defined is gone, and with it the file.
    await editor.diagnostics('/configuration.nix', (list) => list.every(({ code }) => code === 'missing-import'));
    renameSync(join(editor.folder, 'elsewhere'), join(editor.folder, 'parts'));
    await told(editor, ['/elsewhere', DELETED], ['/parts', CREATED]);
    await editor.diagnostics('/configuration.nix', isNotEmpty);
  }));

it('an import comes alive when its file appears', () =>
  withEditor(MODULES.replace('#- /parts/travel.nix', '#- /parts/other.nix'), async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', ROOT);
    await editor.diagnostics('/configuration.nix', isEmpty);
    writeIn(
      editor.folder,
      '/parts/travel.nix',
      '{ specialisation.travel.configuration.services.openssh.enable = false; }',
    );
    await told(editor, ['/parts/travel.nix', CREATED]);
    await editor.diagnostics('/configuration.nix', isNotEmpty);
  }));

it('thousands of files that change at once, as with another branch', () =>
  withEditor(MODULES, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', ROOT);
    await editor.diagnostics('/configuration.nix', isNotEmpty);
    const added = Array.from({ length: 300 }, (_, i) => `/more/m${i}.nix`);
    for (const path of added) writeIn(editor.folder, path, '{ }');
    writeIn(
      editor.folder,
      '/parts/travel.nix',
      '{ specialisation.travel.configuration.services.openssh.enable = true; }',
    );
    const gone = Array.from({ length: 4000 }, (_, i): [string, number] => [`/gone/m${i}.nix`, DELETED]);
    const noise = Array.from({ length: 1000 }, (_, i): [string, number] => [`/.git/objects/${i}`, CREATED]);
    await told(editor, ...added.map((path): [string, number] => [path, CREATED]), ...gone, ...noise, [
      '/parts/travel.nix',
      CHANGED,
    ]);
    await editor.diagnostics('/configuration.nix', isEmpty);
    rmSync(join(editor.folder, 'parts/travel.nix'));
    await told(editor, ['/parts/travel.nix', DELETED]);
    expect(editor.log.filter((line) => line.includes('failed'))).toEqual([]);
  }));

it('a file known by a link is read again when the file behind it changes', () =>
  withEditor(
    '#- /configuration.nix\n{ imports = [ ./linked/travel.nix ]; services.openssh.enable = true; }',
    async (editor) => {
      writeIn(
        editor.folder,
        '/real/travel.nix',
        '{ specialisation.travel.configuration.services.openssh.enable = false; }',
      );
      symlinkSync('real', join(editor.folder, 'linked'));
      await editor.initialize();
      await editor.open(
        '/configuration.nix',
        '{ imports = [ ./linked/travel.nix ]; services.openssh.enable = true; }\n',
      );
      await editor.diagnostics('/configuration.nix', isNotEmpty);
      writeIn(editor.folder, '/real/travel.nix', '{ }');
      await told(editor, ['/real/travel.nix', CHANGED]);
      await editor.diagnostics('/configuration.nix', isEmpty);
    },
  ));

const FLAKE = bigFlake({ hosts: 6, modules: 12 }, '');
const fileOf = (host: string): string => `/hosts/${host}/default.nix`;

it('a change to a file of several hosts reaches all of them', () =>
  withEditor(printFixture(FLAKE.files), async (editor) => {
    await editor.initialize(withStatus);
    await editor.open('/flake.nix', FLAKE.files.get('/flake.nix') ?? '');
    await editor.until(() => editor.statuses.find(({ busy }) => !busy));
    // The module that two hosts' specialisations collide with.
    const text = FLAKE.files.get('/modules/m3.nix') ?? '';
    await editor.open('/modules/m3.nix', text);
    await editor.replace('/modules/m3.nix', '"on"', '"off"');
    await editor.diagnostics(fileOf('host-3'), (found) => !found.some(({ code }) => code === 'option-conflict'));
    expect(editor.latest(fileOf('host-0'))?.diagnostics).not.toEqual([]);
  }));

it('says what was analysed, and what was not and why', () =>
  withEditor(
    `${printFixture(FLAKE.files)}#- /forgotten.nix\n{ specialisation.x.configuration = { }; imports = [ ./nowhere.nix ]; }`,
    async (editor) => {
      await editor.initialize(withStatus);
      await editor.open('/flake.nix', FLAKE.files.get('/flake.nix') ?? '');
      const status = await editor.until(() => editor.statuses.find(({ busy }) => !busy));
      expect(status).toEqual({
        busy: false,
        systems: 6,
        specialisations: 12,
        files: FLAKE.files.size,
        fragments: [`${editor.folder}/forgotten.nix`],
        unread: [`${editor.folder}/nowhere.nix`],
        missing: [],
        notes: [],
        releases: [],
      });
    },
  ));

it('an editor that shows no status is told none', () =>
  withEditor(MODULES, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', ROOT);
    await editor.diagnostics('/configuration.nix', isNotEmpty);
    expect(editor.statuses).toEqual([]);
  }));

it('what was never saved is a fragment: nothing in it is certain', () =>
  withEditor('#- /empty.nix\n{ }', async (editor) => {
    await editor.initialize();
    await editor.open(
      'untitled:Untitled-1',
      '{ services.openssh.enable = true; specialisation.a.configuration.services.openssh.enable = false; }',
    );
    const { diagnostics } = await editor.diagnostics('untitled:Untitled-1', isNotEmpty);
    // The other side of it does not count.
    expect(diagnostics.map(({ severity }) => severity)).toEqual([4, 2]);
  }));

it('a request is answered although nothing is known yet, and lenses are asked for again when it is', () => {
  const asked = gate();
  return withEditor(
    printFixture(FLAKE.files),
    async (editor) => {
      await editor.initialize();
      const file = fileOf('host-0');
      await editor.open(file, FLAKE.files.get(file) ?? '');
      expect(await editor.codeLenses(file)).toEqual([]);
      asked.open();
      await editor.until(() => editor.asked.find((method) => method === 'workspace/codeLens/refresh'));
      expect(await editor.codeLenses(file)).toHaveLength(6);
    },
    { patience: { brief: 0, long: 0 }, knowsAfter: asked.passed },
  );
});
