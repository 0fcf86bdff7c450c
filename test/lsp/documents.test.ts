// The document store: the same text as the editor's, and edits that lead from each text to the next.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../../server/src/base/text-edit';
import { type ContentChange, Documents } from '../../server/src/lsp/documents';

const replay = (text: string, edits: readonly TextEdit[]): string =>
  edits.reduce((current, { start, end, newText }) => current.slice(0, start) + newText + current.slice(end), text);

const referenceDocument = (text: string) => TextDocument.create('file:///a.nix', 'nix', 1, text);

function changed(text: string, changes: readonly ContentChange[]) {
  const documents = new Documents();
  documents.open('/a.nix', 'file:///a.nix', 1, text);
  const result = documents.change('/a.nix', 2, changes);
  if (result === undefined) throw new Error('the document is not open');
  return result;
}

const text = fc
  .array(fc.constantFrom('a', '{', '\n', '\r\n', '\r', '😀', 'ü'), { maxLength: 30 })
  .map((parts) => parts.join(''));
const position = fc.record({ line: fc.nat(12), character: fc.nat(12) });
const ordered = fc
  .tuple(position, position)
  .map(([a, b]) =>
    a.line < b.line || (a.line === b.line && a.character <= b.character) ? { start: a, end: b } : { start: b, end: a },
  );
const change = fc.record({ range: ordered, text });

it('any edits give what the reference implementation gives, and replay to it', () => {
  fc.assert(
    fc.property(text, fc.array(change, { maxLength: 5 }), (before, changes) => {
      // A new document for each edit: its own table of lines goes wrong after an edit past the last line.
      const reference = changes.reduce(
        (text, edit) => TextDocument.update(referenceDocument(text), [edit], 2).getText(),
        before,
      );
      const { document, edits } = changed(before, changes);
      expect(document.text).toBe(reference);
      expect(replay(before, edits ?? [])).toBe(reference);
    }),
    { numRuns: 300 },
  );
});

it('a text replaced as a whole has no edits', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const { document, edits } = changed('abc', [{ range, text: 'x' }, { text: 'new' }, { range, text: 'N' }]);
  expect([document.text, document.version, edits]).toEqual(['New', 2, undefined]);
});

it('a document that is not open has no changes', () => {
  expect(new Documents().change('/a.nix', 1, [{ text: '' }])).toBeUndefined();
});
