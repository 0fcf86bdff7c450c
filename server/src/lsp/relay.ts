// The first thread of the server: carries messages between the editor and the thread that does the work, and ends
// the process when either ends.
// It restarts nothing: that is for the editor, which also knows which documents are open.
import { Worker } from 'node:worker_threads';
import {
  IPCMessageReader,
  IPCMessageWriter,
  type Message,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { WORKER_LIMITS } from '../service/worker';

interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  /** Calls back when the editor is gone. */
  onGone(callback: () => void): void;
  /** Calls back when all that was written has left. */
  flush(callback: () => void): void;
}

const USAGE =
  'usage: nixos-specialisations-ls --stdio\n\nA language server for NixOS specialisations. Editors start it; it talks to them over its input and output.';

/** Serves the editor that the arguments describe, with the work done by `file` in a worker. */
export function runRelay(file: string, argv: readonly string[]): void {
  const transport = transportOf(argv);
  if (transport === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = argv.includes('--help') ? 0 : 2;
    return;
  }
  const { reader, writer } = transport;
  let orderly = false;
  // What is printed in the worker must not get between the messages.
  const worker = new Worker(file, { argv: [...argv], stdout: true, resourceLimits: WORKER_LIMITS });
  worker.stdout.pipe(process.stderr);
  reader.onError((error) => process.stderr.write(`unreadable message: ${error.message}\n`));
  reader.listen((message) => {
    orderly ||= isShutdown(message);
    worker.postMessage(message);
  });
  worker.on('message', (message: Message) => void writer.write(message).catch(() => process.exit(1)));
  worker.on('error', (error) => process.stderr.write(`server stopped: ${error.message}\n`));
  worker.on('exit', (code) => transport.flush(() => process.exit(code)));
  transport.onGone(() => process.exit(orderly ? 0 : 1));
}

function isShutdown(message: Message): boolean {
  return 'method' in message && message.method === 'shutdown';
}

function transportOf(argv: readonly string[]): Transport | undefined {
  if (argv.includes('--node-ipc') && process.send !== undefined) {
    return {
      reader: new IPCMessageReader(process),
      writer: new IPCMessageWriter(process),
      onGone: (callback) => process.once('disconnect', callback),
      flush: (callback) => callback(),
    };
  }
  if (!argv.includes('--stdio')) return undefined;
  const { stdin, stdout } = process;
  return {
    reader: new StreamMessageReader(stdin),
    writer: new StreamMessageWriter(stdout),
    onGone: (callback) => {
      for (const event of ['end', 'close']) stdin.once(event, callback);
      stdout.once('error', callback);
    },
    flush: (callback) => void stdout.write('', () => callback()),
  };
}
