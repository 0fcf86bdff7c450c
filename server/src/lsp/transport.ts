// How the server hears and answers: over standard input and output, or over the channel of a Node that started it.
// After `shutdown` only `exit` is heard; what is no message is answered, or ends the server, which would
// understand nothing from then on.
import {
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  type Message,
  type MessageReader,
  type MessageWriter,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { FramedReader } from './framed-reader';

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

export interface TransportEvents {
  /** The editor has asked for the end. */
  shutdown(): void;
  /** The editor has ended this, is gone, or cannot be understood any more: then `why` says so. */
  gone(why?: string): void;
}

/** Undefined when the arguments name no way to talk. */
export function transportOf(argv: readonly string[], events: TransportEvents): Transport | undefined {
  if (argv.includes('--node-ipc') && process.send !== undefined) {
    process.once('disconnect', () => events.gone());
    return untilShutdown(new IPCMessageReader(process), new IPCMessageWriter(process), events);
  }
  if (!argv.includes('--stdio')) return undefined;
  const { stdin, stdout } = process;
  for (const event of ['end', 'close']) stdin.once(event, () => events.gone());
  stdout.once('error', () => events.gone());
  const writer = new StreamMessageWriter(stdout);
  const refuse = (message: string): void => void answer(writer, null, ErrorCodes.ParseError, message);
  return untilShutdown(new FramedReader(stdin, { refuse, broken: (why) => events.gone(why) }), writer, events);
}

function untilShutdown(reader: MessageReader, writer: MessageWriter, { shutdown, gone }: TransportEvents): Transport {
  let isOver = false;
  const listen: MessageReader['listen'] = (callback) =>
    reader.listen((message) => {
      if ('method' in message && message.method === 'exit') gone();
      else if (!isOver) callback(message);
      else if (isRequest(message))
        void answer(writer, message.id, ErrorCodes.InvalidRequest, 'the server was shut down');
      if ('method' in message && message.method === 'shutdown') {
        isOver = true;
        shutdown();
      }
    });
  const { onError, onClose, onPartialMessage } = reader;
  return { reader: { onError, onClose, onPartialMessage, listen, dispose: () => reader.dispose() }, writer };
}

function isRequest(message: Message): message is Message & { readonly id: string | number } {
  return 'method' in message && 'id' in message;
}

async function answer(writer: MessageWriter, id: string | number | null, code: number, message: string): Promise<void> {
  const response = { jsonrpc: '2.0', id, error: { code, message } };
  // An editor that is gone need not hear it.
  await writer.write(response).catch(() => undefined);
}
