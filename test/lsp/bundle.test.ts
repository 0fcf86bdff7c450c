// The server as editors start it: the bundle, in a process of its own.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type Bundles, testBundles } from '../support/installation';
import { Editor } from '../support/lsp-pair';
import { temporaryFolder } from '../support/temporary-folder';

const FILE = '/configuration.nix';
const CONFLICT =
  '{\n  services.openssh.enable = true;\n  specialisation.travel.configuration.services.openssh.enable = false;\n}\n';
let bundles: Bundles;

beforeAll(async () => {
  bundles = await testBundles();
});
afterAll(() => bundles.dispose());

function overStdio(): { server: ChildProcess; connection: ProtocolConnection } {
  const server = spawn(process.execPath, [bundles.server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  return {
    server,
    connection: createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)),
  };
}

function overIpc(): { server: ChildProcess; connection: ProtocolConnection } {
  const server = fork(bundles.server, ['--node-ipc'], { execArgv: [], silent: true });
  return { server, connection: createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server)) };
}

it.each([
  ['standard input and output', overStdio],
  ["Node's channel", overIpc],
])('talks over %s and ends when told', async (_name, start) => {
  const { server, connection } = start();
  const folder = temporaryFolder(`#- ${FILE}\n${CONFLICT}`);
  const editor = new Editor(connection, folder);
  await editor.initialize();
  await editor.open(FILE, CONFLICT);
  await editor.diagnostics(FILE, (diagnostics) => diagnostics.length === 2);
  await editor.request('shutdown', null);
  const ended = once(server, 'exit');
  await connection.sendNotification('exit');
  expect(await ended).toEqual([0, null]);
  connection.dispose();
});

it('has room for deep recursion', async () => {
  const { server, connection } = overStdio();
  const depth = 5000;
  const text = `let down = n: if n == 0 then true else down (n - 1) && true; in {
  services.openssh.enable = down ${depth};
  specialisation.travel.configuration.services.openssh.enable = false;
}
`;
  const folder = temporaryFolder(`#- ${FILE}\n${text}`);
  const editor = new Editor(connection, folder);
  await editor.initialize();
  await editor.open(FILE, text);
  const { diagnostics } = await editor.diagnostics(FILE, ([first]) => first !== undefined);
  expect(diagnostics[0]?.severity).toBe(1);
  expect(editor.log.filter((line) => line.includes('stopped'))).toEqual([]);
  connection.dispose();
  server.kill();
});

it.each([
  ['standard input closes', overStdio, (server: ChildProcess) => void server.stdin?.end()],
  ["Node's channel closes", overIpc, (server: ChildProcess) => server.disconnect()],
])('ends when %s without a word', async (_name, start, leave) => {
  const { server, connection } = start();
  const editor = new Editor(connection, temporaryFolder('#- /empty.nix\n{ }'));
  await editor.initialize();
  const ended = once(server, 'exit');
  connection.dispose();
  leave(server);
  expect(await ended).toEqual([1, null]);
});

it('says how to start it', async () => {
  const server = spawn(process.execPath, [bundles.server], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  server.stderr.on('data', (data: Buffer) => said.push(data.toString()));
  expect(await once(server, 'close')).toEqual([2, null]);
  expect(said.join('')).toContain('nixos-specialisations-ls --stdio');
});
