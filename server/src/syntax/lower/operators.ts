// Binary operators. The grammar has no pipes and reads `a //b` as a path, so gaps.ts shows it `||` in their place;
// chains with such an operator are taken apart here and grouped again by Nix's own precedences.
import type { BinaryExpr, BinaryOperator, Expr } from '../ast';
import { type Context, expressions, type Frame, findToken, type Item, isExpr, missingExpr } from './items';
import { Kind } from './node-kinds';

/** Operators that bind as loosely as `//` or looser. Chains of tighter ones are never touched by a mask. */
const LOOSE: Readonly<Partial<Record<BinaryOperator, { readonly level: number; readonly right: boolean }>>> = {
  '|>': { level: 0, right: false },
  '<|': { level: 0, right: true },
  '->': { level: 1, right: true },
  '||': { level: 2, right: false },
  '&&': { level: 3, right: false },
  '==': { level: 4, right: false },
  '!=': { level: 4, right: false },
  '<': { level: 5, right: false },
  '<=': { level: 5, right: false },
  '>': { level: 5, right: false },
  '>=': { level: 5, right: false },
  '//': { level: 6, right: true },
};
const TIGHT = new Set<string>(['+', '-', '*', '/', '++'] satisfies BinaryOperator[]);

/** `left operator right`. */
export function lowerBinary(context: Context, { start, end, items }: Frame): Expr {
  const token = findToken(items, Kind.Operator);
  const [left = missingExpr(start), right = missingExpr(end)] = expressions(items);
  const operator = token && context.text.slice(token.start, token.end);
  if (token === undefined || operator === undefined || !isOperator(operator)) return { kind: 'error', start, end };
  const result: BinaryExpr = { kind: 'binary', start, end, operator, left, right };
  const masked = context.covers.has(token.start) || context.covers.has(token.start + 1);
  if (masked || context.loose.has(left) || context.loose.has(right)) context.loose.add(result);
  return result;
}

/** Groups a chain by real precedence if a masked operator gave it its shape; every other item comes back as it is. */
export function regroup(context: Context, item: Item): Item {
  if (!isExpr(item) || !context.loose.delete(item)) return item;
  const chain = flatten(item);
  const operands: Expr[] = [];
  const operators: BinaryOperator[] = [];
  const reduce = () => {
    const right = operands.pop();
    const left = operands.pop();
    const operator = operators.pop();
    if (left && right && operator)
      operands.push({ kind: 'binary', start: left.start, end: right.end, operator, left, right });
  };
  for (const part of chain) {
    if (typeof part !== 'string') {
      operands.push(part);
      continue;
    }
    for (let last = operators.at(-1); last !== undefined && bindsFirst(last, part); last = operators.at(-1)) reduce();
    operators.push(part);
  }
  while (operators.length > 0) reduce();
  return operands[0] ?? item;
}

/** Operands and operators of a chain in the order of the text. */
function flatten(expr: Expr): (Expr | BinaryOperator)[] {
  const chain: (Expr | BinaryOperator)[] = [];
  const open: (Expr | BinaryOperator)[] = [expr];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== 'string' && part.kind === 'binary' && LOOSE[part.operator] !== undefined)
      open.push(part.right, part.operator, part.left);
    else chain.push(part);
  }
  return chain;
}

/** Whether `a left b right c` is `(a left b) right c`. */
function bindsFirst(left: BinaryOperator, right: BinaryOperator): boolean {
  const a = LOOSE[left] ?? { level: 0, right: false };
  const b = LOOSE[right] ?? { level: 0, right: false };
  return a.level > b.level || (a.level === b.level && !b.right);
}

function isOperator(text: string): text is BinaryOperator {
  return TIGHT.has(text) || Object.hasOwn(LOOSE, text);
}
