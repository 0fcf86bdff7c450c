// Which open documents the editor asks the findings of, and what it was told: nothing is pushed for those.

import { type Diagnostic, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver';

/** The findings of a file, and the same as one text, to be compared. */
export interface List {
  readonly diagnostics: Diagnostic[];
  readonly text: string;
}

/** What was answered last, whether or not the editor took it. */
interface Told {
  readonly id: string;
  readonly list: List;
  /** The list that it was let know of since. */
  announced?: string;
}

export class Pulls {
  private readonly told = new Map<string, Told>();
  /** How many questions about a document wait for their answer. */
  private readonly open = new Map<string, number>();
  private last = 0;

  has(path: string): boolean {
    return this.told.has(path);
  }

  /** Counts a question as waiting as long as `wait` takes. */
  async during(path: string, wait: () => Promise<unknown>): Promise<void> {
    const { open } = this;
    open.set(path, (open.get(path) ?? 0) + 1);
    try {
      await wait();
    } finally {
      open.set(path, (open.get(path) ?? 1) - 1);
      if (open.get(path) === 0) open.delete(path);
    }
  }

  /** Whether an editor that has what was answered by an identifier has another list than this. */
  isNewsTo(path: string, previous: string | undefined, { text }: List): boolean {
    const told = this.told.get(path);
    return told === undefined || told.id !== previous || told.list.text !== text;
  }

  /** The answer. An editor that has what `previous` names keeps it. */
  report(path: string, previous: string | undefined, list: List): DocumentDiagnosticReport {
    const before = this.told.get(path);
    const told = before?.list.text === list.text ? { id: before.id, list } : { id: String(++this.last), list };
    this.told.set(path, told);
    return told.id === previous
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: told.id }
      : { kind: DocumentDiagnosticReportKind.Full, resultId: told.id, items: list.diagnostics };
  }

  /** What was answered last, where nothing better is known. */
  again(path: string, previous: string | undefined): DocumentDiagnosticReport | undefined {
    const told = this.told.get(path);
    return told && this.report(path, previous, told.list);
  }

  /** Whether the editor is to be told to ask again, once for each list: one that waits for an answer gets it anyway. */
  owes(path: string, { text }: List): boolean {
    const told = this.told.get(path);
    if (told === undefined || this.open.has(path)) return false;
    if (told.list.text === text || told.announced === text) return false;
    told.announced = text;
    return true;
  }

  /** The document is another one from now on, or none. @returns what the editor showed of it. */
  forget(path: string): List | undefined {
    const told = this.told.get(path);
    this.told.delete(path);
    return told?.list;
  }

  rename(path: string, now: string): void {
    const told = this.told.get(path);
    this.told.delete(path);
    if (told !== undefined) this.told.set(now, told);
  }
}
