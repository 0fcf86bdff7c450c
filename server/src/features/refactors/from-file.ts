// The file of a specialisation becomes its configuration, written in place: the other way round of into-file.ts.

import type { Span } from '../../base/span';
import type { FileEdit, TextEdit } from '../../base/text-edit';
import { indentAt, indentStep, moved } from '../../edits/indent';
import { relativeEdits } from '../../edits/relative-paths';
import { baseName } from '../../eval/paths';
import { mentionedNames } from '../../lexical/mentioned-names';
import { l10n } from '../../protocol/l10n';
import { type AttrBinding, type AttrsExpr, type Binding, type Expr, stripParens } from '../../syntax/ast';
import { bindingsAt } from '../../syntax/locate';
import { scopeAt } from '../../syntax/scope';
import { OF_THE_BASE } from './into-file';
import { fileAt, fileNamed, filesIn, importsIn, isAlone } from './named-file';
import { MODULE_KEYS, namesOf, type Refactor, type Selected } from './refactor';

/** Only where the block says the same as the file. Whether somebody else imports the file is for others to know. */
export function fromFile(selected: Selected): readonly Refactor[] {
  const { file, sources, analysis } = selected;
  const binding = configurationAround(selected);
  const named = binding && fileNamed(binding.value, selected.span.start);
  if (binding === undefined || named === undefined) return [];
  const path = fileAt(named, file, analysis);
  const [tree, code] = path === undefined ? [] : [sources.parse(path), sources.read(path)];
  if (path === undefined || tree === undefined || code === undefined || tree.errors.length > 0) return [];
  const module = stripParens(tree.root);
  const edits = isAlone(binding.value)
    ? inItsPlace(module, { path, code }, binding, selected)
    : amongOthers(module, { path, code }, { value: binding.value, named }, selected);
  return edits.length === 0
    ? []
    : [
        {
          title: l10n.t('Write `{0}` in place', baseName(path)),
          kind: 'inline',
          edits,
          alone: { file: path, importedBy: file },
          isEmptied: true,
        },
      ];
}

/** The file that is written in place. */
interface Written {
  readonly path: string;
  readonly code: string;
}

/** Where the block says nothing else, the whole module. */
function inItsPlace(
  module: Expr,
  { path, code }: Written,
  binding: AttrBinding,
  selected: Selected,
): readonly FileEdit[] {
  const { file, text } = selected;
  const { start, end } = binding.value;
  // Comments between the two would be lost.
  if (/#|\/\*/.test(text.slice(start, end))) return [];
  const body = inBlock(module, start, selected);
  const newText = body && written(body, code, indentAt(binding.start, text), relativeEdits(body, path, file));
  return newText === undefined ? [] : [{ file, start, end, newText }];
}

/** Beside other settings its statements, in the place of `imports`; where that names more files, behind it. */
function amongOthers(
  module: Expr,
  { path, code }: Written,
  { value, named }: { readonly value: Expr; readonly named: Expr },
  selected: Selected,
): readonly FileEdit[] {
  const { file, text } = selected;
  const block = stripParens(value);
  const body = inBlock(module, value.start, selected);
  const imports = block.kind === 'attrs' ? importsIn(block) : undefined;
  if (block.kind !== 'attrs' || imports === undefined || body?.kind !== 'attrs') return [];
  const isOnly = filesIn(block).length === 1;
  const rest = block.bindings.filter((each) => each !== imports || !isOnly);
  if (!isPlainSet(block) || !isPlainSet(body) || clash(rest, body.bindings)) return [];
  // Comments in a list that goes, and around the set in the file, would be lost.
  const list = isOnly ? text.slice(imports.start, imports.end) : '';
  if ([list, code.slice(0, body.start), code.slice(body.end)].some((part) => /#|\/\*/.test(part))) return [];
  const inner = contentOf(body, code);
  const piece = { ...inner, text: code, within: [body] };
  const indent = indentAt(imports.start, text);
  const newText = moved(piece, indentAt(inner.start, code), indent, relativeEdits(body, path, file));
  if (isOnly) return [{ file, start: imports.start, end: imports.end, newText }];
  const between = text.slice(block.start, block.end).includes('\n') ? `\n${indent}` : ' ';
  return [
    { file, start: named.start - blanksBefore(named, text), end: named.end, newText: '' },
    { file, start: imports.end, end: imports.end, newText: `${between}${newText}` },
  ];
}

const blanksBefore = ({ start }: Span, text: string): number => /\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;

/** What stands between the braces, with the comments there. */
function contentOf({ start, end }: AttrsExpr, code: string): Span {
  const inner = code.slice(start + 1, end - 1);
  const from = start + 1 + (inner.length - inner.trimStart().length);
  return { start: from, end: Math.max(from, start + 1 + inner.trimEnd().length) };
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

/** A set whose statements mean the same among those of another one. */
const isPlainSet = ({ recursive, bindings }: AttrsExpr): boolean =>
  !recursive &&
  bindings.every(
    (each) =>
      each.kind === 'binding' &&
      each.path.every(({ kind }) => kind === 'static') &&
      !MODULE_KEYS.has(namesOf(each)[0] ?? ''),
  );

/** Whether one statement gives what another gives, or a part of it: in one set Nix takes neither. */
function clash(some: readonly Binding[], others: readonly Binding[]): boolean {
  const paths = (of: readonly Binding[]): readonly (readonly string[])[] =>
    of.flatMap((each) => (each.kind === 'binding' ? [namesOf(each)] : []));
  const theirs = paths(others);
  return paths(some).some((a) => theirs.some((b) => a.every((name, i) => b[i] === name || i >= b.length)));
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
  const deeper = indent + indentStep(code);
  const inner = `\n${deeper}`;
  const lines = comments.join(inner);
  if (body.kind !== 'attrs') return `${inner}${lines}${inner}${moved(piece, from, deeper, edits)}`;
  const at = code.indexOf('{', body.start) + 1;
  const blanks = /^[ \t]*(?!\s)/.exec(code.slice(at))?.[0];
  const [end, rest] = blanks === undefined ? [at, ''] : [at + blanks.length, inner];
  return moved(piece, from, indent, [...edits, { start: at, end, newText: `${inner}${lines}${rest}` }]);
}
