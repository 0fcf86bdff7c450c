// What an evaluation has asked, on its way between two threads.

import { Answers } from '../../project/answers';
import { Reach } from '../../project/boundary';

/** The answers as they were before they were copied. */
export const answersIn = (plain: Partial<Answers>): Answers =>
  Object.assign(new Answers(), plain, { reach: new Reach() });
