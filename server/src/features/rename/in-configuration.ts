// Everything in a configuration that names one of its specialisations.
import type { Analysis } from '../../analysis/analysis';
import { mergedAt } from '../../analysis/lookup';
import type { FileEdit } from '../../base/text-edit';
import { isSomeones } from '../../eval/store';
import type { System } from '../../modules/system';
import { nameEdits } from '../../rules/fixes/rename-specialisation';
import { type AttrName, type Expr, stripParens } from '../../syntax/ast';
import { eachChild } from '../../syntax/children';
import { printName, printString } from '../../syntax/print';
import type { SourceTexts } from '../../syntax/source-texts';
import { namesInText, replaced } from './in-texts';

export interface RenameEdits {
  /** Without these the configuration would mean something else. */
  readonly sure: readonly FileEdit[];
  /** Words that look like its name. */
  readonly unsure: readonly FileEdit[];
}

/** Undefined where the name is not written as a step of a path in each of its definitions. */
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
  const inFiles = [...analysis.files].filter(isSomeones).map((file) => editsInFile(file, name, to, sources));
  return {
    sure: [...named, ...tags, ...inFiles.flatMap(({ sure }) => sure)],
    unsure: inFiles.flatMap(({ unsure }) => unsure),
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

function editsInFile(file: string, name: string, to: string, sources: SourceTexts): RenameEdits {
  const [tree, text] = [sources.parse(file), sources.read(file)];
  if (tree === undefined || text === undefined) return { sure: [], unsure: [] };
  const sure: FileEdit[] = [];
  const unsure: FileEdit[] = [];
  const pending: Expr[] = [tree.root];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    if (expr.kind === 'select' || expr.kind === 'has-attr') {
      const step = namedStep(expr.target, expr.path, name);
      if (step !== undefined) sure.push({ file, start: step.start, end: step.end, newText: printName(to) });
    }
    // The words of a command.
    if (expr.kind === 'list')
      for (const edit of replaced(namesInText(text, name, expr), to)) unsure.push({ file, ...edit });
    if (expr.kind === 'string')
      for (const edit of replaced(namesInText(text, name, expr), to)) unsure.push({ file, ...edit });
    eachChild(expr, (child) => pending.push(child));
  }
  return { sure, unsure };
}

/** The step of `….config.specialisation.<name>`, or of `? <name>`, that is the name. */
function namedStep(target: Expr, path: readonly AttrName[], name: string): AttrName | undefined {
  const before = stepsOf(target);
  const names = [...before, ...path.map(nameOf)];
  const at = names.findIndex(
    (step, i) => step === 'config' && names[i + 1] === 'specialisation' && names[i + 2] === name,
  );
  return at < 0 ? undefined : path[at + 2 - before.length];
}

const nameOf = (step: AttrName): string | undefined => (step.kind === 'static' ? step.name : undefined);

function stepsOf(expr: Expr): readonly (string | undefined)[] {
  const inner = stripParens(expr);
  if (inner.kind === 'variable') return [inner.name];
  return inner.kind === 'select' ? [...stepsOf(inner.target), ...inner.path.map(nameOf)] : [undefined];
}
