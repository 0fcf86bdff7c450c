// The language server in a web worker: it talks to the editor and never takes long, the core works in another one.
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { HandedFiles } from '../host/handed-files';
import type { OpenCore } from '../lsp/core/link';
import { startServer } from '../lsp/server';
import type { OpenWhole } from '../lsp/whole/client';
import { l10n } from '../protocol/l10n';
import type { Start, WorkerFiles } from '../protocol/worker';
import { manifestIn } from './installation';

export function runServer(files: WorkerFiles): void {
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(self),
    new BrowserMessageWriter(self),
  );
  connection.onExit(() => self.close());
  startServer(connection, {
    manifest: manifestIn(files),
    openCore: coreIn(files),
    openWhole: NO_RELEASES,
    // What there is, the editor hands over.
    disk: new HandedFiles(),
    hostName: null,
  });
}

/** The first worker starts at once: its parser is there when the files are. */
function coreIn(files: WorkerFiles): OpenCore {
  const program = URL.createObjectURL(new Blob([files.program], { type: 'text/javascript' }));
  const start = (): Worker => {
    const worker = new Worker(program, { name: 'core' });
    const order: Start = { role: 'core', files };
    worker.postMessage(order);
    return worker;
  };
  let ready: Worker | undefined = start();
  return ({ said, died }) => {
    const worker = ready ?? start();
    ready = undefined;
    worker.onmessage = ({ data }) => said(data);
    worker.onerror = ({ message }) => died(message);
    return { post: (order) => worker.postMessage(order), end: () => worker.terminate() };
  };
}

/** To read one takes a stack and memory that no worker has. */
const NO_RELEASES: OpenWhole =
  () =>
  ({ died }) => {
    setTimeout(() => died(l10n.t('NixOS itself is not read in a browser')), 0);
    return { post: () => {}, end: () => {} };
  };
