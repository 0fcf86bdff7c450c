// Adding to the `imports` of a module.

import type { FileEdit } from '../../base/text-edit';
import { indentAt, indentStep } from '../../edits/indent';
import { type AttrName, type AttrsExpr, stripParens } from '../../syntax/ast';

/** Where imports may be added. */
export type Hole =
  /** Beside a binding that starts at `start`, under the same steps as it has before `config`. */
  | { readonly kind: 'beside'; readonly start: number; readonly prefix: readonly AttrName[]; readonly owner: AttrsExpr }
  /** Around a property that is a whole module. */
  | { readonly kind: 'around'; readonly start: number; readonly end: number };

/**
 * `imports` are the texts of list elements. Undefined where there are imports already that
 * are not written out as a list.
 */
export function addImports(
  imports: readonly string[],
  hole: Hole,
  { file, text }: { readonly file: string; readonly text: string },
): readonly FileEdit[] | undefined {
  const list = `[ ${imports.join(' ')} ]`;
  const indent = indentAt(hole.start, text);
  if (hole.kind === 'around') {
    const inner = indent + indentStep(text);
    return [
      { file, start: hole.start, end: hole.start, newText: `{\n${inner}imports = ${list};\n${inner}config = ` },
      { file, start: hole.end, end: hole.end, newText: `;\n${indent}}` },
    ];
  }
  const { prefix, owner } = hole;
  const names = [...prefix.map(nameOf), 'imports'];
  if (names.includes(undefined)) return undefined;
  for (const binding of owner.bindings) {
    const inherited = binding.kind === 'inherit' && binding.names.some((name) => nameOf(name) === 'imports');
    if (inherited) return undefined;
    if (binding.kind !== 'binding' || binding.path.map(nameOf).join('.') !== names.join('.')) continue;
    const value = stripParens(binding.value);
    const last = value.kind === 'list' ? value.items.at(-1) : undefined;
    if (last === undefined) return undefined;
    const isOneLine = !text.slice(value.start, value.end).includes('\n');
    const gap = isOneLine ? ' ' : `\n${indentAt(last.start, text)}`;
    return [{ file, start: last.end, end: last.end, newText: imports.map((one) => gap + one).join('') }];
  }
  const gap = text.slice(owner.start, owner.end).includes('\n') ? `\n${indent}` : ' ';
  return [{ file, start: hole.start, end: hole.start, newText: `${names.join('.')} = ${list};${gap}` }];
}

const nameOf = (name: AttrName | undefined): string | undefined => (name?.kind === 'static' ? name.name : undefined);
