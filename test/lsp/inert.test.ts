// Nix files that have nothing to do with NixOS: whatever the editor asks of them is answered from the text, and nothing
// is evaluated.
import { describe, expect, it } from 'vitest';
import { Disk } from '../../server/src/host/disk';
import type { Order, Report } from '../../server/src/lsp/core/messages';
import { FOREIGN_NOTIFICATION, type ForeignParams } from '../../server/src/protocol/requests';
import { ANALYSED_NOTIFICATION } from '../../server/src/protocol/tree';
import { coreHere } from '../support/core-here';
import { printFixture } from '../support/fixture';
import { FOREIGN_PROJECTS } from '../support/foreign-projects';
import { testInstallation } from '../support/installation';
import { type Editor, OUR_CLIENT, withEditor } from '../support/lsp-pair';

const PACKAGE = '{ stdenv, lib }:\nstdenv.mkDerivation {\n  pname = "a";\n  meta.license = lib.licenses.mit;\n}\n';
const SHELL = '{ pkgs ? import <nixpkgs> { } }:\npkgs.mkShell {\n  packages = [ pkgs.hello ];\n}\n';
const FOREIGN = `#- /pkgs/default.nix
${PACKAGE}#- /shell.nix
${SHELL}`;
const BESIDE = `${FOREIGN}#- /configuration.nix
{ lib, ... }: { networking.hostName = "a"; specialisation.x.configuration.networking.hostName = lib.mkForce "b"; }
`;

interface Counts {
  /** What the core was asked, and what it said it works on. */
  readonly asked: string[];
  readonly worked: string[];
}

/** Everything that an editor asks by itself of a document it shows, and once it is typed in. */
async function shown(editor: Editor, path: string): Promise<void> {
  const textDocument = { uri: editor.uri(path) };
  const range = { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } };
  const position = { line: 2, character: 4 };
  expect(await editor.codeLenses(path)).toEqual([]);
  expect(await editor.request('textDocument/inlayHint', { textDocument, range })).toEqual([]);
  expect(await editor.request('textDocument/semanticTokens/full', { textDocument })).toMatchObject({ data: [] });
  expect(await editor.request('textDocument/documentSymbol', { textDocument })).toEqual([]);
  expect(await editor.request('textDocument/documentHighlight', { textDocument, position })).toEqual([]);
  expect(await editor.codeActions(path, { start: position, end: position }, { triggerKind: 2 })).toEqual([]);
  expect(await editor.request('textDocument/hover', { textDocument, position })).toBeNull();
  expect(await editor.request('textDocument/completion', { textDocument, position })).toEqual([]);
}

async function counted(fixture: string, talk: (editor: Editor, counts: Counts) => Promise<void>): Promise<void> {
  const counts: Counts = { asked: [], worked: [] };
  const installation = await testInstallation();
  const disk = new Disk();
  const real = coreHere(installation, disk);
  const openCore: typeof real = ({ said, died }) => {
    const core = real({
      said: (report: Report) => {
        if (report.type === 'work') counts.worked.push(report.what);
        said(report);
      },
      died,
    });
    return {
      ...core,
      post: (order) => {
        const { type }: Order = order;
        counts.asked.push(type);
        core.post(order);
      },
    };
  };
  await withEditor(fixture, (editor) => talk(editor, counts), { installation, disk, openCore });
}

it('in a folder without a configuration: nothing is evaluated at all', () =>
  counted(FOREIGN, async (editor, { worked }) => {
    await editor.initialize();
    for (const [path, text] of [
      ['/pkgs/default.nix', PACKAGE],
      ['/shell.nix', SHELL],
    ] as const) {
      await editor.open(path, text);
      await shown(editor, path);
      await editor.replace(path, '\n}\n', '\n  x = 1;\n}\n');
      await shown(editor, path);
    }
    expect(worked).toEqual([]);
    expect(editor.published.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  }));

it('beside a configuration: what is typed there evaluates nothing', () =>
  counted(BESIDE, async (editor, { worked }) => {
    await editor.initialize();
    await editor.open('/pkgs/default.nix', PACKAGE);
    await shown(editor, '/pkgs/default.nix');
    expect(worked.length).toBeGreaterThan(0);
    worked.length = 0;
    for (const letter of ['x', 'y', 'z']) {
      await editor.replace('/pkgs/default.nix', 'pname', `${letter}pname`);
      await shown(editor, '/pkgs/default.nix');
    }
    expect(worked).toEqual([]);
  }));

it('a keystroke is one word to the core', () =>
  counted(FOREIGN, async (editor, { asked }) => {
    await editor.initialize();
    await editor.open('/shell.nix', SHELL);
    await shown(editor, '/shell.nix');
    asked.length = 0;
    await editor.replace('/shell.nix', 'hello', 'hell');
    // What is asked later comes after it: lenses wait for what is worked on.
    await editor.codeLenses('/shell.nix');
    expect(asked).toEqual(['edit', 'schedule']);
  }));

describe('an editor that wants to ask about nothing in vain', () => {
  const initializationOptions = { ...OUR_CLIENT.initializationOptions, tree: true, foreign: true };
  /** What was said of documents, by path, and how often; and that there are new results. */
  function listening(editor: Editor) {
    const said: { path: string; isForeign: boolean }[] = [];
    let news = 0;
    let heard: () => void = () => {};
    editor.connection.onNotification(FOREIGN_NOTIFICATION, (params: ForeignParams) => {
      said.push(...params.map(({ uri, isForeign }) => ({ path: uri.slice(editor.uri('').length), isForeign })));
      heard();
    });
    editor.connection.onNotification(ANALYSED_NOTIFICATION, () => {
      news++;
    });
    const until = async (count: number): Promise<void> => {
      while (said.length < count)
        await new Promise<void>((done) => {
          heard = done;
        });
    };
    return { said, until, news: () => news };
  }

  it.each(FOREIGN_PROJECTS)('is told of $name once, and of nothing while it types there', ({ files, edited }) =>
    withEditor(printFixture(new Map([...files].slice(0, 20))), async (editor) => {
      const { said, until, news } = listening(editor);
      await editor.initialize({ initializationOptions });
      await editor.open(edited, files.get(edited) ?? '');
      await until(1);
      expect(said).toEqual([{ path: edited, isForeign: true }]);
      const before = news();
      for (const letter of ['x', 'y', 'z']) {
        await editor.replace(edited, 'pkgs.hello', `pkgs.${letter}`).catch(() => undefined);
        await editor.replace(edited, ';', `; # ${letter}\n`);
        await editor.codeLenses(edited);
      }
      expect(said).toHaveLength(1);
      expect(news()).toBe(before);
    }),
  );

  it('and once more when it becomes a part of a configuration, or is none any more', () =>
    withEditor(BESIDE, async (editor) => {
      const { said, until } = listening(editor);
      const [path, other] = ['/shell.nix', '/configuration.nix'];
      await editor.initialize({ initializationOptions });
      await editor.open(path, SHELL);
      await until(1);
      await editor.open(other, BESIDE.slice(BESIDE.indexOf('{ lib, ... }:')));
      await until(2);
      expect(said).toEqual([
        { path, isForeign: true },
        { path: other, isForeign: false },
      ]);
      await editor.replace(other, 'networking.hostName = "a";', 'imports = [ ./shell.nix ];');
      await until(3);
      await editor.replace(other, './shell.nix', '');
      await until(4);
      expect(said.slice(2)).toEqual([
        { path, isForeign: false },
        { path, isForeign: true },
      ]);
    }));
});
