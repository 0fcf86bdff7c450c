// Evaluating expressions that use `lib`, without modules around them.
import { apply } from '../../../server/src/eval/apply';
import { type Budget, withBudget } from '../../../server/src/eval/budget';
import { type JsonResult, toJson } from '../../../server/src/eval/builtins/json-print';
import { createInterpreter } from '../../../server/src/eval/interpreter';
import { libValue } from '../../../server/src/eval/lib/index';
import type { Value } from '../../../server/src/eval/values';
import { type Files, memoryLoader, TEST_BUDGET, TEST_FOLDER } from '../../support/eval';
import { testParser } from '../../support/parser';

export interface LibEvaluator {
  /** The value of an expression in which `lib` is the library and `unknown` something that cannot be known. */
  value(text: string): Value;
  json(text: string): JsonResult;
}

export async function libEvaluator(files: Files = {}, budget: Budget = TEST_BUDGET): Promise<LibEvaluator> {
  const parser = await testParser();
  const interpreter = createInterpreter(memoryLoader(parser, files));
  const evaluate = (text: string): Value => {
    const fn = interpreter.evaluate(parser.parse(`lib: let unknown = builtins.getEnv "X"; in ${text}`), TEST_FOLDER);
    return fn.kind === 'lambda' ? apply(fn, libValue(interpreter), fn.code.site) : fn;
  };
  const value = (text: string): Value =>
    withBudget<Value>(
      budget,
      () => evaluate(text),
      (why) => why,
    );
  const json = (text: string): JsonResult =>
    withBudget<JsonResult>(
      budget,
      () => toJson(evaluate(text)),
      (why) => ({ unknown: why }),
    );
  return { value, json };
}
