// Analyses of a text before answer after an edit that changes nothing of what they know: they say where things stand
// now, and what is written there.
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/text-edit';
import type { Answers } from '../../../server/src/lsp/core/messages';
import { answerOf, type WorkspaceApi } from '../../../server/src/service/api';
import { answered } from '../../support/answered';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

const FILES = parseFixture(`
#- /configuration.nix
{ config, lib, ... }:
{
  imports = [ ./shared.nix ];
  time.timeZone = "UTC";
  services.openssh.enable = true;
  services.openssh.ports = [ 22 ];
  services.printing.enable = true;
  boot.loader.timeout = 5;
  users.motd = "on \${config.networking.hostName}";
  networking.hostName = "a";
  specialisation.x.configuration = {
    time.timeZone = "CET";
    services.openssh.enable = false;
  };
}
#- /shared.nix
{ lib, ... }: { networking.domain = "example.org"; boot.loader.timeout = lib.mkDefault 3; }
`);
const FILE = '/configuration.nix';

class Editor {
  readonly read: string[] = [];
  private constructor(readonly workspace: WorkspaceApi) {}

  static async opened(): Promise<Editor> {
    const read: string[] = [];
    const workspace = await testWorkspace(FILES, { onRead: (path) => read.push(path) });
    for (const [file, text] of FILES) workspace.open(file, text);
    workspace.snapshot();
    const editor = new Editor(workspace);
    // From now on an analysis is at hand.
    editor.hover('time');
    editor.complete();
    workspace.snapshot();
    read.length = 0;
    Object.assign(editor, { read });
    return editor;
  }

  text(file = FILE): string {
    return this.workspace.texts.read(file) ?? '';
  }

  edit(before: string, after: string, file = FILE): void {
    const start = this.text(file).indexOf(before);
    if (start < 0) throw new Error(`no ${before}`);
    const edit = { start, end: start + before.length, newText: after };
    this.workspace.edit(file, applyEdits(this.text(file), [edit]), [edit]);
  }

  hover(at: string, workspace = this.workspace): Answers['place'] {
    return answered(workspace, 'place', { file: FILE, offset: this.text().indexOf(at) + 1 });
  }

  complete(workspace = this.workspace): Answers['completion'] {
    const offset = this.text().indexOf('configuration = {') + 'configuration = {'.length;
    return answered(workspace, 'completion', { file: FILE, offset, offersOptions: true });
  }

  /** What a workspace says that has seen nothing else. */
  async fresh(): Promise<WorkspaceApi> {
    const fresh = await testWorkspace(FILES);
    for (const file of FILES.keys()) fresh.open(file, this.text(file));
    fresh.snapshot();
    return fresh;
  }
}

it('beside a comment that was put before a name', async () => {
  const editor = await Editor.opened();
  editor.edit(' time', ' /* c */ time');
  const fresh = await editor.fresh();
  for (const place of ['/* c */', ' c */', '*/', '/ time'])
    expect(editor.hover(place)).toEqual(editor.hover(place, fresh));
  fresh.dispose();
  editor.workspace.dispose();
});

const PLACES = ['time', '"UTC', 'x.configuration', 'openssh', '22', '5;', 'users', 'config.net'];

describe('answered without evaluating anything', () => {
  it.each([
    ['a text in a conflict', '"UTC"', '"UxTC"'],
    ['a Boolean', 'printing.enable = true', 'printing.enable = false'],
    ['a number', '22', '2222'],
    ['white space', '{ config', '\n\n{  config'],
    ['a comment', 'time', '# a remark\n  time'],
    ['a text in another file', 'example.org', 'example.com', '/shared.nix'],
  ])('%s', async (_what, before, after, file = FILE) => {
    const editor = await Editor.opened();
    editor.edit(before, after, file);
    const places = PLACES.filter((place) => editor.text().includes(place));
    const [said, offered] = [places.map((place) => editor.hover(place)), editor.complete()];
    expect(editor.read).toEqual([]);
    const fresh = await editor.fresh();
    expect(said).toEqual(places.map((place) => editor.hover(place, fresh)));
    expect(offered).toEqual(editor.complete(fresh));
    fresh.dispose();
    editor.workspace.dispose();
  });

  it('at every place between two edits', async () => {
    const editor = await Editor.opened();
    editor.edit('services.printing', '/* c */ services.printing');
    editor.edit('printing.enable = true', 'printing.enable=false');
    editor.edit('"UTC"', '"UxTC"');
    editor.edit('  boot', 'boot');
    editor.edit('22', ' 22');
    const fresh = await editor.fresh();
    for (const { index } of editor.text().matchAll(/./g)) {
      const at = { file: FILE, offset: index };
      expect({ index, of: answered(editor.workspace, 'place', at), read: editor.read }).toEqual({
        read: [],
        index,
        of: answered(fresh, 'place', at),
      });
    }
    expect(editor.read).toEqual([]);
    fresh.dispose();
    editor.workspace.dispose();
  });

  it('what is begun is looked at where it is begun', async () => {
    const editor = await Editor.opened();
    for (const [before, after] of [
      ['  boot', '  services.op\n  boot'],
      ['services.op\n', 'services.openssh.enable\n'],
      ['enable\n', 'enable = \n'],
      ['services.openssh.enable = \n', 'networking.hostName\n'],
    ] as const) {
      editor.edit(before, after);
      const fresh = await editor.fresh();
      const [from, to] = [editor.text().indexOf('printing'), editor.text().indexOf('boot')];
      for (let offset = from; offset < to; offset++) {
        const at = { file: FILE, offset };
        const [said, expected] = [editor.workspace, fresh].map((each) => answered(each, 'place', at));
        expect({ offset, said }).toEqual({ offset, said: expected });
      }
      fresh.dispose();
    }
    editor.workspace.dispose();
  });

  it.each([
    ['white space', '{ config', '\n\n{  config'],
    ['a text in a conflict', '"UTC"', '"UxTC"'],
    ['a statement that is begun', '  boot.loader', '  services.o\n  boot.loader'],
  ])('what becomes of definitions, first asked after an edit: %s', async (_what, before, after) => {
    const editor = await Editor.opened();
    editor.edit(before, after);
    const fates = answerOf(editor.workspace.fates(FILE));
    expect(fates).not.toEqual([]);
    editor.edit('{', '{ ');
    const moved = answerOf(editor.workspace.fates(FILE));
    expect(editor.read).toEqual([]);
    const fresh = await editor.fresh();
    expect(moved).toEqual(answerOf(fresh.fates(FILE)));
    expect(fates.map(({ fates }) => fates)).toEqual(moved.map(({ fates }) => fates));
    fresh.dispose();
    editor.workspace.dispose();
  });

  it('again and again at one place, which is looked at each time', async () => {
    const editor = await Editor.opened();
    for (const [before, after] of [
      ['"UTC"', '"A"'],
      ['"A"', '"AB"'],
      ['"AB"', '"UTC"'],
    ] as const) {
      editor.edit(before, after);
      const fresh = await editor.fresh();
      expect(editor.hover(after)).toEqual(editor.hover(after, fresh));
      expect(editor.complete()).toEqual(editor.complete(fresh));
      fresh.dispose();
    }
    expect(editor.read).toEqual([]);
    editor.workspace.dispose();
  });

  it('what can be written, while a statement is begun', async () => {
    const editor = await Editor.opened();
    editor.edit('configuration = {', 'configuration = {\n    services.o');
    const offset = editor.text().indexOf('services.o\n') + 'services.o'.length;
    const offered = answered(editor.workspace, 'completion', { file: FILE, offset, offersOptions: true });
    expect(offered?.items.map(({ label }) => label)).toContain('openssh');
    expect(offered?.word).toEqual({ start: offset - 1, end: offset });
    expect(editor.read).toEqual([]);
    editor.workspace.dispose();
  });
});

describe('evaluated anew', () => {
  it.each([
    ['another interpolation', 'config.networking.hostName', 'config.networking.domain'],
    ['words beside an interpolation', '"on ', '"at '],
    ['a text that becomes equal', '"UTC"', '"CET"'],
    ['a value that another one is made of', '"a"', '"b"'],
    ['another name', 'users.motd', 'users.motdFile'],
  ])('%s', async (_what, before, after) => {
    const editor = await Editor.opened();
    for (const place of PLACES) editor.hover(place);
    editor.edit(before, after);
    const fresh = await editor.fresh();
    const places = PLACES.filter((place) => editor.text().includes(place));
    expect(places.map((place) => editor.hover(place))).toEqual(places.map((place) => editor.hover(place, fresh)));
    expect(editor.complete()).toEqual(editor.complete(fresh));
    expect(editor.read).not.toEqual([]);
    fresh.dispose();
    editor.workspace.dispose();
  });
});

it('a text that was left and came back is the one that was analysed', async () => {
  const editor = await Editor.opened();
  const { workspace } = editor;
  const text = editor.text();
  editor.edit('boot.loader', '\n  boot.loader');
  editor.hover('printing');
  // Replaced as a whole: it is parsed anew.
  workspace.edit(FILE, text, [{ start: 0, end: editor.text().length, newText: text }]);
  editor.hover('printing');
  editor.complete();
  editor.edit('printing.enable = true', 'printing.enable = false');
  const fresh = await editor.fresh();
  expect(editor.hover('printing')).toEqual(editor.hover('printing', fresh));
  expect(JSON.stringify(editor.hover('printing'))).toContain('"shown":"false"');
  fresh.dispose();
  workspace.dispose();
});
