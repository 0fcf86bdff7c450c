// A second thread evaluates hosts of a large project, in the program as editors start it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  type Diagnostic,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { bigFlake } from '../support/big-flake';
import { printFixture } from '../support/fixture';
import { testBundles } from '../support/installation';
import { Editor, OUR_CLIENT } from '../support/lsp-pair';
import { temporaryFolder } from '../support/temporary-folder';

const { files, conflicts } = bigFlake({ hosts: 24, modules: 20 }, '');
const HOST = '/hosts/host-0/default.nix';
const withStatus = { ...OUR_CLIENT, initializationOptions: { ...OUR_CLIENT.initializationOptions, status: true } };

interface Opened {
  readonly server: ChildProcess;
  readonly editor: Editor;
}

/** The project opened by a server that counts on so many cores. */
async function opened(cores: number, project = files): Promise<Opened> {
  const folder = temporaryFolder(printFixture(project));
  const server = spawn(process.execPath, [(await testBundles()).server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NIXOS_SPECIALISATIONS_CORES: String(cores), XDG_CACHE_HOME: temporaryFolder() },
  });
  onTestFinished(() => void server.kill());
  const editor = new Editor(
    createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)),
    folder,
  );
  await editor.initialize(withStatus);
  await editor.open(HOST, project.get(HOST) ?? '');
  return { server, editor };
}

/** Waits for the server to end. */
async function closed({ server, editor }: Opened): Promise<void> {
  await editor.request('shutdown', null);
  const ended = once(server, 'exit');
  await editor.notify('exit', null);
  await ended;
  editor.connection.dispose();
}

/** How many hosts the other thread has found, as soon as it has ended. */
const helped = (editor: Editor): Promise<number> =>
  editor.until(() => {
    const counts = editor.log.flatMap((line) => /helper ended hosts=(\d+)/.exec(line)?.[1] ?? []);
    return counts.length === 0 ? undefined : Math.max(...counts.map(Number));
  });

const idle = (editor: Editor): Promise<true> =>
  editor.until(() => (editor.statuses.at(-1)?.busy === false ? true : undefined));

const found = (editor: Editor): ReadonlyMap<string, readonly Diagnostic[]> =>
  new Map(
    conflicts.map((file) => [
      file,
      JSON.parse(JSON.stringify(editor.latest(file)?.diagnostics ?? []).replaceAll(editor.folder, '')),
    ]),
  );

// On a machine that is busy it may come too late to find anything.
it('finds what one thread finds', { retry: 4 }, async () => {
  const two = await opened(4);
  expect(await helped(two.editor)).toBeGreaterThan(0);
  const one = await opened(1);
  for (const { editor } of [one, two]) await idle(editor);
  expect(found(two.editor)).toEqual(found(one.editor));
  expect([...found(two.editor).values()].every((all) => all.length > 0)).toBe(true);
  expect(one.editor.log.filter((line) => line.includes('helper'))).toEqual([]);
  for (const each of [one, two]) await closed(each);
});

it('an edit meanwhile is not lost', async () => {
  const session = await opened(4);
  const { editor } = session;
  await editor.replace(HOST, '= "off"', '= lib.mkForce "off"');
  await helped(editor);
  await editor.diagnostics(HOST, (all) => all.every(({ severity }) => severity !== 1));
  await idle(editor);
  expect(editor.latest(HOST)?.diagnostics.filter(({ severity }) => severity === 1)).toEqual([]);
  await closed(session);
});

it('the server ends in the middle of it', async () => {
  const session = await opened(4);
  await session.editor.until(() => (session.editor.statuses.length > 0 ? true : undefined));
  await closed(session);
});
