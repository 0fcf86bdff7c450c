// What typing costs in Nix files that have nothing to do with NixOS: the work of all threads of the server for a key,
// and what it sends.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { uriOfPath } from '../../server/src/lsp/uri';
import { FOREIGN_PROJECTS, type ForeignProject } from '../support/foreign-projects';
import type { Bench } from './bench';
import { initialize, type Running, start } from './editor';

const KEYS = 400;
/** Somebody who types without a pause: what else a processor does after a rest is not ours. */
const BETWEEN_MS = 5;
/** As long as the garbage of the start takes to go. */
const QUIET_MS = 4000;
/** Nothing is sent any more. */
const AFTER_MS = 300;

const after = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** How long the threads of a process have run, in milliseconds; finer than its own count. */
function ranFor({ process: { pid } }: Running): number {
  const folder = `/proc/${pid}/task`;
  const nanoseconds = readdirSync(folder).map((task) =>
    Number(readFileSync(`${folder}/${task}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6;
}

interface Measured {
  readonly workMs: number;
  readonly sent: number;
}

async function typeInto({ files, edited, line }: ForeignProject): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'specialisations-foreign-'));
  for (const [path, text] of files) {
    mkdirSync(dirname(folder + path), { recursive: true });
    writeFileSync(folder + path, text);
  }
  const server = start();
  let sent = 0;
  const { connection } = server;
  const count = (): void => {
    sent++;
  };
  connection.onUnhandledNotification(count);

  try {
    await initialize(server, folder);
    await connection.sendNotification('initialized', {});
    const uri = uriOfPath(folder + edited);
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'nix', version: 1, text: files.get(edited) ?? '' },
    });
    let version = 1;
    const key = (): Promise<void> => {
      const [start, end] = [0, version % 2 === 0 ? 1 : 0].map((character) => ({ line, character }));
      const contentChanges = [{ range: { start, end }, text: version % 2 === 0 ? '' : 'x' }];
      version++;
      return connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    };
    const type = async (): Promise<void> => {
      for (let i = 0; i < KEYS; i++) {
        await key();
        await after(BETWEEN_MS);
      }
      await after(AFTER_MS);
    };
    await type();
    await after(QUIET_MS);
    sent = 0;
    const before = ranFor(server);
    await type();
    return { workMs: (ranFor(server) - before) / KEYS, sent };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

export const benches: readonly Bench[] = FOREIGN_PROJECTS.flatMap((project): Bench[] => {
  let measured: Promise<Measured> | undefined;
  const typed = (): Promise<Measured> => {
    measured ??= typeInto(project);
    return measured;
  };
  const once = { statistic: 'max', iterations: 1, warmup: 0 } as const;
  return [
    { name: `a key in ${project.name}: work`, budgetMs: 1, ...once, run: async () => (await typed()).workMs },
    {
      name: `${KEYS} keys there: sent by the server`,
      budget: 0,
      unit: 'messages',
      ...once,
      run: async () => (await typed()).sent,
    },
  ];
});
