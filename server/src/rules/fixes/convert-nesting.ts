// From `nesting.clone` and `nesting.children` to specialisations, one for each element of the list.

import { indentAt, indentStep, moved } from '../../edits/indent';
import { writtenNames } from '../../edits/names';
import { force } from '../../eval/thunk';
import type { Origin, Value } from '../../eval/values';
import type { System } from '../../modules/system';
import { l10n } from '../../protocol/l10n';
import { type Expr, stripParens } from '../../syntax/ast';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Fix } from '../engine/finding';

/** Undefined where the list is not written out, or not bound to a path that ends in `nesting.<option>`. */
export function convertNesting(
  origin: Origin,
  option: 'clone' | 'children',
  base: System,
  sources: SourceTexts,
): Fix | undefined {
  const text = sources.read(origin.file);
  const [written, ...others] = writtenNames(origin, option, sources) ?? [];
  if (text === undefined || written === undefined || others.length > 0) return undefined;
  const { binding, file } = written;
  const list = stripParens(binding.value);
  const before = binding.path.at(-2);
  if (list.kind !== 'list' || list.items.length === 0 || binding.path.at(-1) !== written.step) return undefined;
  if (before?.kind !== 'static' || before.name !== 'nesting') return undefined;
  const indent = indentAt(binding.start, text);
  const taken = new Set(base.specialisations.map(({ name }) => name));
  const values = elementValues(origin, base);
  const bindings = list.items.map((item, index) => {
    const name = freeName(nameFor(values[index]) ?? `${option === 'clone' ? 'clone' : 'child'}-${index + 1}`, taken);
    const path = text.slice(binding.start, before.start);
    return convert(`${path}specialisation.${name}`, item, option, text, indent);
  });
  return {
    title:
      list.items.length === 1
        ? l10n.t('Convert to a specialisation')
        : l10n.t('Convert to {0} specialisations', list.items.length),
    kind: 'rewrite',
    preferred: true,
    edits: [{ file, start: binding.start, end: binding.end, newText: bindings.join(`\n${indent}`) }],
  };
}

function convert(path: string, item: Expr, option: 'clone' | 'children', text: string, indent: string): string {
  const body = stripParens(item);
  const code = { ...body, text, within: [body] };
  const from = indentAt(body.start, text);
  if (option === 'clone') return `${path}.configuration = ${moved(code, from, indent)};`;
  const inner = indent + indentStep(text);
  return `${path} = {\n${inner}inheritParentConfig = false;\n${inner}configuration = ${moved(code, from, inner)};\n${indent}};`;
}

/** The elements as values, for their names. */
function elementValues(origin: Origin, { evaluation }: System): readonly (Value | undefined)[] {
  const raws = ['clone', 'children'].flatMap((option) => evaluation.level(['nesting']).names.get(option) ?? []);
  const raw = raws.find(
    (candidate) =>
      candidate.entry.origin?.key.start === origin.key.start && candidate.entry.origin.file === origin.file,
  );
  const list = raw === undefined ? undefined : force(raw.entry.slot);
  return list?.kind === 'list' ? list.items.map((item) => force(item)) : [];
}

/** What the element calls itself in the boot menu. */
function nameFor(value: Value | undefined): string | undefined {
  const title =
    textAt(value, ['boot', 'loader', 'grub', 'configurationName']) ?? textAt(value, ['system', 'nixos', 'tags']);
  const name = title
    ?.toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name !== undefined && /^[a-z]/.test(name) ? name : undefined;
}

function textAt(value: Value | undefined, path: readonly string[]): string | undefined {
  let at = value;
  for (const step of path) {
    const slot = at?.kind === 'attrs' ? at.get(step) : undefined;
    at = slot === undefined ? undefined : force(slot);
  }
  const only = at?.kind === 'list' && at.items.length === 1 && at.items[0] !== undefined ? force(at.items[0]) : at;
  return only?.kind === 'string' ? only.text : undefined;
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}-${n}`;
  taken.add(name);
  return name;
}
