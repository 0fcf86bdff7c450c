// Settings move from the base into a specialisation, or back.

import { explain } from '../../analysis/explain';
import type { FileEdit } from '../../base/text-edit';
import { indentAt, moved } from '../../edits/indent';
import { newSpecialisation } from '../../edits/new-specialisation';
import { removeBinding } from '../../edits/remove';
import { propertyCall } from '../../lexical/property-call';
import { l10n } from '../../protocol/l10n';
import { addToConfiguration, type Written } from '../../rules/fixes/add-binding';
import { type AttrBinding, stripParens } from '../../syntax/ast';
import { bindingsAt } from '../../syntax/locate';
import { dotted } from '../../syntax/print';
import { MOST_OFFERED, namesOf, type Refactor, type Selected } from './refactor';

/** Into each of the specialisations, and into a new one. */
export function movesIntoSpecialisation(selected: Selected): readonly Refactor[] {
  const { inside, around, analysis, sources, tree, text, file } = selected;
  const isBase =
    inside.system === analysis.base && around.module.scope === 'base' && inside.path[0] !== 'specialisation';
  if (!isBase || selected.bindings.some((binding) => namesOf(binding)[0] === 'imports')) return [];
  const removed = removals(selected);
  if (removed === undefined) return [];
  const written = selected.bindings.map((binding) => writtenAs(binding, inside.path, text));
  const into = analysis.base.specialisations.slice(0, MOST_OFFERED).flatMap((entry): readonly Refactor[] => {
    const added = addToConfiguration(entry, written, sources);
    const title = l10n.t('Move to specialisation `{0}`', entry.name);
    return added === undefined ? [] : [{ title, kind: 'move', edits: [...removed, ...added] }];
  });
  const fresh = newSpecialisation(tree.root, text);
  if (fresh === undefined) return into;
  const { offset, before, after, end } = fresh;
  const indent = `${/\n([ \t]*)[^\n]*$/.exec(before)?.[1] ?? ''}  `;
  const body = written.map((write) => write(indent)).join(`\n${indent}`);
  const newText = `${before}${freeName(analysis.base.specialisations)}${after}${body}${end}`;
  return [
    ...into,
    {
      title: l10n.t('Move to a new specialisation'),
      kind: 'extract',
      edits: [...removed, { file, start: offset, end: offset, newText }],
    },
  ];
}

function freeName(taken: readonly { readonly name: string }[]): string {
  const names = new Set(taken.map(({ name }) => name));
  let name = 'new';
  for (let n = 2; names.has(name); n++) name = `new-${n}`;
  return name;
}

/** Out of the block of a specialisation, in front of it; only what the base does not say itself. */
export function movesToBase(selected: Selected): readonly Refactor[] {
  const { inside, analysis, tree, text, file } = selected;
  const { system, path } = inside;
  if (system.name === null || system.base !== analysis.base || selected.bindings.length === 0) return [];
  const isSaid = selected.bindings.some((binding) =>
    explain(analysis.base, [...path, ...namesOf(binding)]).some(({ merged }) => merged.definitions.length > 0),
  );
  const block = bindingsAt(tree.root, selected.span.start).find(
    ({ binding }) => binding.kind === 'binding' && namesOf(binding)[0] === 'specialisation',
  )?.binding;
  const removed = removals(selected);
  if (isSaid || block === undefined || removed === undefined) return [];
  const indent = indentAt(block.start, text);
  const moved = selected.bindings.map((binding) => writtenAs(binding, path, text, true)(indent));
  const newText = moved.map((statement) => `${statement}\n${indent}`).join('');
  return [
    {
      title: l10n.t('Move to the base'),
      kind: 'move',
      edits: [...removed, { file, start: block.start, end: block.start, newText }],
    },
  ];
}

/** A statement under its whole path; `plain`: without an override, which nothing is left to override. */
function writtenAs(binding: AttrBinding, path: readonly string[], text: string, plain = false): Written {
  const call = propertyCall(binding.value);
  const value = plain && call?.kind === 'override' ? stripParens(call.content) : binding.value;
  const from = indentAt(binding.start, text);
  return (indent) =>
    `${dotted([...path, ...namesOf(binding)])} = ${moved({ ...value, text, within: [value] }, from, indent)};`;
}

function removals({ bindings, file, sources }: Selected): readonly FileEdit[] | undefined {
  const edits = bindings.map(({ start, end }) => removeBinding({ file, start, end }, sources));
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}
