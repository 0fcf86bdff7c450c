// The set in which the settings of a module stand.
import { type AttrsExpr, type Binding, type Expr, stripParens } from '../syntax/ast';

/** The set that a module is, or that its function returns; its `config` where that is written out. */
export function moduleSettings(module: Expr): AttrsExpr | undefined {
  let body = stripParens(module);
  while (body.kind === 'lambda' || body.kind === 'let' || body.kind === 'with') body = stripParens(body.body);
  if (body.kind !== 'attrs') return undefined;
  const { bindings } = body;
  const config = bindings.find((binding) => isNamed(binding, 'config'));
  // Beside `options` other names are no options.
  if (config === undefined) return bindings.some((binding) => isNamed(binding, 'options')) ? undefined : body;
  const value = config.kind === 'binding' && config.path.length === 1 ? stripParens(config.value) : undefined;
  return value?.kind === 'attrs' ? value : undefined;
}

/** Whether the path of a statement begins with a name. */
export function isNamed(binding: Binding, name: string): boolean {
  const [first] = binding.kind === 'binding' ? binding.path : binding.names;
  return first?.kind === 'static' && first.name === name;
}
