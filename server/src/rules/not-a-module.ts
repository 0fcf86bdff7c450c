// not-a-module: a value stands among modules that is none.

import { describeKind } from '../analysis/describe-type';
import type { ErrorValue } from '../eval/values';
import { NotAModule } from '../modules/module-parts';
import { brokenFindings } from './broken-findings';
import { PAGE } from './pages/not-a-module';
import type { Rule } from './rule';

export const notAModule: Rule = {
  code: 'not-a-module',
  page: PAGE,
  check: (analysis) =>
    analysis.entryPoint.fragment
      ? []
      : brokenFindings(analysis, isConcern, ({ value }) => ({
          code: 'not-a-module',
          message:
            value.kind === 'primop' && value.definition.name === 'import'
              ? '`import` and the path are two elements of the list here, and the first is no module: `(import ./file.nix)`, or the path alone.'
              : `A module is a set, a function or a path, not ${describeKind(value) ?? 'such a value'}: it does not evaluate.`,
        })),
};

const isConcern = (error: ErrorValue): error is NotAModule => error instanceof NotAModule;
