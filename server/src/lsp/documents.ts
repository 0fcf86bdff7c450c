// The documents open in the editor. Edits are taken in order, as offsets, because the parser needs them and the
// usual document store drops them.
import { LineIndex, type Position } from '../base/line-index';
import type { TextEdit } from '../base/text-edit';

/** A change as the protocol sends it; without a range the text is replaced as a whole. */
export interface ContentChange {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

export interface Document {
  readonly uri: string;
  readonly path: string;
  readonly version: number;
  readonly text: string;
  /** Of `text`. */
  readonly lines: LineIndex;
}

/** What a change left: the document, and the edits that led to it. Undefined edits: the text was replaced. */
export interface Changed {
  readonly document: Document;
  readonly edits: readonly TextEdit[] | undefined;
}

/** Open documents by path. */
export class Documents {
  private readonly byPath = new Map<string, Document>();

  open(path: string, uri: string, version: number, text: string): void {
    this.byPath.set(path, { uri, path, version, text, lines: new LineIndex(text) });
  }

  /** Applies changes one after the other; undefined when the document is not open. */
  change(path: string, version: number, changes: readonly ContentChange[]): Changed | undefined {
    const before = this.byPath.get(path);
    if (before === undefined) return undefined;
    let { text, lines } = before;
    let edits: TextEdit[] | undefined = [];
    for (const change of changes) {
      if (change.range === undefined) {
        text = change.text;
        edits = undefined;
      } else {
        const edit = editOf(change.range, change.text, lines);
        text = text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
        edits?.push(edit);
      }
      lines = new LineIndex(text);
    }
    const document = { ...before, version, text, lines };
    this.byPath.set(path, document);
    return { document, edits };
  }

  close(path: string): void {
    this.byPath.delete(path);
  }

  get(path: string): Document | undefined {
    return this.byPath.get(path);
  }

  withUri(uri: string): Document | undefined {
    for (const document of this.byPath.values()) if (document.uri === uri) return document;
    return undefined;
  }

  get all(): readonly Document[] {
    return [...this.byPath.values()];
  }
}

function editOf(range: { start: Position; end: Position }, newText: string, lines: LineIndex): TextEdit {
  const a = lines.offset(range.start);
  const b = lines.offset(range.end);
  return { start: Math.min(a, b), end: Math.max(a, b), newText };
}
