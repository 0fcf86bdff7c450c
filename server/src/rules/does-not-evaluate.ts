// does-not-evaluate: what `explain` knows to fail, where no other rule says why.
import { failureOf } from '../analysis/failure';
import { finding } from './engine/finding';
import { capital } from './engine/places';
import type { Rule } from './engine/rule';
import { PAGE } from './pages/does-not-evaluate';

export const doesNotEvaluate: Rule = {
  code: 'does-not-evaluate',
  page: PAGE,
  lastResort: true,
  check(analysis) {
    const failure = failureOf(analysis);
    if (failure === undefined) return [];
    const { entry, fragment } = analysis.entryPoint;
    return [
      finding(failure.place ?? { file: entry, start: 0, end: 0 }, analysis, {
        code: 'does-not-evaluate',
        severity: fragment ? 'warning' : 'error',
        message: `${capital(failure.message).replace(/\.$/, '')}: this configuration does not evaluate.`,
      }),
    ];
  },
};
