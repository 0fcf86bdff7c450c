// The only caller of tree-sitter's parser. Everything it allocates outside JavaScript's heap belongs to the trees given
// out here: whoever gets one deletes it.
import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import type { TextEdit } from '../base/text-edit';
import { type Lowered, lower } from './lower/lower';
import { kindsOf } from './lower/node-kinds';
import type { Recorder } from './lower/reuse';
import { changesBetween, type Mask } from './repair/mask';
import type { Repaired } from './repair/patch';

/** tree-sitter's tree, and the text that it was parsed from. */
export interface Parsed {
  readonly tree: Tree;
  readonly mask: Mask;
}

const LONGEST_PARSE_MS = 3000;
const ORIGIN = { row: 0, column: 0 };
const NO_HOLES: ReadonlyMap<number, number> = new Map();

export interface ParserFiles {
  readonly runtime: string | Uint8Array;
  readonly grammar: string | Uint8Array;
}

export class TreeSitter {
  private constructor(
    private readonly parser: Parser,
    private readonly kindOf: ReturnType<typeof kindsOf>,
  ) {}

  /** web-tree-sitter.wasm, and the compiled grammar: the path or the bytes of each. */
  static async load({ runtime, grammar }: ParserFiles): Promise<TreeSitter> {
    await Parser.init(typeof runtime === 'string' ? { locateFile: () => runtime } : { wasmBinary: runtime });
    const language = await Language.load(grammar);
    const parser = new Parser();
    parser.setLanguage(language);
    return new TreeSitter(parser, kindsOf(language));
  }

  /** Undefined when it takes too long. */
  parse(mask: Mask, old: Tree | null = null): Parsed | undefined {
    const limit = performance.now() + LONGEST_PARSE_MS;
    const tree = this.parser.parse(mask.text, old, { progressCallback: () => performance.now() > limit });
    if (tree === null) this.parser.reset();
    return tree === null ? undefined : { tree, mask };
  }

  /**
   * Parses a text with the help of the tree of an earlier one; by itself when the edits cannot be the ones between
   * them.
   */
  parseAgain(before: Parsed, mask: Mask, edits: readonly TextEdit[]): Parsed | undefined {
    const changes = changesBetween(before.mask, mask, edits);
    const old = before.tree.copy();
    for (const { start, length, newLength } of changes ?? []) old.edit(edit(start, start + length, start + newLength));
    const parsed = this.parse(mask, changes === undefined ? null : old);
    old.delete();
    return parsed;
  }

  /** Our tree of what was parsed: `text` is what is written, `fix` what was covered to make it parse. */
  lower(text: string, { tree, mask }: Parsed, fix: Repaired | undefined, recorder?: Recorder): Lowered {
    const cursor = tree.walk();
    try {
      const { holes = NO_HOLES, errors = [] } = fix ?? {};
      return lower(cursor, this.kindOf, { text, covers: mask.covers, holes, errors }, recorder);
    } finally {
      cursor.delete();
    }
  }
}

export function isClean({ tree }: Parsed): boolean {
  return !tree.rootNode.hasError;
}

/** An edit for tree-sitter. It needs lines and columns only to report them, which nobody asks it to. */
function edit(startIndex: number, oldEndIndex: number, newEndIndex: number): Edit {
  return new Edit({
    startIndex,
    oldEndIndex,
    newEndIndex,
    startPosition: ORIGIN,
    oldEndPosition: ORIGIN,
    newEndPosition: ORIGIN,
  });
}
