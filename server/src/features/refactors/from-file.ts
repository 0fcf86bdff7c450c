// The file of a specialisation becomes its configuration, written in place: the other way round of into-file.ts.

import { importReport } from '../../analysis/reports/module-imports';
import type { TextEdit } from '../../base/text-edit';
import { indentAt, moved } from '../../edits/indent';
import { relativeEdits } from '../../edits/relative-paths';
import { baseName } from '../../eval/paths';
import { mentionedNames } from '../../lexical/mentioned-names';
import { l10n } from '../../protocol/l10n';
import { type AttrBinding, type Expr, stripParens } from '../../syntax/ast';
import { bindingsAt } from '../../syntax/locate';
import { scopeAt } from '../../syntax/scope';
import { OF_THE_BASE } from './into-file';
import { namesOf, type Refactor, type Selected } from './refactor';

/** Only where the block says the same as the file. Whether somebody else imports the file is for others to know. */
export function fromFile(selected: Selected): readonly Refactor[] {
  const { file, text, sources, analysis } = selected;
  const binding = configurationAround(selected);
  const named = binding && fileNamed(binding.value);
  const isPlain = binding !== undefined && !/#|\/\*/.test(text.slice(binding.value.start, binding.value.end));
  // Comments between the two would be lost.
  if (!isPlain || named === undefined) return [];
  const imports = importReport(analysis, file).flatMap((report) => report.imports);
  const path = imports.find(({ from, at }) => from === file && at?.start === named.start && at.end === named.end)?.to;
  const [tree, code] = path === undefined ? [] : [sources.parse(path), sources.read(path)];
  if (path === undefined || tree === undefined || code === undefined || tree.errors.length > 0) return [];
  const body = inBlock(stripParens(tree.root), binding.value.start, selected);
  if (body === undefined) return [];
  const newText = written(body, code, indentAt(binding.start, text), relativeEdits(body, path, file));
  const { start, end } = binding.value;
  return [
    {
      title: l10n.t('Write `{0}` in place', baseName(path)),
      kind: 'inline',
      edits: [{ file, start, end, newText }],
      emptied: path,
    },
  ];
}

/** The innermost statement around the selection that sets the configuration of a specialisation. */
function configurationAround({ tree, span }: Selected): AttrBinding | undefined {
  const path: string[] = [];
  let found: AttrBinding | undefined;
  for (const { binding } of bindingsAt(tree.root, span.start)) {
    if (binding.kind !== 'binding') continue;
    path.push(...namesOf(binding));
    if (path.at(-3) === 'specialisation' && path.at(-1) === 'configuration') found = binding;
  }
  return found;
}

/** What names the file, where that is all there is: `./x.nix`, `import ./x.nix`, `{ imports = [ ./x.nix ]; }`. */
function fileNamed(value: Expr): Expr | undefined {
  const expr = stripParens(value);
  if (expr.kind !== 'attrs') return isFile(expr) ? value : undefined;
  const [only, ...others] = expr.bindings;
  if (others.length > 0 || only?.kind !== 'binding' || namesOf(only).join('.') !== 'imports') return undefined;
  const list = stripParens(only.value);
  const [element, ...more] = list.kind === 'list' ? list.items : [];
  return element !== undefined && more.length === 0 && isFile(stripParens(element)) ? element : undefined;
}

function isFile(expr: Expr): boolean {
  if (expr.kind !== 'apply') return expr.kind === 'path';
  return expr.fn.kind === 'variable' && expr.fn.name === 'import' && stripParens(expr.argument).kind === 'path';
}

/** What of a module stands in the block: without its head where the names mean the same there. */
function inBlock(module: Expr, offset: number, { tree, around }: Selected): Expr | undefined {
  const { names } = scopeAt(tree.root, offset);
  const formals = module.kind === 'lambda' ? (module.formals?.items ?? []) : [];
  const own = new Set(formals.map(({ name }) => name.name));
  if (module.kind === 'lambda' && module.param !== undefined) own.add(module.param.name);
  const body = module.kind === 'lambda' ? stripParens(module.body) : module;
  const mentioned = [...mentionedNames(body)];
  // A name of Nix itself, or of the file, would become what is called so around the block.
  if (!isSet(body) || mentioned.some((name) => !own.has(name) && names.has(name))) return undefined;
  const isTheSame = (name: string): boolean => {
    const there = names.get(name);
    return there?.by === 'formal' && there.binder === around.module.head && !OF_THE_BASE.has(name);
  };
  const hasDefaults = formals.some(({ fallback }) => fallback !== undefined);
  return !hasDefaults && mentioned.every((name) => !own.has(name) || isTheSame(name)) ? body : module;
}

function isSet(expr: Expr): boolean {
  const body = stripParens(expr);
  return body.kind === 'attrs' || ((body.kind === 'let' || body.kind === 'with') && isSet(body.body));
}

function written(body: Expr, code: string, indent: string, edits: readonly TextEdit[]): string {
  const around = [code.slice(0, body.start), code.slice(body.end)];
  const comments = around.flatMap((part) => part.match(/#[^\n]*|\/\*[\s\S]*?\*\//g) ?? []);
  const from = indentAt(body.start, code);
  const piece = { ...body, text: code, within: [body] };
  if (comments.length === 0) return moved(piece, from, indent, edits);
  const inner = `\n${indent}  `;
  const lines = comments.join(inner);
  if (body.kind !== 'attrs') return `${inner}${lines}${inner}${moved(piece, from, `${indent}  `, edits)}`;
  const at = code.indexOf('{', body.start) + 1;
  const blanks = /^[ \t]*(?!\s)/.exec(code.slice(at))?.[0];
  const [end, rest] = blanks === undefined ? [at, ''] : [at + blanks.length, inner];
  return moved(piece, from, indent, [...edits, { start: at, end, newText: `${inner}${lines}${rest}` }]);
}
