// Conversations about lenses and targets: what can be run, offered only to who can and may run it.
import { expect, it } from 'vitest';
import { type Editor, type InitializeOverrides, OUR_CLIENT, withEditor } from '../support/lsp-pair';

const FILE = '/configuration.nix';
const TEXT = `{ lib, ... }:
{
  specialisation.gaming.configuration = {
    services.openssh.enable = true;
  };
}
`;
const target = (editor: Editor) => ({
  system: 'nixos',
  host: null,
  specialisation: 'gaming',
  root: { kind: 'classic', path: editor.folder + FILE },
});
const withOptions = (initializationOptions: object) => ({ ...OUR_CLIENT, initializationOptions });

async function opened(editor: Editor, overrides: InitializeOverrides = {}): Promise<void> {
  await editor.initialize(overrides);
  await editor.open(FILE, TEXT);
}

it('three lenses stand at the name of a specialisation and carry data', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await opened(editor);
    const lenses = await editor.codeLenses(FILE);
    expect(lenses.map(({ command }) => command)).toEqual([
      {
        title: 'Switch to this specialisation',
        command: 'nixosSpecialisations.run',
        arguments: [{ ...target(editor), action: 'switch' }],
      },
      {
        title: 'Rebuild and switch',
        command: 'nixosSpecialisations.run',
        arguments: [{ ...target(editor), action: 'rebuild' }],
      },
      { title: 'More…', command: 'nixosSpecialisations.more', arguments: [target(editor)] },
    ]);
    expect(lenses[0]?.range).toEqual({ start: { line: 2, character: 17 }, end: { line: 2, character: 23 } });
  }));

it('an editor that has only one of the commands gets only its lenses', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await opened(editor, withOptions({ commands: ['nixosSpecialisations.more'] }));
    expect((await editor.codeLenses(FILE)).map(({ command }) => command?.title)).toEqual(['More…']);
  }));

it.each([
  ['no options', undefined],
  ['no commands', {}],
  ['commands of the wrong kind', { commands: 'nixosSpecialisations.run' }],
])('an editor with %s gets those that run something, and asks the server what to start', (_name, options) =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    const shown = new Promise<string>((done) =>
      editor.connection.onNotification('window/showMessage', ({ message }: { message: string }) => done(message)),
    );
    await opened(editor, { initializationOptions: options });
    const lenses = await editor.codeLenses(FILE);
    expect(lenses.map(({ command }) => [command?.title, command?.command])).toEqual([
      ['Switch to this specialisation', 'nixosSpecialisations.plan'],
      ['Rebuild and switch', 'nixosSpecialisations.plan'],
    ]);
    const { title: _title, ...asked } = lenses[1]?.command ?? { title: '', command: '' };
    const path = editor.folder + FILE;
    const argv = ['nixos-specialisations', 'run', 'rebuild', '--specialisation=gaming', '--', path];
    expect(await editor.request('workspace/executeCommand', asked)).toEqual({
      version: 1,
      plans: [{ title: 'Rebuild and switch to “gaming”', argv, cwd: editor.folder }],
    });
    expect(await shown).toMatch(/^Run this in a terminal: nixos-specialisations run rebuild --specialisation=gaming/);
  }),
);

it('our own client is offered no command of the server', () =>
  withEditor('', async (editor) => {
    expect(await editor.initialize()).not.toMatchObject({ capabilities: { executeCommandProvider: {} } });
  }));

it('what is no run is refused', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    const said = await editor.initialize({ initializationOptions: { runsPlans: true } });
    expect(said).toMatchObject({
      capabilities: { executeCommandProvider: { commands: ['nixosSpecialisations.plan'] } },
    });
    const command = 'nixosSpecialisations.plan';
    const wrong = { ...target(editor), action: 'switch', specialisation: 'a\u0000b' };
    for (const given of [{ command: 'x' }, { command, arguments: [7] }, { command, arguments: [wrong] }])
      await expect(editor.request('workspace/executeCommand', given)).rejects.toThrow();
    expect(await editor.request('workspace/executeCommand', { command })).toEqual({ version: 1, plans: [] });
  }));

it('lenses appear with trust', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await opened(editor, withOptions({ ...OUR_CLIENT.initializationOptions, trusted: false }));
    expect(await editor.codeLenses(FILE)).toEqual([]);
    await editor.notify('nixosSpecialisations/trusted', {});
    await editor.until(() => editor.asked.find((method) => method === 'workspace/codeLens/refresh'));
    expect(await editor.codeLenses(FILE)).toHaveLength(3);
  }));

it('lenses are asked for again when systems change through another file', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await opened(editor);
    await editor.diagnostics(FILE);
    await editor.open('/home.nix', '{ specialisation.dark.configuration = { }; }');
    await editor.until(() => editor.asked.find((method) => method === 'workspace/codeLens/refresh'));
  }));

it('targets: those around a position, or all of the file', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await opened(editor);
    const ask = (position?: object) =>
      editor.request('nixosSpecialisations/targets', {
        uri: editor.uri(FILE),
        ...(position === undefined ? {} : { position }),
      });
    expect(await ask({ line: 3, character: 10 })).toEqual([target(editor)]);
    expect(await ask({ line: 0, character: 0 })).toEqual([]);
    expect(await ask()).toEqual([target(editor)]);
  }));

it('what the client tells of this machine is in the next lenses, for which the editor is asked to ask', () =>
  withEditor('#- /configuration.nix\n{ specialisation.work.configuration = { }; }\n', async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', '{ specialisation.work.configuration = { }; }\n');
    const titles = async () => (await editor.codeLenses('/configuration.nix')).map(({ command }) => command?.title);
    const built = { nixos: { active: null, names: ['work'], reboot: {} }, 'home-manager': null };
    const machine = { host: 'laptop', user: 'me', own: {}, chosen: {}, reachable: [], built };
    await editor.notify('nixosSpecialisations/machine', machine);
    expect((await titles())[0]).toBe('Switch to this specialisation');
    await editor.notify('nixosSpecialisations/machine', {
      ...machine,
      built: { ...built, nixos: { ...built.nixos, active: 'work' } },
    });
    expect((await titles())[0]).toBe('Switch to this specialisation · active');
  }));
