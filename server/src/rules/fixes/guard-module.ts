// Putting what a module file sets under a condition, so that the file can be imported always.

import type { Analysis } from '../../analysis/analysis';
import type { FileEdit } from '../../base/text-edit';
import { reach } from '../../edits/reach';
import { importedFile } from '../../eval/loader';
import { normalise } from '../../eval/paths';
import { usesIn } from '../../lexical/free-uses';
import { MODULE_KEYS } from '../../modules/problem';
import { type AttrsExpr, type Expr, type LambdaExpr, type PathExpr, stripParens } from '../../syntax/ast';
import { scopeAt } from '../../syntax/scope';
import type { SourceTexts } from '../../syntax/source-texts';

/** A condition as it stands in a file. */
export interface Condition {
  readonly file: string;
  readonly expr: Expr;
  /** The head that gives the module in that file its `config`. */
  readonly head: LambdaExpr | undefined;
}

/**
 * Edits that put the content of a file under conditions written elsewhere. Undefined where the content is not simply a
 * set of settings, where the conditions read more than `config`, or where the configuration imports the file already.
 */
export function guardModule(
  path: PathExpr,
  conditions: readonly Condition[],
  { base }: Analysis,
  sources: SourceTexts,
): readonly FileEdit[] | undefined {
  const [first] = conditions;
  const written = path.parts.length === 1 ? path.parts[0] : undefined;
  if (first === undefined || typeof written !== 'string' || !written.startsWith('.')) return undefined;
  const { interpreter } = base.input;
  const file = importedFile(
    normalise(`${first.file.slice(0, first.file.lastIndexOf('/'))}/${written}`),
    interpreter.loader,
  );
  const [text, tree] = [sources.read(file), sources.parse(file)];
  if (text === undefined || tree === undefined || tree.errors.length > 0 || base.evaluation.collection.files.has(file))
    return undefined;
  const { head, body } = bodyOf(tree.root);
  if (body === undefined) return undefined;
  const found = reach(['mkIf', 'config'], { text, tree, offset: body.start, module: { head, wholeFile: true } });
  const texts = conditions.map((condition) => textOf(condition, found?.call('mkIf') === 'lib.mkIf', sources));
  if (found === undefined || texts.some((one) => one === undefined)) return undefined;
  const newText = `${found.call('mkIf')} ${texts.length === 1 ? texts[0] : `(${texts.join(' && ')})`} `;
  const edits = [...found.edits, { start: body.start, end: body.start, newText }];
  return edits.map((edit) => ({ file, ...edit }));
}

/** The set of settings that a file is, or that its function gives. */
function bodyOf(root: Expr): { readonly head: LambdaExpr | undefined; readonly body: AttrsExpr | undefined } {
  const outer = stripParens(root);
  const head = outer.kind === 'lambda' ? outer : undefined;
  let body = head === undefined ? outer : stripParens(head.body);
  while (body.kind === 'let' || body.kind === 'with') body = stripParens(body.body);
  return { head, body: body.kind === 'attrs' && body.bindings.every(isSetting) ? body : undefined };
}

const isSetting = (binding: AttrsExpr['bindings'][number]): boolean => {
  const names = binding.kind === 'inherit' ? binding.names : binding.path.slice(0, 1);
  return names.every(
    (name) => name.kind === 'static' && !MODULE_KEYS.has(name.name) && name.name !== 'meta' && name.name !== '_module',
  );
};

/** The condition in parentheses, where it means the same in every module. */
function textOf({ file, expr, head }: Condition, hasLib: boolean, sources: SourceTexts): string | undefined {
  const [text, tree] = [sources.read(file), sources.parse(file)];
  if (text === undefined || tree === undefined) return undefined;
  const { uses, calls, fromWith } = usesIn(expr, undefined);
  const { names } = scopeAt(tree.root, expr.start);
  const isUsual = uses.every(({ name }) => {
    if (CONSTANTS.has(name)) return true;
    return (name === 'config' || (name === 'lib' && hasLib)) && head !== undefined && names.get(name)?.binder === head;
  });
  const code = text.slice(expr.start, expr.end);
  if (!isUsual || calls.length > 0 || fromWith.length > 0 || /\.\.?\//.test(code)) return undefined;
  return expr.kind === 'paren' ? code : `(${code})`;
}

const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'builtins']);
