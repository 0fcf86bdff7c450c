// The program as an editor runs it: how soon it is there, and that a tree the size of
// nixpkgs neither blocks nor fills it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeActionTriggerKind, type PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { uriOfPath } from '../../server/src/lsp/uri';
import type { Bench } from './bench';
import { initialize, peakOf, start } from './editor';
import { EDITED, editedText, writeLargeTree } from './large-tree';

const FILES = 40_000;
/** Between two keys. */
const TYPING_MS = 60;
/** Longer than any machine takes. */
const PATIENCE_MS = 120_000;
interface Measured {
  /** Of each request made while keys were typed, in milliseconds. */
  readonly answers: readonly number[];
  readonly firstFindingsMs: number;
  readonly peakMb: number;
}

/**
 * Opens the tree and types into its configuration, until its findings are there and for a while longer. After every key
 * it asks what the light bulb asks: that is answered with what is known, while lenses wait for what is not.
 */
async function openLargeTree(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'specialisations-tree-'));
  writeLargeTree(folder, FILES);
  const server = start();
  try {
    const uri = uriOfPath(folder + EDITED);
    let found: number | undefined;
    const begin = performance.now();
    server.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      if (params.uri === uri && params.diagnostics.length > 0) found ??= performance.now() - begin;
    });
    await initialize(server, folder);
    await server.connection.sendNotification('initialized', {});
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'nix', version: 1, text: editedText },
    });
    const answers: number[] = [];
    for (let version = 2, after = 0; after < 30 && performance.now() - begin < PATIENCE_MS; version++) {
      if (found !== undefined) after++;
      const at = { line: 3, character: 0 };
      const range = version % 2 === 0 ? { start: at, end: at } : { start: at, end: { line: 3, character: 1 } };
      await server.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text: version % 2 === 0 ? ' ' : '' }],
      });
      const asked = performance.now();
      await server.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: at, end: at },
        context: { diagnostics: [], triggerKind: CodeActionTriggerKind.Automatic },
      });
      answers.push(performance.now() - asked);
      await new Promise((done) => setTimeout(done, TYPING_MS));
    }
    if (found === undefined) throw new Error('no findings');
    return { answers, firstFindingsMs: found, peakMb: peakOf(server.process) };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

let measured: Promise<Measured> | undefined;
const large = (): Promise<Measured> => {
  measured ??= openLargeTree();
  return measured;
};
const LARGE = { statistic: 'max', iterations: 1, warmup: 0 } as const;

export const benches: readonly Bench[] = [
  {
    name: 'server initialised',
    budgetMs: 200,
    iterations: 10,
    warmup: 2,
    async run() {
      const begin = performance.now();
      const server = start();
      await initialize(server, process.cwd());
      const elapsed = performance.now() - begin;
      await server.stop();
      return elapsed;
    },
  },
  {
    name: '40,000 Nix files, typing: the slowest answer',
    budgetMs: 50,
    ...LARGE,
    run: async () => Math.max(...(await large()).answers),
  },
  {
    name: '40,000 Nix files: first findings',
    budgetMs: 15_000,
    ...LARGE,
    run: async () => (await large()).firstFindingsMs,
  },
  {
    name: '40,000 Nix files: memory of the server',
    budget: 300,
    unit: 'MB',
    ...LARGE,
    run: async () => (await large()).peakMb,
  },
];
