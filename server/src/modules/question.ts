// What an evaluation is in the middle of finding out. A question that needs its own answer is endless recursion in real
// Nix, and the questions in between are the way it takes.

import type { Site } from '../eval/site';
import { ErrorValue } from '../eval/values';
import type { Evaluation } from './evaluation';

/**
 * `modules`: which modules there are. `names`: which attributes are defined below a path. `value`:
 * what the option at a path is.
 */
export type QuestionKind = 'modules' | 'names' | 'value';

export class Question {
  isOpen = false;

  constructor(
    readonly kind: QuestionKind,
    readonly of: Evaluation,
    readonly path: readonly string[],
  ) {}
}

/** A question, and the expression that asks it; undefined where no expression does. */
export interface Step {
  readonly question: Question;
  readonly site: Site | undefined;
}

/** A question that needs its own answer. */
export class EndlessRecursion extends ErrorValue {
  /**
   * @param steps from the question on, each asked by the one before it.
   * @param closing the expression in the last of them that asks the first question again.
   */
  constructor(
    readonly steps: readonly Step[],
    readonly closing: Site | undefined,
  ) {
    super('infinite-recursion', 'infinite recursion encountered', closing);
  }
}

const open: Step[] = [];

/** Answers a question with `work`, or with `again` where that is what is being done already. */
export function ask<T>(
  question: Question,
  site: Site | undefined,
  work: () => T,
  again: (error: EndlessRecursion) => T,
): T {
  if (question.isOpen) return again(recursion(question, site));
  question.isOpen = true;
  open.push({ question, site });
  try {
    return work();
  } finally {
    open.pop();
    question.isOpen = false;
  }
}

function recursion(question: Question, site: Site | undefined): EndlessRecursion {
  return new EndlessRecursion(open.slice(open.findIndex((step) => step.question === question)), site);
}
