// The program as an editor runs it, over the protocol.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { uriOfPath } from '../../server/src/lsp/uri';

export interface Running {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  stop(): Promise<void>;
}

/** @param dist the folder of a build. @param cache where it keeps what it finds; a new folder when it is left out. */
export function start(dist = join(process.cwd(), 'dist'), cache = newCache()): Running {
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  const child = spawn(process.execPath, [join(dist, 'server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env,
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.listen();
  return {
    process: child,
    connection,
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      child.kill();
    },
  };
}

const caches: string[] = [];
process.once('exit', () => {
  for (const folder of caches) rmSync(folder, { recursive: true, force: true });
});

/** A folder in which nothing is kept yet; gone when this process ends. */
export function newCache(): string {
  const folder = mkdtempSync(join(tmpdir(), 'specialisations-cache-'));
  caches.push(folder);
  return folder;
}

/** What an editor says of itself. `refreshLenses`: it asks for lenses again, so they need not wait. */
export const initialize = ({ connection }: Running, folder: string, refreshLenses = true): Promise<InitializeResult> =>
  connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: uriOfPath(folder), name: 'bench' }],
    capabilities: {
      textDocument: { publishDiagnostics: { relatedInformation: true } },
      workspace: refreshLenses ? { codeLens: { refreshSupport: true } } : {},
    },
    initializationOptions: {
      commands: ['nixosSpecialisations.run', 'nixosSpecialisations.more'],
      trusted: true,
      status: true,
    },
  });

/** The most memory a process has had, in MB. */
export function peakOf({ pid }: ChildProcess): number {
  const [, kilobytes = ''] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** How long a process has worked so far, on all its threads, in milliseconds. */
export function workedOf({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Behind the name, which may have spaces: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
