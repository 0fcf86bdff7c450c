// Which files say the same in other words since something was evaluated, and where what stood in them stands now.
import { errorIn } from '../analysis/checks/broken-files';
import type { Answers } from '../project/answers';
import { MAY_SUPPRESS } from '../rules/engine/suppression';
import { saidOf } from '../rules/syntax-error';
import type { StringExpr, SyntaxTree } from '../syntax/ast';
import { compareAlike, moveTo, type Written } from '../syntax/moved-text';
import type { Evaluator } from './evaluator';
import type { Moves, Rewriting } from './moved-result';
import { NO_FILES } from './tracked';

/** The files of one moment. */
export class Rewritten {
  /** Many systems have read the same tree. */
  private readonly known = new Map<SyntaxTree, Rewriting | undefined>();

  /** @param touched the documents that were opened, edited or closed, where nothing else has changed. */
  constructor(
    private readonly evaluator: Pick<Evaluator, 'sources' | 'recorder'>,
    private readonly touched: ReadonlySet<string> | undefined,
  ) {}

  /**
   * How to get to the places of now from those of an evaluation that got these answers, for each file that has another
   * text. Undefined where an evaluation now might find something else.
   * @param before the files of which that was known before
   */
  movesOf(answers: Answers, before: ReadonlySet<string>): Moves | undefined {
    const { sources, recorder } = this.evaluator;
    const files =
      this.touched === undefined
        ? answers.holdBut(sources, recorder.boundary)
        : answers.holdForBut(before.size === 0 ? this.touched : new Set([...this.touched, ...before]), sources);
    if (files === undefined) return undefined;
    const moves = new Map<string, Rewriting>();
    for (const file of files) {
      const rewriting = this.rewriting(file, answers);
      if (rewriting === undefined) return undefined;
      moves.set(file, rewriting);
    }
    const said = new Map<StringExpr, string>([...moves.values()].flatMap((rewriting) => [...rewriting.said]));
    return compareAlike(said) ? moves : undefined;
  }

  /** Whether an evaluation now would find the same, but for places. */
  saysTheSame(answers: Answers): boolean {
    const moves = this.movesOf(answers, NO_FILES);
    return moves !== undefined && ![...moves.values()].some(({ isBegun }) => isBegun);
  }

  private rewriting(file: string, { texts, trees }: Answers): Rewriting | undefined {
    const tree = trees.get(file)?.tree;
    const text = texts.get(file);
    if (tree === undefined || text === undefined) return undefined;
    if (!this.known.has(tree)) this.known.set(tree, this.found(file, { text, tree }));
    return this.known.get(tree);
  }

  private found(file: string, before: Written): Rewriting | undefined {
    const { sources } = this.evaluator;
    const [text, tree] = [sources.read(file), sources.parse(file)];
    const moved = text === undefined || tree === undefined ? undefined : moveTo(before, { text, tree });
    if (text === undefined || tree === undefined || moved === undefined) return undefined;
    if (tree.errors.length === 0) return { ...moved, error: undefined };
    if (before.tree.errors.length === 0) {
      const first = MAY_SUPPRESS.test(text) ? undefined : errorIn(text, tree);
      return first && { ...moved, error: saidOf(first, file, text), isBegun: true };
    }
    const [was, is] = [errorIn(before.text, before.tree), errorIn(text, tree)];
    if (is === undefined || was === undefined) return was === is ? { ...moved, error: undefined } : undefined;
    return { ...moved, error: saidOf(is, file, text) };
  }
}
