// The server as editors start it: the bundle, in a process of its own.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import {
  createProtocolConnection,
  ErrorCodes,
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

it('the thread that answers first has no evaluator to load', () => {
  const isIn = (file: string): boolean => readFileSync(file, 'utf8').includes('infinite recursion');
  const beside = (name: string): string => join(dirname(bundles.server), name);
  expect([beside('core.js'), beside('commands.js'), bundles.server, bundles.cli].map(isIn)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

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
  expect(diagnostics.map(({ severity }) => severity)).toContain(1);
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

/** A server that hears bytes, and all that it says until it ends or `isEnough`. */
function overBytes(): {
  readonly server: ChildProcess;
  readonly said: () => string;
  readonly complained: () => string;
} {
  const server = spawn(process.execPath, [bundles.server, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const heard = { out: '', err: '' };
  server.stdout.on('data', (data: Buffer) => {
    heard.out += data.toString();
  });
  server.stderr.on('data', (data: Buffer) => {
    heard.err += data.toString();
  });
  return { server, said: () => heard.out, complained: () => heard.err };
}

const framed = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

it.each([
  ['words', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['words without an end', 'hello there'],
  ['a header without a length', 'Content-Type: text\r\n\r\n{}'],
  ['a length that is none', 'Content-Length: -5\r\n\r\n'],
  ['a length that nothing has', 'Content-Length: 99999999999\r\n\r\n'],
  ['a header without an end', `Content-Length: 5${' '.repeat(10_000)}`],
])('ends with a word when it hears %s', async (_name, bytes) => {
  const { server, complained } = overBytes();
  server.stdin?.write(bytes);
  expect(await once(server, 'exit')).toEqual([1, null]);
  expect(complained()).toContain('not a message of the language server protocol');
});

it('answers what is no JSON, and goes on', async () => {
  const { server, said } = overBytes();
  server.stdin?.write(
    framed('{ not json') +
      framed('[1]') +
      framed('{"jsonrpc":"2.0","id":5,"method":"initialize","params":{"capabilities":{}}}'),
  );
  while (!said().includes('"id":5')) await once(server.stdout ?? server, 'data');
  expect(said().match(/"id":null,"error":\{"code":-32700/g)).toHaveLength(2);
  server.stdin?.end();
  expect(await once(server, 'exit')).toEqual([1, null]);
});

it('hears nothing but `exit` after `shutdown`', async () => {
  const { server, connection } = overStdio();
  const editor = new Editor(connection, temporaryFolder('#- /empty.nix\n{ }'));
  await editor.initialize();
  await editor.request('shutdown', null);
  await expect(editor.request('nixosSpecialisations/systems', null)).rejects.toMatchObject({
    code: ErrorCodes.InvalidRequest,
  });
  await editor.open('/empty.nix', '{ }');
  const ended = once(server, 'exit');
  await connection.sendNotification('exit');
  expect(await ended).toEqual([0, null]);
  connection.dispose();
});

it('answers and ends at once, whatever it is working on', async () => {
  const { server, connection } = overStdio();
  const slow =
    '{ specialisation.a.configuration.networking.hostName = let f = n: if n == 0 then "" else f (n - 1) + f (n - 1); in f 60; }';
  const editor = new Editor(connection, temporaryFolder(`#- ${FILE}\n${slow}`));
  await editor.initialize();
  for (const name of ['b', 'c', 'd', 'e']) await editor.open(`/${name}/configuration.nix`, slow);
  await editor.open(FILE, slow);
  await editor.codeActions(
    FILE,
    { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    { triggerKind: 2 },
  );
  const ended = once(server, 'exit');
  await connection.sendNotification('exit');
  expect(await ended).toEqual([1, null]);
  // It takes milliseconds, and evaluating any of them seconds: nothing was known yet.
  expect(editor.published).toEqual([]);
  connection.dispose();
});

it('says how to start it', async () => {
  const server = spawn(process.execPath, [bundles.server], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  server.stderr.on('data', (data: Buffer) => said.push(data.toString()));
  expect(await once(server, 'close')).toEqual([2, null]);
  expect(said.join('')).toContain('nixos-specialisations-ls --stdio');
});
