// Analyses that somebody has asked something of: the next question about the same thing finds them as they are. They
// are kept as long as their files say the same, the ones asked last first, and no more than a memory's worth. What is
// evaluated anew for its results, after an edit, takes their place.
import { movedFates } from '../analysis/reports/definition-fates';
import type { Answers } from '../project/answers';
import { type Evaluated, spentOf } from './evaluated';
import type { Evaluator } from './evaluator';
import { MovedAnswers } from './moved-answers';
import type { Rewritten } from './rewritten';
import type { Candidate } from './tracked';

/**
 * What all that is kept may have cost, in units of fuel (some 30 bytes each): as many large systems as share a module
 * of a project of many hosts, since a hover there asks all of them; and always the one that was asked last.
 */
const KEPT_COST = 2_500_000;

export class LiveAnalyses {
  /** The one that was asked last comes last. */
  private readonly live = new Map<string, Evaluated>();
  /** What was asked, whether or not what it was asked of still holds. */
  private readonly wanted = new Set<string>();
  /** What becomes of the definitions in files, as they have said. */
  readonly fates = new MovedAnswers(movedFates);

  constructor(
    private readonly evaluator: Evaluator,
    private readonly limit = KEPT_COST,
  ) {}

  /** The analyses of an entry point, evaluated if they are not there. */
  of(candidate: Candidate): Evaluated {
    const { key } = candidate;
    const found = this.live.get(key) ?? this.evaluator.evaluate(candidate);
    this.put(key, found);
    return found;
  }

  /** Takes what was evaluated for its results, where somebody asks for it: `isAsked`, or once before. */
  keep({ key }: Candidate, evaluated: Evaluated, isAsked: boolean): void {
    if (isAsked || this.wanted.has(key)) this.put(key, evaluated);
    else evaluated.scope.end();
  }

  /** Lets go of what the files no longer say. */
  revalidate(holds: (answers: Answers) => boolean, rewritten: Rewritten): void {
    this.fates.revalidate(rewritten);
    for (const [key, { scope }] of this.live) if (!holds(scope.answers)) this.live.delete(key);
  }

  /** Lets go of all of them. */
  forget(): void {
    this.live.clear();
  }

  private put(key: string, evaluated: Evaluated): void {
    this.live.delete(key);
    this.live.set(key, evaluated);
    this.wanted.add(key);
    this.shrink();
  }

  private shrink(): void {
    let cost = [...this.live.values()].reduce((sum, each) => sum + costOf(each), 0);
    for (const [key, each] of this.live) {
      if (cost <= this.limit || this.live.size === 1) return;
      cost -= costOf(each);
      this.live.delete(key);
      this.wanted.delete(key);
      each.scope.end();
    }
  }
}

/** Questions add to it: what they force stays with the analysis. */
const costOf = ({ allowance, cost }: Evaluated): number => cost + spentOf(allowance);
