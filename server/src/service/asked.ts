// An answer under way: worked on in slices, so that others are heard in between.
import type { Answering } from './question';

export interface Asked<A> {
  /** Works on it until it is there, or `until` (as of performance.now) has passed: then undefined. */
  advance(until: number): { readonly answer: A } | undefined;
}

/** What is answered without a pause. */
export const atOnce = <A>(work: () => A): Asked<A> => ({ advance: () => ({ answer: work() }) });

/** What is made of the answers of the analyses. */
export function from<T, A>(question: Answering<T>, made: (answers: readonly T[]) => A): Asked<A> {
  return {
    advance(until) {
      const answers = question.advance(until);
      return answers && { answer: made(answers) };
    },
  };
}
