// The parser: text in, our syntax tree out. Everything tree-sitter allocates outside JavaScript's heap is freed in here.
import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import type { TextEdit } from '../base/text-edit';
import type { SyntaxTree } from './ast';
import { maskGaps, masksOfQuotes } from './gaps';
import { lower } from './lower';
import { changesBetween, type Mask } from './mask';
import { kindsOf } from './node-kinds';

/** Parses Nix. */
export interface NixParser {
  /** The tree of a text that will not be edited. */
  parse(text: string): SyntaxTree;
  /** Keeps what is needed to parse a text again quickly after edits, until it is disposed of. */
  open(text: string): OpenDocument;
}

export interface OpenDocument {
  /** The tree of the current text. */
  readonly tree: SyntaxTree;
  /** Takes the new text and the edits that lead to it, each against the text left by the one before. */
  update(text: string, edits: readonly TextEdit[]): SyntaxTree;
  dispose(): void;
}

/** What is kept of an open text: tree-sitter's tree, and the text that tree was parsed from. */
interface Parsed {
  readonly tree: Tree;
  readonly mask: Mask;
}

/** tree-sitter needs some 20 bytes of memory per character, which it never gives back. */
const LONGEST_TEXT = 6_000_000;
const LONGEST_PARSE_MS = 3000;
const ORIGIN = { row: 0, column: 0 };

/** Loads both WebAssembly modules: `runtime` is the path of web-tree-sitter.wasm, `grammar` the path or the bytes of the compiled grammar. */
export async function createParser(wasm: { runtime: string; grammar: string | Uint8Array }): Promise<NixParser> {
  await Parser.init({ locateFile: () => wasm.runtime });
  const language = await Language.load(wasm.grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  const kindOf = kindsOf(language);

  const run = (mask: Mask, old: Tree | null): Parsed | undefined => {
    const limit = performance.now() + LONGEST_PARSE_MS;
    const tree = parser.parse(mask.text, old, { progressCallback: () => performance.now() > limit });
    if (tree === null) parser.reset();
    return tree === null ? undefined : { tree, mask };
  };

  /** Parses a text by itself. */
  const fresh = (text: string): Parsed | undefined => {
    if (text.length > LONGEST_TEXT) return undefined;
    const mask = maskGaps(text);
    const parsed = run(mask, null);
    if (!parsed?.tree.rootNode.hasError) return parsed;
    for (const other of masksOfQuotes(text, mask)) {
      const second = run(other, null);
      if (second !== undefined && !second.tree.rootNode.hasError) {
        parsed.tree.delete();
        return second;
      }
      second?.tree.delete();
    }
    return parsed;
  };

  /** Parses a text with the help of the tree of an earlier one, which is used up. */
  const again = (before: Parsed, text: string, edits: readonly TextEdit[]): Parsed | undefined => {
    const mask = maskGaps(text);
    const changes = text.length > LONGEST_TEXT ? undefined : changesBetween(before.mask, mask, edits);
    if (changes !== undefined) {
      for (const { start, length, newLength } of changes) before.tree.edit(edit(start, start + length, start + newLength));
    }
    const parsed = changes && run(mask, before.tree);
    before.tree.delete();
    if (parsed !== undefined && !parsed.tree.rootNode.hasError) return parsed;
    // How tree-sitter recovers from an error depends on what it could reuse; a fresh parse depends on the text alone.
    parsed?.tree.delete();
    return fresh(text);
  };

  const lowered = (text: string, parsed: Parsed | undefined): SyntaxTree => {
    if (parsed === undefined) return unreadable(text);
    const cursor = parsed.tree.walk();
    try {
      return lower(cursor, kindOf, text, parsed.mask.covers);
    } finally {
      cursor.delete();
    }
  };

  return {
    parse: (text) => {
      const parsed = fresh(text);
      try {
        return lowered(text, parsed);
      } finally {
        parsed?.tree.delete();
      }
    },
    open: (first) => {
      let parsed = fresh(first);
      let tree = lowered(first, parsed);
      return {
        get tree() {
          return tree;
        },
        update: (text, edits) => {
          parsed = parsed === undefined ? fresh(text) : again(parsed, text, edits);
          tree = lowered(text, parsed);
          return tree;
        },
        dispose: () => {
          parsed?.tree.delete();
          parsed = undefined;
        },
      };
    },
  };
}

/** An edit for tree-sitter. It needs lines and columns only to report them, which nobody asks it to. */
function edit(startIndex: number, oldEndIndex: number, newEndIndex: number): Edit {
  return new Edit({ startIndex, oldEndIndex, newEndIndex, startPosition: ORIGIN, oldEndPosition: ORIGIN, newEndPosition: ORIGIN });
}

/** The tree of a text that could not be parsed. */
function unreadable(text: string): SyntaxTree {
  const whole = { start: 0, end: text.length };
  return { root: { kind: 'error', ...whole }, errors: [whole] };
}
