// What an evaluation has asked, on its way between two threads.
import { Reach } from '../../project/boundary';
import { Answers } from '../../project/recorder';

/** The answers as they were before they were copied. */
export const answersIn = (plain: Partial<Answers>): Answers =>
  Object.assign(new Answers(), plain, { reach: new Reach() });
