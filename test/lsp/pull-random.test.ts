// Random conversations of an editor that asks for findings when it likes: at rest it shows what an editor shows that is
// pushed everything, and never anything twice. FUZZ_SEEDS makes it more of them.
import { expect, it } from 'vitest';
import { type Editor, serverIn, withEditor } from '../support/lsp-pair';
import { PULLING_CLIENT, Pulling } from '../support/pulling-editor';
import { writeIn } from '../support/temporary-folder';
import { changeOf, nextEdit, Random, START } from './fuzz';

const SEEDS = Number(process.env.FUZZ_SEEDS ?? 4);
const STEPS = 60;
const PARTS = '{ lib, ... }: { services.openssh.enable = lib.mkDefault true; time.timeZone = "CET"; }\n';
const FILES = new Map([
  ['/configuration.nix', START],
  ['/parts.nix', PARTS],
]);
const FIXTURE = `#- /configuration.nix\n${START}#- /parts.nix\n${PARTS}`;
const PATHS: [string, ...string[]] = ['/configuration.nix', '/parts.nix'];

class Typist {
  readonly texts = new Map<string, string>();

  constructor(
    readonly editor: Editor,
    readonly pulling: Pulling,
    private readonly random: Random,
  ) {}

  async step(): Promise<void> {
    const { editor, pulling, random, texts } = this;
    const path = random.of(PATHS);
    const text = texts.get(path);
    if (text === undefined) {
      const opened = random.of([FILES.get(path) ?? '', START]);
      texts.set(path, opened);
      await editor.open(path, opened);
    } else if (random.below(12) === 0) {
      texts.delete(path);
      await pulling.close(path);
    } else if (random.below(3) > 0) {
      const { range, text: newText, after } = changeOf(nextEdit(text, random), text);
      const isWhole = random.below(8) === 0;
      await editor.change(path, [isWhole ? { text: after } : { range, text: newText }], after);
      texts.set(path, after);
    }
    // A question before it that has no answer is given up.
    for (let asked = random.below(3); texts.has(path) && asked > 0; asked--) void pulling.pull(path);
    if (random.below(3) === 0) await new Promise((go) => setTimeout(go, random.below(120)));
  }

  /** Nobody has anything to do, or to say. */
  async atRest(): Promise<void> {
    const { editor, pulling } = this;
    for (let quiet = 0; quiet < 3; quiet++) {
      const before = pulling.told.length;
      await editor.until(() => (editor.statuses.at(-1)?.busy === false && pulling.isAnswered) || undefined);
      await new Promise((go) => setTimeout(go, 100));
      if (pulling.told.length !== before || !pulling.isAnswered) quiet = -1;
    }
  }
}

/** What an editor shows that is pushed everything of these texts. */
async function pushedIn(folder: string, texts: ReadonlyMap<string, string>): Promise<readonly unknown[]> {
  let shown: readonly unknown[] = [];
  await serverIn(folder, async (editor) => {
    await editor.initialize({ ...PULLING_CLIENT, capabilities: { textDocument: FULL } });
    for (const [path, text] of texts) await editor.open(path, text);
    await editor.until(() => editor.statuses.at(-1)?.busy === false || undefined);
    // Only once everything opened was worked on does this have an answer.
    await editor.request('workspace/symbol', { query: '' });
    shown = PATHS.map((path) => editor.latest(path)?.diagnostics ?? []);
  });
  return shown;
}

const FULL = { publishDiagnostics: PULLING_CLIENT.capabilities.textDocument.publishDiagnostics };

it.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))('conversation %i', (seed) =>
  withEditor(FIXTURE, async (editor) => {
    const pulling = new Pulling(editor, (self) => self.again(), seed % 2 === 0);
    const typist = new Typist(editor, pulling, new Random(seed));
    await editor.initialize(PULLING_CLIENT);
    for (let step = 0; step < STEPS; step++) await typist.step();
    await typist.atRest();
    expect(pulling.twice).toEqual([]);
    for (const [path, text] of FILES) writeIn(editor.folder, path, text);
    expect(PATHS.map((path) => pulling.shown(path))).toEqual(await pushedIn(editor.folder, typist.texts));
    expect(editor.log.filter((line) => line.includes('failed'))).toEqual([]);
  }),
);
