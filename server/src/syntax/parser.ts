// The parser: text in, our syntax tree out. Everything tree-sitter allocates outside JavaScript's heap is freed in
// here.
import type { TextEdit } from '../base/text-edit';
import type { SyntaxTree } from './ast';
import { readDirectly } from './direct/read-directly';
import { Reader, type Reading, type Started } from './reading';
import { TreeSitter } from './tree-sitter';

/**
 * Longer texts are not even read directly, which takes ten bytes of memory per character. Lists of packages that
 * programs write for nixpkgs have some millions.
 */
const LONGEST_DIRECT = 8_000_000;

/** Parses Nix. */
export interface NixParser {
  /** The tree of a text that will not be edited. */
  parse(text: string): SyntaxTree;
  /**
   * Keeps what is needed to parse a text again quickly after edits, until it is disposed of. @param known the tree of
   * the text, where there is one: whoever holds it goes on with the same objects.
   */
  open(text: string, known?: SyntaxTree): OpenDocument;
}

export interface OpenDocument {
  /** The tree of the current text. */
  readonly tree: SyntaxTree;
  /** Takes the new text and the edits that lead to it, each against the text left by the one before. */
  update(text: string, edits: readonly TextEdit[]): void;
  /** Gives the tree of the current text, if there is one yet. */
  dispose(): SyntaxTree | undefined;
}

/** Loads both WebAssembly modules: see TreeSitter.load. */
export async function createParser(wasm: Parameters<typeof TreeSitter.load>[0]): Promise<NixParser> {
  const reader = new Reader(await TreeSitter.load(wasm));
  return {
    parse: (text) => {
      const direct = text.length > LONGEST_DIRECT ? undefined : readDirectly(text);
      if (direct !== undefined) return direct;
      const { parsed, tree } = reader.read(text, 'only', []);
      parsed?.tree.delete();
      return tree;
    },
    open: (text, known) => new Document(reader, text, known),
  };
}

/**
 * Lowered when its tree is first asked for: at first both halves are slow, and something else may be waiting in
 * between.
 */
class Document implements OpenDocument {
  private started: Started | undefined;
  private reading: Reading | undefined;

  constructor(
    private readonly reader: Reader,
    private text: string,
    private known: SyntaxTree | undefined,
  ) {
    this.started = reader.start(text, 'first', []);
  }

  get tree(): SyntaxTree {
    return this.known ?? this.current().tree;
  }

  update(text: string, edits: readonly TextEdit[]): void {
    const { reader, reading } = this;
    const before = reading ?? { parsed: this.started?.parsed };
    this.text = text;
    this.known = undefined;
    if (reading === undefined) this.started = reader.start(text, before, edits);
    else this.reading = reader.read(text, reading, edits);
    before.parsed?.tree.delete();
  }

  dispose(): SyntaxTree | undefined {
    const { parsed } = this.reading ?? this.started ?? {};
    parsed?.tree.delete();
    const tree = this.known ?? this.reading?.tree;
    this.started = undefined;
    this.reading = tree && { parsed: undefined, tree, memory: undefined };
    return tree;
  }

  private current(): Reading {
    this.reading ??= this.reader.read(this.text, 'first', [], this.started);
    return this.reading;
  }
}
