// Moving a condition from `configuration` to the specialisation: `x = mkIf c { configuration = …; }`.

import type { FileEdit } from '../../base/text-edit';
import type { Origin } from '../../eval/values';
import type { PropertyCall } from '../../lexical/property-call';
import { l10n } from '../../protocol/l10n';
import type { AttrBinding, AttrName, Expr } from '../../syntax/ast';
import { bindingsAt, type PlacedBinding, pathTo } from '../../syntax/locate';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Fix } from '../engine/finding';

export function conditionalEntryFix(
  call: PropertyCall,
  { file, value }: Origin,
  sources: SourceTexts,
): Fix | undefined {
  const text = sources.read(file);
  const tree = sources.parse(file);
  const placed = tree && bindingsAt(tree.root, value.start).at(-1);
  const { parameter, expr, content } = call;
  if (
    text === undefined ||
    tree === undefined ||
    placed === undefined ||
    call.kind !== 'if' ||
    expr !== value ||
    parameter === undefined
  )
    return undefined;
  const { binding } = placed;
  if (binding.kind !== 'binding' || binding.value !== value || nameOf(binding.path.at(-1)) !== 'configuration')
    return undefined;
  // Whether a specialisation exists cannot depend on which there are.
  if (text.slice(parameter.start, parameter.end).includes('specialisation')) return undefined;
  const edits =
    binding.path.length > 1
      ? ofDotted(binding, placed, content)
      : ofSet(placed, call, pathTo(tree.root, value.start), text);
  return (
    edits && {
      title: l10n.t('Make the specialisation itself on this condition'),
      kind: 'rewrite',
      preferred: true,
      edits: edits.map((edit) => ({ file, ...edit })),
    }
  );
}

type Edits = readonly Omit<FileEdit, 'file'>[];

/** `x.configuration = mkIf c body;` */
function ofDotted(binding: AttrBinding, { owner }: PlacedBinding, content: Expr): Edits | undefined {
  const { path, value } = binding;
  const last = path.at(-1);
  const before = path.at(-2);
  if (last === undefined || before === undefined || path.some(({ kind }) => kind === 'dynamic')) return undefined;
  // With a sibling such as `x.inheritParentConfig`, `x` would be given twice.
  const prefix = path.slice(0, -1).map(nameOf);
  const isAlone = owner.bindings.every(
    (other) =>
      other === binding || other.kind !== 'binding' || !prefix.every((name, i) => nameOf(other.path[i]) === name),
  );
  if (!isAlone) return undefined;
  return [
    { start: before.end, end: last.end, newText: '' },
    { start: content.start, end: content.start, newText: '{ configuration = ' },
    { start: value.end, end: value.end, newText: '; }' },
  ];
}

/** `x = { configuration = mkIf c body; … };` */
function ofSet(
  { owner }: PlacedBinding,
  { expr, content }: PropertyCall,
  around: readonly Expr[],
  text: string,
): Edits | undefined {
  const parent = around[around.indexOf(owner) - 1];
  if (owner.kind !== 'attrs' || owner.recursive || (parent?.kind !== 'attrs' && parent?.kind !== 'lambda'))
    return undefined;
  return [
    { start: owner.start, end: owner.start, newText: text.slice(expr.start, content.start) },
    { start: expr.start, end: content.start, newText: '' },
  ];
}

const nameOf = (name: AttrName | undefined): string | undefined => (name?.kind === 'static' ? name.name : undefined);
