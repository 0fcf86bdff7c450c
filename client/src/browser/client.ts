// The language server in a web worker. Everything that it needs of the extension is read here and handed over: a worker
// has no address of its own that it could read from, and may lie elsewhere than the editor.
import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  CloseAction,
  ErrorAction,
  LanguageClient,
  type MessageTransports,
  State,
} from 'vscode-languageclient/browser';
import { decoded } from '../../../server/src/protocol/decoded';
import { DATA_FILES, type Start, type WorkerFiles } from '../../../server/src/protocol/worker';
import type { ClientLibrary } from '../language-client';
import type { Log } from '../log';
import { SECTION } from '../settings';

/** @param extension the folder of the extension. */
export const clientInBrowser = (extension: vscode.Uri, log: Log): ClientLibrary => ({
  State,
  CloseAction,
  ErrorAction,
  make: (name, options) => {
    let last: Worker | undefined;
    const start = async (): Promise<MessageTransports> => {
      // It ends by itself when it is told to; one that does not answer is not.
      last?.terminate();
      const files = await workerFiles(extension);
      const worker = new Worker(URL.createObjectURL(new Blob([files.program], { type: 'text/javascript' })), { name });
      worker.onerror = ({ message }) => log.error(`server failed error=${message}`);
      const order: Start = { role: 'server', files };
      worker.postMessage(order);
      last = worker;
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    return new LanguageClient(SECTION, name, start, options);
  },
});

async function workerFiles(extension: vscode.Uri): Promise<WorkerFiles> {
  const bytes = (path: string): Thenable<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, path));
  const read = async (path: string): Promise<string> => decoded(await bytes(path)) ?? '';
  const [program, runtime, grammar, manifest, sentences, ...data] = await Promise.all([
    read('dist/browser-server.js'),
    bytes('dist/web-tree-sitter.wasm'),
    bytes('dist/tree-sitter-nix.wasm'),
    read('package.json'),
    sentencesOf(read),
    ...DATA_FILES.map((name) => read(`dist/data/${name}`)),
  ]);
  const texts = { 'package.json': manifest, ...sentences };
  for (const [at, name] of DATA_FILES.entries()) Object.assign(texts, { [`dist/data/${name}`]: data[at] });
  return { program, runtime, grammar, texts };
}

/** The sentences of the language that VS Code speaks, where there are any. */
async function sentencesOf(read: (path: string) => Promise<string>): Promise<Readonly<Record<string, string>>> {
  const [language = ''] = vscode.env.language.split('-');
  const path = `l10n/bundle.l10n.${language}.json`;
  return language === 'en'
    ? {}
    : read(path).then(
        (found) => ({ [path]: found }),
        () => ({}),
      );
}
