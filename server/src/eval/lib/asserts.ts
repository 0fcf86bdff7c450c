// lib.asserts and lib.debug: conditions that must hold, and messages on the way. Messages change nothing.

import { sortedNames } from '../builtins/attrs';
import { binary, quaternary, ternary, unary } from '../builtins/row';
import { equal } from '../compare';
import { decide, expectAttrs, expectClosedAttrs, expectClosedList, type Row } from '../primop';
import { selectAttr } from '../select';
import type { Site } from '../site';
import { concatPieces } from '../strings';
import { force } from '../thunk';
import { attrs, fail, list, type Slot, string, TRUE, type Value } from '../values';
import { builtin } from './builtin';
import { pretty } from './generators/pretty';
import { elem } from './lists/lists';
import { allOf, call, filtered, not, select } from './support';

/** True, or a failure with the message. */
const assertMsg = (condition: Value, message: () => Slot, site: Site): Value =>
  decide(
    condition,
    () => TRUE,
    () => builtin('throw', [message()], site),
    site,
  );

const shown = (value: Slot, site: Site): Value => pretty(value, '', { multiline: true, pretty: false }, site);

const oneOf = (start: readonly (string | Value)[], value: Slot, all: Slot, site: Site): Slot =>
  concatPieces([...start, ' must be one of ', shown(all, site), ', but is: ', shown(value, site)]);

function checkAssertWarn(assertions: Slot, value: Slot, site: Site): Value {
  return expectClosedList(assertions, site, (items) =>
    filtered(
      items,
      (item) => not(select(item, 'assertion', site)),
      site,
      (failed) =>
        failed.length === 0
          ? force(value)
          : builtin(
              'throw',
              [
                concatPieces([
                  '\nFailed assertions:\n',
                  ...failed.flatMap((item, index) => [index === 0 ? '- ' : '\n- ', select(item, 'message', site)]),
                ]),
              ],
              site,
            ),
    ),
  );
}

export const ASSERT_ROWS: readonly Row[] = [
  binary('assertMsg', (condition, message, site) => assertMsg(force(condition), () => message, site)),
  ternary('assertOneOf', (name, value, all, site) =>
    assertMsg(elem(value, all, site), () => oneOf([force(name)], value, all, site), site),
  ),
  ternary('assertEachOneOf', (name, values, all, site) =>
    expectClosedList(values, site, (items) =>
      assertMsg(
        allOf(items, (item) => elem(item, all, site), undefined, site),
        () => oneOf(['each element in ', force(name)], values, all, site),
        site,
      ),
    ),
  ),
  ternary('checkAssertWarn', (assertions, _warnings, value, site) => checkAssertWarn(assertions, value, site)),
];

/** Tests whose result is not what they expect. */
function runTests(tests: Slot, site: Site): Value {
  return expectClosedAttrs(tests, site, (set) => {
    const names = sortedNames(set).filter((name) => name.startsWith('test') && name !== 'tests');
    const passes = (name: string): Value =>
      equal(select(set.at(name), 'expr', site), select(set.at(name), 'expected', site), site);
    return filtered(
      names,
      (name) => not(passes(name)),
      site,
      (failed, open) =>
        list(
          failed.map((name) =>
            expectAttrs(set.at(name), site, (test) =>
              attrs([
                ['name', string(name)],
                ['expected', selectAttr(test, 'expected', site)],
                ['result', selectAttr(test, 'expr', site)],
              ]),
            ),
          ),
          open,
        ),
    );
  });
}

const last = (name: string, arity: number): Row => [
  name,
  arity,
  (args) => force(args.at(-1) ?? fail('argument', name)),
];

export const DEBUG_ROWS: readonly Row[] = [
  last('traceIf', 3),
  last('traceVal', 1),
  last('traceValFn', 2),
  binary('traceSeq', (value, result, site) => builtin('deepSeq', [value, result], site)),
  last('traceSeqN', 3),
  unary('traceValSeq', (value, site) => builtin('deepSeq', [value, value], site)),
  binary('traceValSeqFn', (_fn, value, site) => builtin('deepSeq', [value, value], site)),
  last('traceValSeqN', 2),
  last('traceValSeqNFn', 3),
  quaternary('traceFnSeqN', (_depth, _show, fn, value, site) => call(fn, [value], site)),
  unary('runTests', runTests),
  unary('testAllTrue', (results, site) =>
    expectClosedList(results, site, (items) =>
      attrs([
        ['expr', results],
        ['expected', list(items.map(() => TRUE))],
      ]),
    ),
  ),
];
