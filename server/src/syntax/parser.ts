// The parser: text in, our syntax tree out. Everything tree-sitter allocates outside JavaScript's heap is freed in here.
import { Language, Parser, type Tree } from 'web-tree-sitter';
import type { TextEdit } from '../base/text-edit';
import type { SyntaxTree } from './ast';
import { maskGaps } from './gaps';
import { lower } from './lower';
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

/** Loads both WebAssembly modules: `runtime` is the path of web-tree-sitter.wasm, `grammar` the path or the bytes of the compiled grammar. */
export async function createParser(wasm: { runtime: string; grammar: string | Uint8Array }): Promise<NixParser> {
  await Parser.init({ locateFile: () => wasm.runtime });
  const language = await Language.load(wasm.grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  const kindOf = kindsOf(language);

  const lowered = (text: string, tree: Tree, masked: readonly number[]): SyntaxTree => {
    const cursor = tree.walk();
    try {
      return lower(cursor, kindOf, text, new Set(masked));
    } finally {
      cursor.delete();
    }
  };

  const parse = (text: string): SyntaxTree => {
    const masked = maskGaps(text);
    const tree = parser.parse(masked.text);
    if (tree === null) return unreadable(text);
    try {
      return lowered(text, tree, masked.offsets);
    } finally {
      tree.delete();
    }
  };

  const open = (first: string): OpenDocument => {
    let tree = parse(first);
    return {
      get tree() {
        return tree;
      },
      update: (text) => {
        tree = parse(text);
        return tree;
      },
      dispose: () => {},
    };
  };
  return { parse, open };
}

/** The tree of a text that could not be parsed. */
function unreadable(text: string): SyntaxTree {
  const whole = { start: 0, end: text.length };
  return { root: { kind: 'error', ...whole }, errors: [whole] };
}
