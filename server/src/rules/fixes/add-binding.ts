// Adding statements to what a specialisation configures.

import { groupBy, type NonEmpty } from '../../base/group-by';
import type { FileEdit, TextEdit } from '../../base/text-edit';
import { isFree } from '../../edits/free-path';
import { indentAt, indentStep } from '../../edits/indent';
import { moduleSettings } from '../../edits/module-settings';
import { type WrittenName, writtenNames } from '../../edits/names';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import type { System } from '../../modules/system';
import type { AttrBinding, AttrName, AttrsExpr, SyntaxTree } from '../../syntax/ast';
import { bindingsAt } from '../../syntax/locate';
import type { SourceTexts } from '../../syntax/source-texts';

/** Text like `a.b = 1;`, as it stands behind an indentation. */
export type Written = (indent: string) => string;

/** Where statements can be added to what a module says. */
export interface SettingsPlace {
  readonly file: string;
  /** Where names have to mean the same. */
  readonly start: number;
  /** @param paths what the statements set, where it may be set there already: then undefined */
  add(bindings: readonly Written[], paths?: readonly (readonly string[])[]): readonly FileEdit[] | undefined;
}

/** Undefined where `configuration` is written nowhere as a set or a path. */
export function placeInConfiguration(
  { configuration }: SpecialisationEntry,
  sources: SourceTexts,
): SettingsPlace | undefined {
  for (const { entry } of configuration.definitions) {
    const [written] = (entry.origin && writtenNames(entry.origin, 'configuration', sources)) ?? [];
    const text = written && sources.read(written.file);
    if (written === undefined || text === undefined) continue;
    if (written.binding.path.at(-1) !== written.step) return placeBehind(written, text, sources);
    const set = moduleSettings(written.binding.value);
    if (set !== undefined) return placeInSet(set, written.file, text);
  }
  return undefined;
}

/** The specialisations of a system, those together that one place configures, such as code that makes several. */
export function configuredTogether(
  { specialisations }: System,
  sources: SourceTexts,
): readonly NonEmpty<SpecialisationEntry>[] {
  const groups = groupBy(specialisations, (entry) => {
    const place = placeInConfiguration(entry, sources);
    return place === undefined ? entry.name : `${place.file}\n${place.start}`;
  });
  return [...groups.values()];
}

/** Among the settings of a module that is a file. */
export function placeInFile(file: string, sources: SourceTexts): SettingsPlace | undefined {
  const [tree, text] = [sources.parse(file), sources.read(file)];
  const set = tree?.errors.length === 0 ? moduleSettings(tree.root) : undefined;
  return set === undefined || text === undefined ? undefined : placeInSet(set, file, text);
}

function placeInSet(set: AttrsExpr, file: string, text: string): SettingsPlace {
  return {
    file,
    start: addToSet(set, [], text).start,
    add: (bindings, paths = []) =>
      paths.every((each) => isFree(set, each)) ? [{ file, ...addToSet(set, bindings, text) }] : undefined,
  };
}

/** Beside a statement whose path leads through `configuration`. */
function placeBehind({ file, binding, step }: WrittenName, text: string, sources: SourceTexts): SettingsPlace {
  const { start, end } = binding;
  const path = text.slice(start, step.end);
  const indent = indentAt(start, text);
  return {
    file,
    start: end,
    add: (bindings, paths = []) => {
      if (!paths.every((each) => isFreeBehind(binding, step, each, sources.parse(file)))) return undefined;
      const newText = bindings.map((write) => `\n${indent}${behind(`${path}.`, write(indent))}`).join('');
      return [{ file, start: end, end, newText }];
    },
  };
}

/** A statement with a path in front of its name, below what is remarked about it. */
function behind(path: string, statement: string): string {
  const comments = /^(?:#[^\n]*\n\s*)*/.exec(statement)?.[0] ?? '';
  return comments + path + statement.slice(comments.length);
}

/** Whether nothing says a path already beside a statement whose path leads through a step. */
function isFreeBehind(
  { start, path }: AttrBinding,
  step: AttrName,
  more: readonly string[],
  tree: SyntaxTree | undefined,
): boolean {
  const owner = tree && bindingsAt(tree.root, start).at(-1)?.owner;
  const before = path.slice(0, path.indexOf(step) + 1).flatMap((each) => (each.kind === 'static' ? [each.name] : []));
  return owner?.kind === 'attrs' && isFree(owner, [...before, ...more]);
}

function addToSet({ start, end, bindings: there }: AttrsExpr, bindings: readonly Written[], text: string): TextEdit {
  const last = there.at(-1);
  if (last === undefined) return fill(text.indexOf('{', start) + 1, end - 1, bindings, text);
  const isOneLine = !text.slice(start, end).includes('\n');
  const indent = indentAt(last.start, text);
  const newText = bindings.map((write) => (isOneLine ? ` ${write('')}` : `\n${indent}${write(indent)}`)).join('');
  return { start: last.end, end: last.end, newText };
}

/** Between braces, behind whatever comments there are. */
function fill(from: number, to: number, bindings: readonly Written[], text: string): TextEdit {
  const inside = text.slice(from, to);
  const start = from + inside.trimEnd().length;
  const line = bindings.map((write) => ` ${write('')}`).join('');
  if (!`${inside}${line}`.includes('\n')) return { start, end: to, newText: `${line} ` };
  const indent = indentAt(from, text);
  const inner = indent + indentStep(text);
  const lines = bindings.map((write) => `\n${inner}${write(inner)}`).join('');
  return { start, end: to, newText: `${lines}\n${indent}` };
}
