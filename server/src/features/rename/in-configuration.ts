// Everything in a configuration that names one of its specialisations.
import type { Analysis } from '../../analysis/analysis';
import { mergedAt } from '../../analysis/lookup';
import { readsOf } from '../../analysis/reports/specialisation-reads';
import type { Span } from '../../base/span';
import type { FileEdit, TextEdit } from '../../base/text-edit';
import { isSomeones } from '../../eval/store';
import type { SpecialisationName } from '../../lexical/specialisation-names';
import type { System } from '../../modules/system';
import { nameEdits } from '../../rules/fixes/rename-specialisation';
import { type Expr, stripParens } from '../../syntax/ast';
import { eachChild } from '../../syntax/children';
import { printName, printString } from '../../syntax/print';
import type { SourceTexts } from '../../syntax/source-texts';
import { readsOfSets } from './in-sets';
import { namesInText, replaced, type Writing } from './in-texts';

export interface RenameEdits {
  /** Without these the configuration would mean something else. */
  readonly sure: readonly FileEdit[];
  /** Words that look like its name. */
  readonly unsure: readonly FileEdit[];
}

/** Undefined where the name is not written in each of its definitions. */
export function editsInConfiguration(
  analysis: Analysis,
  name: string,
  to: string,
  sources: SourceTexts,
): RenameEdits | undefined {
  const { base } = analysis;
  const entry = base.specialisations.find((each) => each.name === name);
  const named = entry && nameEdits(entry, base, to, sources);
  if (named === undefined) return undefined;
  const specialisation = base.specialised.find((system) => system.entry === entry);
  const tags = specialisation === undefined ? [] : tagEdits(specialisation, name, to);
  const reads = readsOf(analysis, name, sources).flatMap(({ file, text, read }) =>
    namedEdits(read, to, text).map((edit) => ({ file, ...edit })),
  );
  return {
    sure: [...named, ...tags, ...reads, ...readsOfSets(named, name, to, sources)],
    unsure: [...analysis.files].filter(isSomeones).flatMap((file) => unsureEdits(file, name, to, sources)),
  };
}

/** Tags that say the name: `system.nixos.tags`, which boot menus and `nixos-version` show. */
function tagEdits(specialisation: System, name: string, to: string): readonly FileEdit[] {
  const tags = mergedAt(specialisation, ['system', 'nixos', 'tags']);
  return (tags?.definitions ?? []).flatMap(({ module, entry: { origin } }) => {
    const list = origin && stripParens(origin.value);
    if (module.scope !== 'specialisation' || origin === undefined || list?.kind !== 'list') return [];
    return list.items.flatMap((item) => {
      const isName = item.kind === 'string' && item.parts.length === 1 && item.parts[0] === name;
      return isName ? [{ file: origin.file, start: item.start, end: item.end, newText: printString(to) }] : [];
    });
  });
}

function unsureEdits(file: string, name: string, to: string, sources: SourceTexts): readonly FileEdit[] {
  const [tree, text] = [sources.parse(file), sources.read(file)];
  if (tree === undefined || text === undefined) return [];
  const unsure: FileEdit[] = [];
  const pending: Expr[] = [tree.root];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    // The words of a command.
    if (expr.kind === 'list' || expr.kind === 'string') {
      const writing = { text, ...inNix(expr) };
      for (const edit of replaced(namesInText(text, name, expr), to, writing)) unsure.push({ file, ...edit });
    }
    eachChild(expr, (child) => pending.push(child));
  }
  return unsure;
}

/** In a text of Nix. Quotes that end one with `''` would be something else there. */
const inNix = (expr: Expr): Pick<Writing, 'quote' | 'inside'> =>
  expr.kind === 'string' && expr.style === 'indented'
    ? { quote: '"', inside: (written) => written }
    : { quote: "'", inside: (written) => printString(written).slice(1, -1) };

/** A name that a configuration is read by. */
function namedEdits({ name, span, as }: SpecialisationName, to: string, text: string): readonly TextEdit[] {
  if (as === 'step') return [{ ...spanOf(span), newText: printName(to) }];
  if (as === 'text') return [{ ...spanOf(span), newText: printString(to) }];
  if (as.kind === 'with') {
    const isPlain = as.isFree(to) && printName(to) === to;
    return [{ ...spanOf(span), newText: isPlain ? to : `${asTarget(as.set, text)}.${printName(to)}` }];
  }
  // What stands in its scope keeps the name.
  const { names, start, end } = as.binding;
  const binding = `${printName(name)} = ${asTarget(as.set, text)}.${printName(to)};`;
  if (names.length === 1) return [{ start, end, newText: binding }];
  const space = /\s*$/.exec(text.slice(start, span.start))?.[0].length ?? 0;
  return [
    { start: span.start - space, end: span.end, newText: '' },
    { start: end, end, newText: ` ${binding}` },
  ];
}

/** A set as written, for a name to follow. */
function asTarget(expr: Expr, text: string): string {
  const { start, end } = stripParens(expr);
  const set = text.slice(start, end);
  return /^[\w.'-]+$/.test(set) ? set : `(${set})`;
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });
