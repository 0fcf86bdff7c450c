// Analyses that somebody has asked something of: the next question about the same thing finds them as they are. They
// are kept as long as their files say the same, the ones asked last first, and no more than a memory's worth.
import type { Answers } from '../project/recorder';
import type { Evaluated, Evaluator } from './evaluator';
import type { Candidate } from './plan';

/**
 * What all that is kept may have cost, in units of fuel (some 100 bytes each): two or three large systems, and always
 * the one that was asked last.
 */
const KEPT_COST = 500_000;

export class LiveAnalyses {
  /** The one that was asked last comes last. */
  private readonly live = new Map<string, Evaluated>();

  constructor(
    private readonly evaluator: Evaluator,
    private readonly limit = KEPT_COST,
  ) {}

  /** The analyses of an entry point, evaluated if they are not there. */
  of(candidate: Candidate): Evaluated {
    const { key } = candidate;
    const found = this.live.get(key) ?? this.evaluator.evaluate(candidate);
    this.live.delete(key);
    this.live.set(key, found);
    this.shrink();
    return found;
  }

  /** Lets go of what the files no longer say. */
  revalidate(holds: (answers: Answers) => boolean): void {
    for (const [key, { scope }] of this.live) if (!holds(scope.answers)) this.live.delete(key);
  }

  forget(): void {
    this.live.clear();
  }

  private shrink(): void {
    let cost = [...this.live.values()].reduce((sum, each) => sum + costOf(each), 0);
    for (const [key, each] of this.live) {
      if (cost <= this.limit || this.live.size === 1) return;
      cost -= costOf(each);
      this.live.delete(key);
    }
  }
}

/** Questions add to it: what they force stays with the analysis. */
const costOf = ({ allowance }: Evaluated): number => allowance.budget.fuel - allowance.fuel;
