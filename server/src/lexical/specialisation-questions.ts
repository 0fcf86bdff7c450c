// Conditions on specialisations, as they are written: what of a configuration they ask, and how.

import { writtenCall } from '../eval/provenance';
import { type BinaryExpr, type Expr, type LambdaExpr, type SyntaxTree, stripParens } from '../syntax/ast';
import { lookAt } from '../syntax/literals';
import { MOST_ASKED } from './code-scan';
import { type Given, lastName, literalOf, localFunction, type Read, resolveRead } from './resolve';

export interface SpecialisationQuestion {
  /** The configuration that is asked, and the head that gives it. */
  readonly read: Read;
  readonly asks: 'empty' | 'not-empty' | 'is-specialisation' | 'is-text' | 'is-not-text' | 'has' | 'fallback';
}

type Question = SpecialisationQuestion | undefined;

/**
 * What an expression asks of specialisations: `config.specialisation == "x"`, `config.specialisation.x or y`, `hasAttr
 * "x" config.specialisation`, or a call of a function in a `let` that asks. @param given what parameters stand for.
 */
export function specialisationQuestion(expr: Expr, tree: SyntaxTree, given?: Given): Question {
  switch (expr.kind) {
    case 'select': {
      const read = resolveRead(expr, tree, given);
      if (read === undefined) return undefined;
      if (isAt(read, ['isSpecialisation'])) return { read, asks: 'is-specialisation' };
      return expr.fallback !== undefined && isEntry(read) ? { read, asks: 'fallback' } : undefined;
    }
    case 'has-attr':
      return ofEntry(resolveRead({ ...expr, kind: 'select', fallback: undefined }, tree, given), 'has');
    case 'binary':
      return (
        comparison(expr, expr.left, expr.right, tree, given) ?? comparison(expr, expr.right, expr.left, tree, given)
      );
    case 'apply':
      return ofCall(expr, tree, given);
    default:
      return undefined;
  }
}

/** `config.specialisation` on one side, something that is written out on the other. */
function comparison({ operator }: BinaryExpr, side: Expr, other: Expr, tree: SyntaxTree, given?: Given): Question {
  if (operator !== '==' && operator !== '!=') return undefined;
  const literal = literalOf(other, tree, given);
  const read = literal && resolveRead(side, tree, given);
  if (literal === undefined || read === undefined || !isAt(read, ['specialisation'])) return undefined;
  const isEqual = operator === '==';
  if (literal.kind !== 'attrs') return { read, asks: isEqual ? 'is-text' : 'is-not-text' };
  return literal.bindings.length === 0 ? { read, asks: isEqual ? 'empty' : 'not-empty' } : undefined;
}

function ofCall(expr: Expr, tree: SyntaxTree, given?: Given): Question {
  const { head, args } = writtenCall(expr, MOST_ASKED);
  const fn = localFunction(head, tree);
  if (fn !== undefined) return ofLocalCall(fn, args, tree, given);
  const [first, second, third] = args;
  if (first === undefined || second === undefined) return undefined;
  switch (`${lastName(head)} ${args.length}`) {
    case 'elem 2':
      return ofElement(first, second, tree, given);
    case 'hasAttr 2':
      return ofEntry(withPath(second, [first], tree, given), 'has');
    case 'hasAttrByPath 2':
      return ofEntry(withPath(second, stepsOf(first, tree, given), tree, given), 'has');
    case 'attrByPath 3':
      return third && ofEntry(withPath(third, stepsOf(first, tree, given), tree, given), 'fallback');
    default:
      return undefined;
  }
}

/** A set is no element of a list of other things. */
function ofElement(element: Expr, list: Expr, tree: SyntaxTree, given?: Given): Question {
  const items = literalOf(list, tree, given);
  const read = resolveRead(element, tree, given);
  if (items?.kind !== 'list' || read === undefined || !isAt(read, ['specialisation'])) return undefined;
  const literals = items.items.map((item) => literalOf(item, tree, given)?.kind ?? 'attrs');
  return literals.includes('attrs') ? undefined : { read, asks: 'is-text' };
}

/** What the body asks once the parameters are given; what it asks anyway is found where it stands. */
function ofLocalCall(fn: LambdaExpr, args: readonly Expr[], tree: SyntaxTree, outer?: Given): Question {
  const given = new Map(outer);
  let body: Expr = fn;
  for (const arg of args) {
    if (body.kind !== 'lambda' || body.formals !== undefined || given.has(body)) return undefined;
    given.set(body, arg);
    body = stripParens(body.body);
  }
  return body.kind === 'lambda' || specialisationQuestion(body, tree) !== undefined
    ? undefined
    : specialisationQuestion(body, tree, given);
}

const stepsOf = (path: Expr, tree: SyntaxTree, given?: Given): readonly Expr[] => {
  const literal = literalOf(path, tree, given);
  return literal?.kind === 'list' ? literal.items : [];
};

/** An attribute of what an expression stands for, by a path of texts that are written out. */
function withPath(target: Expr, steps: readonly Expr[], tree: SyntaxTree, given?: Given): Read | undefined {
  const read = resolveRead(target, tree, given);
  const names = steps.flatMap((step) => {
    const literal = literalOf(step, tree, given);
    if (literal !== undefined) lookAt(literal);
    const [text] = literal?.kind === 'string' && literal.parts.length === 1 ? literal.parts : [];
    return typeof text === 'string' ? [text] : [];
  });
  return read === undefined || names.length === 0 || names.length < steps.length || read.argument === ''
    ? undefined
    : { ...read, path: [...read.path, ...names] };
}

const ofEntry = (read: Read | undefined, asks: 'has' | 'fallback'): Question =>
  read !== undefined && isEntry(read) ? { read, asks } : undefined;

const isAt = ({ path }: Read, wanted: readonly string[]): boolean =>
  path.length === wanted.length && path.every((step, i) => step === wanted[i]);

const isEntry = ({ path }: Read): boolean => path.length >= 2 && path[0] === 'specialisation';
