// The file that the configuration of a specialisation is written in, as it is named there.
import { importReport } from '../../analysis/reports/module-imports';
import { touches } from '../../base/span';
import { type AttrBinding, type AttrsExpr, type Expr, stripParens } from '../../syntax/ast';
import { namesOf, type Selected } from './refactor';

/** The file that an expression in another one brings in as a module. */
export function fileAt(named: Expr, file: string, analysis: Selected['analysis']): string | undefined {
  const imports = importReport(analysis, file).flatMap((report) => report.imports);
  return imports.find(({ from, at }) => from === file && at?.start === named.start && at.end === named.end)?.to;
}

/** What names the file: `./x.nix`, `import ./x.nix`, `imports = [ ./x.nix ];`; of several the one at an offset. */
export function fileNamed(value: Expr, offset: number): Expr | undefined {
  const expr = stripParens(value);
  if (expr.kind !== 'attrs') return isFile(expr) ? value : undefined;
  const all = filesIn(expr);
  const element = all.length > 1 ? all.find((each) => touches(each, offset)) : all[0];
  return element !== undefined && isFile(stripParens(element)) ? element : undefined;
}

/** The elements of `imports`. */
export function filesIn(block: AttrsExpr): readonly Expr[] {
  const list = importsIn(block)?.value;
  const items = list === undefined ? undefined : stripParens(list);
  return items?.kind === 'list' ? items.items : [];
}

/** Whether a block names the file and says nothing else. */
export function isAlone(value: Expr): boolean {
  const expr = stripParens(value);
  return expr.kind !== 'attrs' || (expr.bindings.length === 1 && filesIn(expr).length === 1);
}

export function importsIn({ bindings }: AttrsExpr): AttrBinding | undefined {
  const found = bindings.find((each) => each.kind === 'binding' && namesOf(each).join('.') === 'imports');
  return found?.kind === 'binding' ? found : undefined;
}

export function isFile(expr: Expr): boolean {
  if (expr.kind !== 'apply') return expr.kind === 'path';
  return expr.fn.kind === 'variable' && expr.fn.name === 'import' && stripParens(expr.argument).kind === 'path';
}
