// `a.b = 1; a.c = 2;` as `a = { b = 1; c = 2; };`, and the other way round.

import { indentAt, indentStep, moved } from '../../edits/indent';
import { linesWithRemarks, type Moving, remarks } from '../../edits/remarks';
import { closingGaps } from '../../edits/remove';
import { l10n } from '../../protocol/l10n';
import { type AttrBinding, type AttrsExpr, stripParens } from '../../syntax/ast';
import { printName } from '../../syntax/print';
import type { Refactor, Selected } from './refactor';

/** All statements of the set that begin with the same name, as one set. */
export function nestings({ bindings, set, text, file }: Selected): readonly Refactor[] {
  const [binding] = bindings;
  const name = binding && firstName(binding);
  if (binding === undefined || name === undefined || binding.path.length < 2) return [];
  const same = set.attrs.bindings.filter((each) => each.kind === 'binding' && firstName(each) === name);
  const dotted = same.filter((each): each is AttrBinding => each.kind === 'binding' && each.path.length > 1);
  // One that is a set already would have to be joined with them.
  if (dotted.length < same.length) return [];
  const [first, ...rest] = dotted;
  if (first === undefined) return [];
  const indent = indentAt(first.start, text);
  const moving: Moving = { bindings: rest, siblings: set.attrs.bindings, text };
  const inner = indent + indentStep(text);
  const lines = dotted.flatMap((each) => {
    const code = { text, start: each.path[1]?.start ?? each.start, end: each.end, within: [each.value] };
    // Those of the first stay where they are.
    const lines = each === first ? [] : remarks(each, moving);
    return [...lines.map((line) => inner + line), inner + moved(code, indentAt(each.start, text), inner)];
  });
  const newText = `${printName(name)} = {\n${lines.join('\n')}\n${indent}};`;
  return [
    {
      title: l10n.t('Write `{0}` as one set', name),
      kind: 'rewrite',
      edits: [
        { file, start: first.start, end: first.end, newText },
        ...closingGaps(
          rest.map((each) => linesWithRemarks(each, moving)),
          text,
        ).map((span) => ({ file, ...span, newText: '' })),
      ],
    },
  ];
}

/** The settings of a set that is written out, each with the whole path. */
export function flattenings({ bindings: [binding, ...others], text, file }: Selected): readonly Refactor[] {
  const value = binding && stripParens(binding.value);
  if (binding === undefined || others.length > 0 || value?.kind !== 'attrs') return [];
  const settings = value.bindings.filter((each) => each.kind === 'binding');
  const isPlain = !value.recursive && settings.length === value.bindings.length;
  // Comments in it would be lost.
  if (settings.length === 0 || !isPlain || /#|\/\*/.test(gaps(value, text))) return [];
  const path = text.slice(binding.path[0]?.start, binding.path.at(-1)?.end);
  const indent = indentAt(binding.start, text);
  const lines = settings.map(
    (each) => `${path}.${moved({ ...each, text, within: [each.value] }, indentAt(each.start, text), indent)}`,
  );
  const edit = { file, start: binding.start, end: binding.end, newText: lines.join(`\n${indent}`) };
  return [{ title: l10n.t('Write `{0}` as paths', path), kind: 'rewrite', edits: [edit] }];
}

/** What stands between the statements of a set. */
function gaps({ start, end, bindings }: AttrsExpr, text: string): string {
  const ends = [start + 1, ...bindings.map((each) => each.end)];
  const starts = [...bindings.map((each) => each.start), end - 1];
  return ends.map((from, i) => text.slice(from, starts[i])).join('');
}

function firstName({ path: [first] }: AttrBinding): string | undefined {
  return first?.kind === 'static' ? first.name : undefined;
}
