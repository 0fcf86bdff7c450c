// Analyses that somebody has asked something of: the next question about the same thing finds them as they are. They
// are kept as long as their files say the same, in whichever words, the ones asked last first, and no more than a
// memory's worth. What is evaluated anew for its results, after an edit, takes their place.
import { movedFates } from '../analysis/reports/definition-fates';
import type { Content } from '../syntax/content';
import { contentOf } from '../syntax/literals';
import { type Evaluated, type Live, spentOf } from './evaluated';
import type { Evaluator } from './evaluator';
import { MovedAnswers } from './moved-answers';
import type { Moves } from './moved-result';
import { literalsOf, stayEvaluated } from './moved-texts';
import type { Rewritten } from './rewritten';
import type { Candidate } from './tracked';

/**
 * What all that is kept may have cost, in units of fuel (some 30 bytes each): as many large systems as share a module
 * of a project of many hosts, since a hover there asks all of them; and always the one that was asked last.
 */
const KEPT_COST = 2_500_000;

/** The same of what nobody has asked anything of yet. */
const FORESEEN_COST = 600_000;

const NOT_MOVED: Moves = new Map();

export class LiveAnalyses {
  /** The one that was asked last comes last. */
  private readonly live = new Map<string, Live>();
  /** What was asked, whether or not what it was asked of still holds. */
  private readonly wanted = new Set<string>();
  /** Literals that say something else by now than in the trees of some of them. */
  private rewritten: readonly Content[] = [];
  /** What becomes of the definitions in files, as they have said. */
  readonly fates = new MovedAnswers(movedFates);

  constructor(
    private readonly evaluator: Evaluator,
    private readonly limit = KEPT_COST,
  ) {}

  /** The analyses of an entry point, evaluated if they are not there. */
  of(candidate: Candidate): Evaluated {
    return this.asking(candidate, false).evaluated;
  }

  /** The same for questions; `takesMoved`: one that may be asked of texts before. */
  asking(candidate: Candidate, takesMoved: boolean): Live {
    const { key } = candidate;
    const known = this.live.get(key);
    const found =
      known !== undefined && (takesMoved || known.moves.size === 0)
        ? known
        : { evaluated: this.evaluator.evaluate(candidate), moves: NOT_MOVED };
    this.put(key, found);
    return found;
  }

  /** Takes what was evaluated for its results, where somebody asks for it, now or once before, or will. */
  keep({ key }: Candidate, evaluated: Evaluated, isAsked: boolean, isForeseen: boolean): void {
    const isRoom = isForeseen && this.cost + costOf(evaluated) <= FORESEEN_COST;
    if (isAsked || isRoom || this.wanted.has(key)) this.put(key, { evaluated, moves: NOT_MOVED });
    else evaluated.scope.end();
  }

  private get cost(): number {
    return [...this.live.values()].reduce((sum, { evaluated }) => sum + costOf(evaluated), 0);
  }

  /** Lets go of what the files no longer say. */
  revalidate(rewritten: Rewritten): void {
    this.fates.revalidate(rewritten);
    for (const content of this.rewritten) content.now = undefined;
    const texts: Content[] = [];
    for (const [key, { evaluated, moves: before }] of this.live) {
      const { answers } = evaluated.scope;
      const moves = rewritten.movesOf(answers, new Set(before.keys()));
      if (moves === undefined || !stayEvaluated(before, moves, answers) || !this.rewrite(moves, texts)) {
        this.live.delete(key);
        continue;
      }
      answers.past = new Set(moves.keys());
      this.live.set(key, { evaluated, moves });
    }
    this.rewritten = texts;
  }

  /** What is evaluated already says what is written now. */
  private rewrite(moves: Moves, texts: Content[]): boolean {
    for (const [literal, said] of literalsOf(moves)) {
      const content = contentOf(literal);
      if (content.now !== undefined && content.now !== said) return false;
      content.now = said;
      texts.push(content);
    }
    return true;
  }

  /** What they say of an entry point is of no use any more. */
  drop({ key }: Candidate): void {
    this.live.delete(key);
  }

  /** Lets go of all of them. */
  forget(): void {
    this.live.clear();
  }

  private put(key: string, live: Live): void {
    this.live.delete(key);
    this.live.set(key, live);
    this.wanted.add(key);
    this.shrink();
  }

  private shrink(): void {
    let { cost } = this;
    for (const [key, { evaluated }] of this.live) {
      if (cost <= this.limit || this.live.size === 1) return;
      cost -= costOf(evaluated);
      this.live.delete(key);
      this.wanted.delete(key);
      evaluated.scope.end();
    }
  }
}

/** Questions add to it: what they force stays with the analysis. */
const costOf = ({ allowance, cost }: Evaluated): number => cost + spentOf(allowance);
