// The parser: text in, our syntax tree out. Everything tree-sitter allocates outside JavaScript's heap is freed in here.
import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import type { TextEdit } from '../base/text-edit';
import type { SyntaxTree } from './ast';
import { maskGaps, masksOfQuotes } from './gaps';
import { type Lowered, lower } from './lower';
import { changesBetween, type Mask } from './mask';
import { kindsOf } from './node-kinds';
import type { Repaired } from './patch';
import { repair } from './repair';
import { type Memory, Recorder } from './reuse';

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
  update(text: string, edits: readonly TextEdit[]): void;
  dispose(): void;
}

/** What is kept of an open text: tree-sitter's tree, and the text that tree was parsed from. */
interface Parsed {
  readonly tree: Tree;
  readonly mask: Mask;
}

/** A text parsed and lowered, and what of it can be used again. Without `parsed` it could not be parsed. */
interface Reading {
  readonly parsed: Parsed | undefined;
  readonly tree: SyntaxTree;
  readonly memory: Memory | undefined;
}

/** A text that tree-sitter has gone through; without `parsed` it took too long. */
interface Started {
  readonly base: Mask;
  readonly parsed: Parsed | undefined;
}

/** What a text is read after: an earlier text; nothing, but it will be edited; or nothing, and it will not. */
type Before = Reading | 'first' | 'only';

/** Longer texts are not read: no configuration is as long, and tree-sitter needs some 20 bytes of memory per character, which it never gives back. */
export const LONGEST_TEXT = 2_500_000;
const LONGEST_REPAIR = 500_000;
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

  /** Parses a text with the help of the tree of an earlier one; by itself when the edits cannot be the ones between them. */
  const rerun = (before: Parsed, mask: Mask, edits: readonly TextEdit[]): Parsed | undefined => {
    const changes = changesBetween(before.mask, mask, edits);
    const old = before.tree.copy();
    for (const { start, length, newLength } of changes ?? []) old.edit(edit(start, start + length, start + newLength));
    const parsed = run(mask, changes === undefined ? null : old);
    old.delete();
    return parsed;
  };

  const lowered = (text: string, { tree, mask }: Parsed, fix: Repaired | undefined, recorder?: Recorder): Lowered => {
    const cursor = tree.walk();
    try {
      return lower(cursor, kindOf, { text, covers: mask.covers, holes: fix?.holes ?? NO_HOLES, errors: fix?.errors ?? [] }, recorder);
    } finally {
      cursor.delete();
    }
  };

  /** The first half of `read`. */
  const start = (text: string, before: Pick<Reading, 'parsed'> | 'first' | 'only', edits: readonly TextEdit[]): Started | undefined => {
    if (text.length > LONGEST_TEXT) return undefined;
    const base = maskGaps(text);
    return {
      base,
      parsed: typeof before === 'string' || before.parsed === undefined ? run(base, null) : rerun(before.parsed, base, edits),
    };
  };

  /**
   * Reads a text, with the help of an earlier reading if there is one. How tree-sitter recovers from an error depends on what it could reuse, so
   * trees with an error are made from the text alone: what comes out never depends on the history.
   */
  const read = (text: string, before: Before, edits: readonly TextEdit[], started = start(text, before, edits)): Reading => {
    const first = started?.parsed;
    if (started === undefined || first === undefined) return unreadable(text);
    const { base } = started;
    const whole = isClean(first) ? readingOf(text, first, undefined, before) : undefined;
    if (whole !== undefined && !whole.isSuspicious) return whole;
    const better = text.length > LONGEST_REPAIR ? undefined : repaired(text, first, base, before);
    if (better === undefined && whole !== undefined) return whole;
    first.tree.delete();
    return better ?? unrepaired(text, base);
  };

  /** Reads a text that does not parse as one that does. */
  const repaired = (text: string, first: Parsed, base: Mask, before: Before): Reading | undefined => {
    const quoted = isClean(first) ? [] : masksOfQuotes(text, base);
    const fix = repair(text, base);
    for (const mask of fix === undefined ? quoted : [...quoted, fix.mask]) {
      const parsed = rerun(first, mask, []);
      if (parsed !== undefined && isClean(parsed)) return readingOf(text, parsed, mask === fix?.mask ? fix : undefined, before);
      parsed?.tree.delete();
    }
    return undefined;
  };

  /** Lowers a tree without errors. */
  const readingOf = (text: string, parsed: Parsed, fix: Repaired | undefined, before: Before): Reading & Lowered => {
    const recorder = before === 'only' ? undefined : new Recorder(text, before === 'first' ? undefined : before.memory);
    const result = lowered(text, parsed, fix, recorder);
    return { parsed, ...result, memory: result.isSuspicious || result.hasOwnErrors ? undefined : recorder?.memory() };
  };

  /** Reads a text that cannot be made to parse: as it is or with what repairs there are, whichever leaves less unread. */
  const unrepaired = (text: string, base: Mask): Reading => {
    const fix = text.length > LONGEST_REPAIR ? undefined : repair(text, base);
    const readings = (fix === undefined ? [undefined] : [fix, undefined]).flatMap((choice) => {
      const parsed = run(choice?.mask ?? base, null);
      return parsed === undefined ? [] : [{ parsed, tree: lowered(text, parsed, choice).tree, memory: undefined }];
    });
    const [best = unreadable(text), other] = readings.sort((a, b) => unread(a.tree) - unread(b.tree));
    other?.parsed.tree.delete();
    return best;
  };

  return {
    parse: (text) => {
      const { parsed, tree } = read(text, 'only', []);
      parsed?.tree.delete();
      return tree;
    },
    open: (first) => {
      // Lowered when the tree is first asked for: at first both halves are slow, and something else may be waiting in between.
      let text = first;
      let started = start(text, 'first', []);
      let reading: Reading | undefined;
      const current = (): Reading => {
        reading ??= read(text, 'first', [], started);
        return reading;
      };
      return {
        get tree() {
          return current().tree;
        },
        update: (newText, edits) => {
          const before = reading ?? { parsed: started?.parsed };
          if (reading !== undefined) reading = read(newText, reading, edits);
          else [text, started] = [newText, start(newText, before, edits)];
          before.parsed?.tree.delete();
        },
        dispose: () => {
          const { parsed, tree } = current();
          parsed?.tree.delete();
          reading = { parsed: undefined, tree, memory: undefined };
        },
      };
    },
  };
}

const NO_HOLES: ReadonlyMap<number, number> = new Map();

function isClean({ tree }: Parsed): boolean {
  return !tree.rootNode.hasError;
}

/** How much of a text is not understood. */
function unread({ errors }: SyntaxTree): number {
  return errors.reduce((sum, { start, end }) => sum + end - start + 20, 0);
}

/** An edit for tree-sitter. It needs lines and columns only to report them, which nobody asks it to. */
function edit(startIndex: number, oldEndIndex: number, newEndIndex: number): Edit {
  return new Edit({ startIndex, oldEndIndex, newEndIndex, startPosition: ORIGIN, oldEndPosition: ORIGIN, newEndPosition: ORIGIN });
}

/** The reading of a text that is too long for the time or the memory there is; nobody can say that it has errors. */
function unreadable(text: string): Reading {
  return {
    parsed: undefined,
    tree: { root: { kind: 'error', start: 0, end: text.length, isTooLong: true }, errors: [] },
    memory: undefined,
  };
}
