// Evaluating expressions that use `lib`, without modules around them.

import { applyAll } from '../../../server/src/eval/apply';
import { type Budget, withBudget } from '../../../server/src/eval/budget';
import { type JsonResult, toJson } from '../../../server/src/eval/builtins/json-print';
import { createInterpreter } from '../../../server/src/eval/create-interpreter';
import { libValue } from '../../../server/src/eval/lib/index';
import { force } from '../../../server/src/eval/thunk';
import { OpaqueValue, type Slot, type Value } from '../../../server/src/eval/values';
import { type Files, memoryLoader, TEST_BUDGET, TEST_FOLDER } from '../../support/eval';
import { testParser } from '../../support/parser';

/** What stands before an expression when it is evaluated: its spans start behind it. */
export const PREFIX = 'lib: pkgs: let unknown = builtins.getEnv "X"; in ';
const PKGS = new OpaqueValue('pkgs', 'package');

export interface LibEvaluator {
  /**
   * The value of an expression in which `lib` is the library, `pkgs` packages, and `unknown`
   * something that cannot be known.
   */
  value(text: string): Value;
  json(text: string): JsonResult;
}

export async function libEvaluator(files: Files = {}, budget: Budget = TEST_BUDGET): Promise<LibEvaluator> {
  const parser = await testParser();
  const interpreter = createInterpreter(memoryLoader(parser, files));
  const evaluate = (text: string): Value => {
    const fn = interpreter.evaluate(parser.parse(PREFIX + text), TEST_FOLDER);
    return fn.kind === 'lambda' ? applyAll(fn, [libValue(interpreter), PKGS], fn.code.site) : fn;
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

/** A value as text, with what is not known in it: `?` unknown, `a | b` one of two, `…` more that is not known. */
export function shape(slot: Slot, depth = 6): string {
  const value = force(slot);
  const inner = (item: Slot): string => (depth === 0 ? '_' : shape(item, depth - 1));
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
    case 'int':
    case 'float':
      return String(value.value);
    case 'string':
      return JSON.stringify(value.text);
    case 'partial-string':
      return `"${value.pieces.map((piece) => (typeof piece === 'string' ? piece : `\${${shape(piece)}}`)).join('')}"`;
    case 'path':
      return value.path;
    case 'list':
      return `[ ${[...value.items.map(inner), ...(value.open === undefined ? [] : ['…'])].join(' ')} ]`;
    case 'attrs': {
      const entries = [...value.entries]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, entry]) => `${name} = ${inner(entry.slot)};`);
      return `{ ${[...entries, ...(value.open === undefined ? [] : ['…'])].join(' ')} }`;
    }
    case 'lambda':
    case 'primop':
      return '<function>';
    case 'opaque':
      return `<${value.path}>`;
    case 'choice':
      return value.options.map((option) => shape(option, depth)).join(' | ');
    case 'unknown':
      return '?';
    case 'error':
      return `!${value.code}`;
  }
}
