// A server that is typed into without rest: nothing fails, nobody waits, nothing is left behind, and what it
// says is what a fresh one says.
// FUZZ_EDITS and FUZZ_SEED make it longer, or another one.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { CodeActionTriggerKind, type Range } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/line-index';
import { type Editor, serverIn, withEditor } from '../support/lsp-pair';
import { changeOf, nextEdit, Random, START } from './fuzz';

const EDITS = Number(process.env.FUZZ_EDITS ?? 20_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const ASKED_EVERY = 40;
const COMPARED_EVERY = 2000;
const LONGEST_ANSWER_MS = 5000;
const MOST_GROWTH_MB = 30;

const FILE = '/configuration.nix';
const FIXTURE = `
#- /configuration.nix
{ }
#- /parts.nix
{ lib, ... }: { services.printing.enable = lib.mkDefault true; time.timeZone = "CET"; }
`;

const AT_A_PLACE = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/definition',
  'textDocument/documentHighlight',
  'textDocument/prepareRename',
] as const;
const IN_A_DOCUMENT = [
  'textDocument/inlayHint',
  'textDocument/semanticTokens/full',
  'textDocument/documentSymbol',
] as const;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** What the editor shows, by file; what it was told before is forgotten. */
function shownIn(editor: Editor): Readonly<Record<string, unknown>> {
  const latest = new Map(editor.published.map((params) => [params.uri, params]));
  editor.published.splice(0, editor.published.length, ...latest.values());
  const shown = [...latest].filter(([, { diagnostics }]) => diagnostics.length > 0);
  return Object.fromEntries(shown.map(([uri, { diagnostics }]) => [uri, diagnostics]));
}

/** What the light bulb, the lenses, the view and somebody who looks around ask, one of them. */
async function ask(editor: Editor, random: Random, lines: LineIndex, length: number): Promise<void> {
  const position = lines.position(random.below(length + 1));
  const textDocument = { uri: editor.uri(FILE) };
  const end = lines.position(random.below(length + 1));
  await random.of([
    () => editor.request(random.of(AT_A_PLACE), { textDocument, position }),
    () => editor.request(random.of(IN_A_DOCUMENT), { textDocument, range: { start: position, end } }),
    () => editor.request('textDocument/references', { textDocument, position, context: { includeDeclaration: true } }),
    // A name that is computed is refused.
    () => editor.request('textDocument/rename', { textDocument, position, newName: 'other' }).catch(() => null),
    () => editor.request('workspace/symbol', { query: '' }),
    () => editor.codeActions(FILE, { start: position, end }, { triggerKind: CodeActionTriggerKind.Invoked }),
    () => editor.codeActions(FILE, { start: position, end: position }),
    () => editor.codeLenses(FILE),
    () => editor.request('nixosSpecialisations/targets', { uri: textDocument.uri, position }),
    () => editor.request('nixosSpecialisations/systems', null),
  ])();
}

/** What a server shows that has never seen another text. */
async function fresh(folder: string, text: string): Promise<unknown> {
  let shown: unknown;
  await serverIn(folder, async (editor) => {
    await editor.initialize();
    await editor.open(FILE, text);
    await editor.request('nixosSpecialisations/systems', null);
    shown = shownIn(editor);
  });
  return shown;
}

/** What this process has worked since, which does not count what others of the machine do. */
function busyMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

const heapMb = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

it(
  `${EDITS} random edits, seed ${SEED}`,
  () =>
    withEditor(FIXTURE, async (editor) => {
      const random = new Random(SEED);
      let text = START;
      const changes: { range: Range; text: string }[] = [];
      let slowest = 0;
      const heaps: number[] = [];
      await editor.initialize();
      await editor.open(FILE, text);
      for (let count = 1; count <= EDITS; count++) {
        const change = changeOf(nextEdit(text, random), text);
        text = change.after;
        changes.push(change);
        // An editor tells of several at once: of many cursors, or of what a tool has changed.
        if (count % ASKED_EVERY === 0 || random.below(4) === 0) await editor.change(FILE, changes.splice(0), text);
        if (count % ASKED_EVERY === 0) {
          const before = process.cpuUsage();
          await ask(editor, random, new LineIndex(text), text.length);
          slowest = Math.max(slowest, busyMs(before));
          shownIn(editor);
        }
        if (count % COMPARED_EVERY === 0) {
          await editor.request('nixosSpecialisations/systems', null);
          expect(shownIn(editor), `after ${count} edits: ${JSON.stringify(text)}`).toEqual(
            await fresh(editor.folder, text),
          );
          expect(editor.log.filter((line) => line.includes('failed') || line.includes('ended'))).toEqual([]);
          editor.log.length = 0;
          heaps.push(heapMb());
        }
      }
      expect(slowest).toBeLessThan(LONGEST_ANSWER_MS);
      // The first stretch fills what is kept once.
      const first = heaps[1] ?? heaps[0] ?? 0;
      expect((heaps.at(-1) ?? 0) - first).toBeLessThan(MOST_GROWTH_MB);
      if (process.env.FUZZ_EDITS !== undefined)
        process.stdout.write(
          `slowest answer ${slowest.toFixed(0)} ms, heap after each ${COMPARED_EVERY}: ${heaps.map((mb) => mb.toFixed(0)).join(' ')} MB\n`,
        );
    }),
  Math.max(180_000, EDITS * 30),
);
