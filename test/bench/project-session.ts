// One session of an editor with a real project: what is waited for, and for how long.
import { existsSync, readFileSync } from 'node:fs';
import type { Position } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/line-index';
import type { Site } from '../../server/src/features/targets';
import { uriOfPath } from '../../server/src/lsp/uri';
import type { AnalysisStatus } from '../../server/src/protocol/requests';
import { initialize, newCache, peakOf, type Running, start, workedOf } from './editor';

/** The file that most systems take in, and one that as few as can be do. */
export interface EditedFiles {
  readonly shared: string;
  readonly leaf: string;
}

/** What of a project is worked on. */
export interface WorkedOn {
  readonly files: EditedFiles;
  /** A specialisation, where there is one. */
  readonly site: Site | undefined;
}

/** What is measured, in the order of the table. `work`: milliseconds of processor time; memory in MB. */
export type Measures = Readonly<Record<string, readonly number[]>>;

/** What is found has been written down by then, and so has what V8 has compiled. */
const KEPT_AFTER_MS = 4500;
/** Longer than any machine takes. */
const PATIENCE_MS = 300_000;

class Session {
  readonly measures: Record<string, number[]> = {};
  private readonly texts = new Map<string, string>();
  private version = 1;
  /** Whether the build has hovers at all, and hints. */
  hovers = true;

  constructor(private readonly running: Running) {}

  note(what: string, value: number): void {
    this.measures[what] = [...(this.measures[what] ?? []), value];
  }

  /** How long something takes, and how much work of the server it is. */
  async timed(what: string, work: () => Promise<unknown>): Promise<void> {
    const { process } = this.running;
    const [begin, worked] = [performance.now(), workedOf(process)];
    await work();
    this.note(what, performance.now() - begin);
    this.note(`${what}: work`, workedOf(process) - worked);
  }

  async open(file: string): Promise<void> {
    const text = readFileSync(file, 'utf8');
    this.texts.set(file, text);
    await this.running.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: uriOfPath(file), languageId: 'nix', version: 1, text },
    });
  }

  hover(file: string, position: Position): Promise<unknown> {
    return this.running.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: uriOfPath(file) },
      position,
    });
  }

  /** What is asked for a document without its systems being evaluated for it. */
  async unasked(file: string): Promise<void> {
    const textDocument = { uri: uriOfPath(file) };
    const range = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
    const { connection } = this.running;
    await this.timed('hints', () => connection.sendRequest('textDocument/inlayHint', { textDocument, range }));
    await this.timed('colours', () => connection.sendRequest('textDocument/semanticTokens/full', { textDocument }));
  }

  /** What is told of a specialisation, and what can be written at the end of it. */
  async specialisation({ location: { file, start }, block }: Site, times: number): Promise<void> {
    await this.open(file);
    await this.open(block.file);
    await this.lenses(file);
    const position = new LineIndex(this.texts.get(file) ?? '').position(start);
    const text = this.texts.get(block.file) ?? '';
    const end = new LineIndex(text).position(text.lastIndexOf('}', block.end));
    const params = { textDocument: { uri: uriOfPath(block.file) }, position: end };
    // The first one evaluates.
    await this.hover(file, position);
    for (let i = 0; i < times; i++) {
      await this.timed('hover on a specialisation', () => this.hover(file, position));
      await this.timed('completion', () => this.running.connection.sendRequest('textDocument/completion', params));
    }
  }

  /** Answered once all systems that a file takes part in are up to date. */
  lenses(file: string): Promise<unknown> {
    return this.running.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: uriOfPath(file) } });
  }

  /** Another text at a place, by `change`, until all systems of the file are answered; and what a hover takes then. */
  async edits(what: string, file: string, times: number, change: Change): Promise<void> {
    for (let i = 0; i < times; i++) {
      const text = this.texts.get(file) ?? '';
      const edit = change(text, i);
      if (edit === undefined) return;
      const index = new LineIndex(text);
      const [from, to] = [index.position(edit.start), index.position(edit.end)];
      this.texts.set(file, text.slice(0, edit.start) + edit.newText + text.slice(edit.end));
      await this.timed(what, async () => {
        await this.running.connection.sendNotification('textDocument/didChange', {
          textDocument: { uri: uriOfPath(file), version: ++this.version },
          contentChanges: [{ range: { start: from, end: to }, text: edit.newText }],
        });
        await this.lenses(file);
      });
      if (this.hovers) await this.timed('hover', () => this.hover(file, from));
      await this.timed('lens', () => this.lenses(file));
      if (this.hovers) await this.unasked(file);
    }
  }
}

type Change = (
  text: string,
  times: number,
) => { readonly start: number; readonly end: number; readonly newText: string } | undefined;

/** Another one of the Booleans of a file each time. */
const boolean: Change = (text, times) => {
  const all = [...text.matchAll(/(?<== )(true|false)(?=;)/g)];
  const at = all[times % Math.max(1, all.length)];
  return at && { start: at.index, end: at.index + at[0].length, newText: at[0] === 'true' ? 'false' : 'true' };
};

/** A letter more in a text. */
const letter: Change = (text, times) => {
  const all = [...text.matchAll(/(?<== ")[\w .:/-]+(?=";)/g)];
  const at = all[times % Math.max(1, all.length)];
  return at && { start: at.index + 1, end: at.index + 1, newText: 'x' };
};

/** A letter more of a statement that is not finished; the first is the beginning. */
const statement: Change = (text, times) => {
  const behind = times === 0 ? text.indexOf(';\n') + 1 : text.indexOf('services.new') + 12 + times - 1;
  return behind <= 0 ? undefined : { start: behind, end: behind, newText: times === 0 ? ' services.new' : 'w' };
};

/** @param dist the build that is measured */
export async function measured(dist: string, folder: string, on: WorkedOn, times: number): Promise<Measures> {
  const cache = newCache();
  await sessionOf(start(dist, cache), folder, on, 0);
  const again = await sessionOf(start(dist, cache), folder, on, 0);
  const first = await sessionOf(start(dist), folder, on, times);
  const renamed = Object.entries(again).flatMap(([what, values]) =>
    /^(first|all)/.test(what) ? [[`opened again: ${what}`, values] as const] : [],
  );
  return { ...first, ...Object.fromEntries(renamed) };
}

async function sessionOf(
  running: Running,
  folder: string,
  { files, site }: WorkedOn,
  times: number,
): Promise<Measures> {
  const begin = performance.now();
  const session = new Session(running);
  let found = Number.POSITIVE_INFINITY;
  let allDone = (): void => {};
  running.connection.onNotification('textDocument/publishDiagnostics', ({ uri }) => {
    if (uri === uriOfPath(files.shared)) found = Math.min(found, performance.now() - begin);
  });
  running.connection.onNotification('nixosSpecialisations/status', ({ busy }: AnalysisStatus) => {
    if (!busy) allDone();
  });
  try {
    const { capabilities } = await initialize(running, folder, false);
    session.hovers = capabilities.hoverProvider === true;
    session.note('server ready', performance.now() - begin);
    const done = new Promise<void>((resolve, reject) => {
      allDone = resolve;
      setTimeout(() => reject(new Error(`${folder} takes too long`)), PATIENCE_MS).unref();
    });
    await running.connection.sendNotification('initialized', {});
    await session.open(files.shared);
    await session.lenses(files.shared);
    const settled = performance.now() - begin;
    session.note('first findings of the file in hand', Math.min(found, settled));
    session.note('all systems of the file in hand', settled);
    await done;
    session.note('all systems', performance.now() - begin);
    session.note('all systems: work', workedOf(running.process));
    if (times === 0) await new Promise((resolve) => setTimeout(resolve, KEPT_AFTER_MS));
    if (files.leaf !== files.shared) await session.open(files.leaf);
    await session.lenses(files.leaf);
    for (const [name, file] of Object.entries(files)) {
      await session.edits(`a Boolean in the ${name} file`, file, times, boolean);
      await session.edits(`a letter in a text of the ${name} file`, file, times, letter);
      await session.edits(`half a statement in the ${name} file`, file, times, statement);
    }
    if (session.hovers && site !== undefined) await session.specialisation(site, times);
    if (existsSync(`/proc/${running.process.pid}`)) session.note('memory', peakOf(running.process));
    return session.measures;
  } finally {
    await running.stop();
  }
}
