// Putting nested properties into the order in which the module system opens them: mkIf, then one override,
// then one order, then the value.

import type { MisplacedKind } from '../../analysis/checks/misplaced-properties';
import { isAtom } from '../../edits/wrap';
import { type PropertyCall, propertyCall } from '../../lexical/property-call';
import { l10n } from '../../protocol/l10n';
import { type Expr, stripParens } from '../../syntax/ast';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Fix } from '../engine/finding';

export function reorderFix(
  inner: PropertyCall,
  outer: PropertyCall | undefined,
  file: string,
  kind: MisplacedKind,
  sources: SourceTexts,
): Fix | undefined {
  const text = sources.read(file);
  if (text === undefined) return undefined;
  if (kind === 'undeclared')
    return dropped(inner, l10n.t('Remove {0}: the order of options does not matter', inner.name), file, text);
  if (outer === undefined) return undefined;
  if (stripParens(outer.content) !== inner.expr)
    return inner.kind === 'override' ? dropped(inner, innerTitle(inner, outer), file, text) : undefined;
  const chain = [outer, inner];
  for (let call = propertyCall(inner.content); call !== undefined; call = propertyCall(call.content)) chain.push(call);
  // A pipe reads the other way round.
  if (chain.some(({ expr }) => expr.kind !== 'apply')) return undefined;
  const newText = inOrder(chain, text);
  const { start, end } = outer.expr;
  return newText === undefined
    ? undefined
    : { title: titleOf(inner, outer), kind: 'rewrite', preferred: true, edits: [{ file, start, end, newText }] };
}

const innerTitle = (inner: PropertyCall, outer: PropertyCall): string =>
  l10n.t('Remove the inner {0}: {1} counts', inner.name, outer.name);

function titleOf(inner: PropertyCall, outer: PropertyCall): string {
  return inner.kind === outer.kind ? innerTitle(inner, outer) : l10n.t('Put {0} outside {1}', inner.name, outer.name);
}

/** The content alone, in the place of the call. */
function dropped({ expr, content, name }: PropertyCall, title: string, file: string, text: string): Fix | undefined {
  if (expr.kind !== 'apply' || name === 'mkIf') return undefined;
  const bare = stripParens(content);
  const kept = isAtom(bare) ? bare : content;
  return {
    title,
    kind: 'rewrite',
    preferred: true,
    edits: [{ file, start: expr.start, end: expr.end, newText: text.slice(kept.start, kept.end) }],
  };
}

/** The calls in legal order around the innermost value; of two of a kind that may stand once, the outer one. */
function inOrder(chain: readonly PropertyCall[], text: string): string | undefined {
  const conditions = chain.filter(({ kind }) => kind === 'if');
  const override = chain.find(({ kind }) => kind === 'override');
  const order = chain.find(({ kind }) => kind === 'order');
  const wrappers = [override, order].filter((call) => call !== undefined);
  const merges = chain.filter(({ kind }) => kind === 'merge');
  const last = chain.at(-1);
  if (last === undefined || merges.length > 1) return undefined;
  const [merge] = merges;
  if (merge === undefined) return around([...conditions, ...wrappers], last.content, text);
  const list = stripParens(merge.content);
  // Elements with properties of their own would need the same again.
  if (merge !== last || list.kind !== 'list' || list.items.some((item) => propertyCall(item) !== undefined))
    return undefined;
  const items = list.items.map((item) => ({ item, newText: `(${around(wrappers, item, text)})` }));
  let merged = text.slice(merge.expr.start, merge.expr.end);
  for (const { item, newText } of items.toReversed()) {
    const at = item.start - merge.expr.start;
    merged = merged.slice(0, at) + newText + merged.slice(at + item.end - item.start);
  }
  return conditions.reduceRight((inner, call) => `${prefixOf(call, text)} (${inner})`, merged);
}

function around(calls: readonly PropertyCall[], value: Expr, text: string): string {
  const bare = stripParens(value);
  const written = text.slice(value.start, value.end);
  const start = calls.length === 0 ? text.slice(bare.start, bare.end) : isAtom(value) ? written : `(${written})`;
  return calls.reduceRight(
    (inner, call, index) => `${prefixOf(call, text)} ${index === calls.length - 1 ? inner : `(${inner})`}`,
    start,
  );
}

/** `lib.mkIf condition`, as written. */
function prefixOf({ expr, content }: PropertyCall, text: string): string {
  return text.slice(expr.start, content.start).trimEnd();
}
