// What rules look for in the text of a file, found in one pass and kept with its tree.

import { memoOf } from '../base/memo';
import { writtenCall } from '../eval/provenance';
import type { ApplyExpr, BinaryExpr, Binding, Expr, SelectExpr, SyntaxTree } from '../syntax/ast';
import { eachChild, eachInBinding } from '../syntax/children';
import type { SourceTexts } from '../syntax/source-texts';
import { type PropertyCall, propertyCall } from './property-call';
import { lastName } from './resolve';

export interface CodeScan {
  readonly tree: SyntaxTree;
  /** Every call of a property function. */
  readonly properties: readonly PropertyCall[];
  /** Every `//` that is not itself an operand of one. */
  readonly updates: readonly BinaryExpr[];
  /** Uses of `….isSpecialisation`, comparisons, what asks whether an attribute is there, and calls that may. */
  readonly questions: readonly Expr[];
}

export const codeScanOf: (tree: SyntaxTree) => CodeScan = memoOf((tree) => scan(tree));

/** The scans of all these files that can be read. */
export function* codeScans(
  files: Iterable<string>,
  sources: SourceTexts,
): Iterable<{ readonly file: string } & CodeScan> {
  for (const file of files) {
    const tree = sources.parse(file);
    if (tree !== undefined) yield { file, ...codeScanOf(tree) };
  }
}

function scan(tree: SyntaxTree): CodeScan {
  const found: Found = { properties: [], updates: [], questions: [] };
  search([tree.root], found, 0);
  const byStart = <T>(items: T[], startOf: (item: T) => number): readonly T[] =>
    items.sort((a, b) => startOf(a) - startOf(b));
  return {
    tree,
    properties: byStart(found.properties, ({ expr }) => expr.start),
    updates: byStart(found.updates, ({ start }) => start),
    questions: byStart(found.questions, ({ start }) => start),
  };
}

interface Found {
  readonly properties: PropertyCall[];
  readonly updates: BinaryExpr[];
  readonly questions: Expr[];
}

/** Bindings nested deeper than this are searched with the one around them. */
const REMEMBERED_DEPTH = 3;

function search(pending: Expr[], found: Found, depth: number): void {
  let operands: Set<Expr> | undefined;
  const push = (child: Expr): void => void pending.push(child);
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    switch (expr.kind) {
      case 'attrs':
      case 'let':
        if (expr.kind === 'let') pending.push(expr.body);
        if (depth < REMEMBERED_DEPTH) for (const binding of expr.bindings) searchBinding(binding, found, depth + 1);
        else for (const binding of expr.bindings) eachInBinding(binding, push);
        continue;
      case 'binary':
        if (expr.operator === '//') {
          operands ??= new Set();
          addUpdate(expr, operands, found);
        }
        if (expr.operator === '==' || expr.operator === '!=') found.questions.push(expr);
        addProperty(expr, found);
        break;
      case 'apply':
        addProperty(expr, found);
        if (mayAsk(expr)) found.questions.push(expr);
        break;
      case 'select':
        if (isQuestion(expr)) found.questions.push(expr);
        break;
      case 'has-attr':
        found.questions.push(expr);
    }
    eachChild(expr, push);
  }
}

function searchBinding(binding: Binding, found: Found, depth: number): void {
  const own = inBinding(binding)(depth);
  if (own === NOTHING) return;
  for (const call of own.properties) found.properties.push(call);
  for (const update of own.updates) found.updates.push(update);
  for (const question of own.questions) found.questions.push(question);
}

const NOTHING: Found = { properties: [], updates: [], questions: [] };

/** What is found in a binding, which stands as deep wherever it is: those that an edit leaves alone are the same
 * objects in the next tree. */
const inBinding = memoOf((binding: Binding) => {
  let own: Found | undefined;
  return (depth: number): Found => {
    if (own === undefined) {
      const fresh: Found = { properties: [], updates: [], questions: [] };
      const pending: Expr[] = [];
      eachInBinding(binding, (child) => pending.push(child));
      search(pending, fresh, depth);
      own = fresh.properties.length + fresh.updates.length + fresh.questions.length === 0 ? NOTHING : fresh;
    }
    return own;
  };
});

/** `operands`: those of the chains found so far, whose `//` are parts of them. */
function addUpdate(expr: BinaryExpr, operands: Set<Expr>, found: Found): void {
  if (!operands.has(expr)) found.updates.push(expr);
  operands.add(expr.left);
  operands.add(expr.right);
}

function addProperty(expr: Expr, found: Found): void {
  const call = propertyCall(expr);
  if (call !== undefined) found.properties.push(call);
}

/** Functions that ask whether something is there, and those that a `let` binds. */
const ASKING: ReadonlySet<string> = new Set(['elem', 'hasAttr', 'hasAttrByPath', 'attrByPath']);

/** Calls with more arguments ask nothing, and looking along each of a hundred thousand would never end. */
export const MOST_ASKED = 8;

function mayAsk({ fn }: ApplyExpr): boolean {
  const { head } = writtenCall(fn, MOST_ASKED);
  if (head.kind === 'select') return ASKING.has(lastName(head) ?? '');
  return head.kind === 'variable' || head.kind === 'lambda';
}

function isQuestion({ path, fallback }: SelectExpr): boolean {
  const last = path.at(-1);
  return fallback !== undefined || (last?.kind === 'static' && last.name === 'isSpecialisation');
}
