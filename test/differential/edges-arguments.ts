// Which argument is looked at first: each function of several arguments, with one argument of a wrong type and another
// that fails. tryEval catches the one and not the other, so what it says is decided by the order.

/**
 * Arguments that fit. Without `filter`, `genList`, `map` and `sort`, which look at the list first in Nix 2.28 and did
 * not in 2.8: see test/unit/eval/builtin-failures.ts.
 */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  add: ['1', '2'],
  all: ['(x: true)', '[ 1 ]'],
  any: ['(x: true)', '[ 1 ]'],
  bitAnd: ['1', '2'],
  bitOr: ['1', '2'],
  bitXor: ['1', '2'],
  catAttrs: ['"a"', '[ { a = 1; } ]'],
  compareVersions: ['"1"', '"2"'],
  concatMap: ['(x: [ x ])', '[ 1 ]'],
  concatStringsSep: ['","', '[ "a" ]'],
  div: ['1', '2'],
  elem: ['1', '[ 1 ]'],
  elemAt: ['[ 1 ]', '0'],
  "foldl'": ['(a: b: b)', '1', '[ 1 ]'],
  getAttr: ['"a"', '{ a = 1; }'],
  groupBy: ['(x: x)', '[ "a" ]'],
  hasAttr: ['"a"', '{ a = 1; }'],
  hashString: ['"md5"', '"a"'],
  intersectAttrs: ['{ a = 1; }', '{ a = 1; }'],
  lessThan: ['1', '2'],
  mapAttrs: ['(n: v: v)', '{ a = 1; }'],
  match: ['"a"', '"a"'],
  mul: ['1', '2'],
  partition: ['(x: true)', '[ 1 ]'],
  removeAttrs: ['{ a = 1; }', '[ "a" ]'],
  replaceStrings: ['[ "a" ]', '[ "b" ]', '"a"'],
  seq: ['1', '2'],
  deepSeq: ['1', '2'],
  split: ['"a"', '"a"'],
  sub: ['1', '2'],
  substring: ['0', '1', '"a"'],
  zipAttrsWith: ['(n: vs: vs)', '[ { a = 1; } ]'],
};

/** Operators of two operands, as functions. */
const OPERATORS = ['+', '-', '*', '/', '++', '//', '==', '!=', '<', '<=', '>', '>=', '&&', '||', '->'];
/** Those that take operands of several types. */
const MIXING = ['+', '==', '<'];

const FAILS = '(throw "x")';
/** Of a type that no argument above has, and of two that some have. */
const WRONG = ['(x: x)', '[ ]', '{ }', 'null', '"a"', '(-1)'];
/** One of each type, and what stands in for text and for a function. */
const VALUES = [
  ...WRONG,
  '1',
  '1.5',
  'true',
  'false',
  '{ outPath = "a"; }',
  '{ __toString = s: "b"; }',
  '{ __functor = s: x: x; }',
];

const caught = (program: string): string => `builtins.tryEval (builtins.seq (${program}) 1)`;

function* calls(): Generator<string> {
  for (const [name, good] of Object.entries(CALLS)) {
    for (const [failing] of good.entries()) {
      const call = (args: readonly string[]): string => caught(`builtins.${name} ${args.join(' ')}`);
      yield call(good.with(failing, FAILS));
      for (const value of VALUES) yield `builtins.${name} ${good.with(failing, value).join(' ')}`;
      for (const [wrong] of good.entries()) {
        if (wrong !== failing) for (const value of WRONG) yield call(good.with(failing, FAILS).with(wrong, value));
      }
    }
  }
}

function* operations(): Generator<string> {
  for (const operator of OPERATORS) {
    for (const value of VALUES) {
      yield caught(`${value} ${operator} ${FAILS}`);
      yield caught(`${FAILS} ${operator} ${value}`);
      if (MIXING.includes(operator)) for (const other of VALUES) yield `${value} ${operator} ${other}`;
    }
  }
}

/** In Nix 2.28 a negative start fails before the text is looked at, in 2.8 after. */
const isNewer = (program: string): boolean => program.includes('substring (-1)');

export const ARGUMENTS: readonly string[] = [...calls(), ...operations()].filter((program) => !isNewer(program));
