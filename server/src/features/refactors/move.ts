// Settings move from the base into a specialisation, or back.

import { optionsBelow } from '../../analysis/explain';
import { filesOfRefs } from '../../analysis/reports/module-imports';
import type { FileEdit } from '../../base/text-edit';
import { isFree } from '../../edits/free-path';
import { indentAt, indentStep, moved } from '../../edits/indent';
import { isNamed } from '../../edits/module-settings';
import { newSpecialisation } from '../../edits/new-specialisation';
import { relativeEdits } from '../../edits/relative-paths';
import { commentsAbove, linesWithRemarks, type Moving, remarks } from '../../edits/remarks';
import { closingGaps } from '../../edits/remove';
import { propertyCall } from '../../lexical/property-call';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import type { System } from '../../modules/system';
import { writtenIn } from '../../modules/written';
import { l10n } from '../../protocol/l10n';
import { inRow } from '../../rules/engine/places';
import type { Written } from '../../rules/fixes/add-binding';
import { type AttrBinding, type AttrsExpr, type SyntaxTree, stripParens } from '../../syntax/ast';
import { bindingsAt, type PlacedBinding } from '../../syntax/locate';
import { dotted } from '../../syntax/print';
import { bringIn, configurationTargets, moduleIn, type NamedPlace, ownFile } from './configuration-place';
import { OF_THE_BASE } from './into-file';
import { type Alone, MODULE_KEYS, namesOf, type Refactor, type Selected } from './refactor';
import { meansTheSame, missingArguments } from './same-names';

/** Into each of the specialisations, and into a new one. */
export function movesIntoSpecialisation(selected: Selected): readonly Refactor[] {
  const { inside, around, analysis, tree, text, file, bindings } = selected;
  const isBase = inside.system === analysis.base && around.module.scope === 'base';
  const paths = bindings.map((binding) => [...inside.path, ...namesOf(binding)]);
  const isOnlyOfBase = isBase && !analysis.base.specialised.some((system) => takesInItself(system, file));
  const removed = isOnlyOfBase && paths.every(isOfSettings) ? removals(selected) : undefined;
  if (removed === undefined || !isOfKeys(inside)) return [];
  const writtenFor = (to: string) => bindings.map((binding) => writtenAs(binding, inside.path, selected, { to }));
  const targets = configurationTargets(selected, (entry) => takesPart(file, entry, analysis.base));
  const into = targets.flatMap((place): readonly Refactor[] => {
    const head = headFor(selected, place, place.alone !== undefined);
    const added = place.add(writtenFor(place.file), paths);
    const { names } = place;
    const title =
      names.length === 1
        ? l10n.t('Move to specialisation {0}', inRow(names))
        : l10n.t('Move to specialisations {0}', inRow(names));
    const across = { from: file, to: place.file, stays: false };
    return together(title, 'move', removed, head && added && [...head, ...added], place.alone).map((refactor) => ({
      ...refactor,
      across,
    }));
  });
  const fresh = newSpecialisation(tree.root, text, removed);
  if (fresh === undefined || !canStand(selected, fresh.span.start)) return into;
  const { span, before, after, end } = fresh;
  const others = removed.filter((edit) => edit.start < span.start || edit.end > span.end);
  const start = besides(others, span.start, text);
  const indent = (/\n([ \t]*)[^\n]*$/.exec(before)?.[1] ?? '') + indentStep(text);
  const body = writtenFor(file)
    .map((write) => write(indent))
    .join(`\n${indent}`);
  // What is removed may leave the beginning of a line.
  const isBegun = others.some((edit) => edit.end === start && text[edit.start - 1] === '\n');
  const newText = `${isBegun ? before.slice(1) : before}${freeName(analysis.base.specialisations)}${after}${body}${end}`;
  const added = [{ file, start, end: start === span.start ? span.end : start, newText }];
  return [...into, ...together(l10n.t('Move to a new specialisation'), 'extract', others, added)];
}

/** Whether one that inherits nothing imports a file all the same: what goes from there is gone for that one, too. */
const takesInItself = (system: System, file: string): boolean =>
  system.entry?.inheritParentConfig === false &&
  filesOfRefs(system).some((ref) => ref.to === file && ref.from !== file);

/** Whether what a file of the base says counts in a specialisation, if that inherits anything. */
function takesPart(file: string, { name, inheritParentConfig }: SpecialisationEntry, base: System): boolean {
  const system = base.specialised.find((each) => each.name === name);
  const modules = system?.evaluation.collection.modules ?? [];
  return inheritParentConfig === false || modules.some((module) => writtenIn(module, file) !== undefined);
}

/** Whether a path leads to settings of the system, which stand at their path in a specialisation, too. */
const isOfSettings = ([first]: readonly string[]): boolean =>
  first !== undefined && first !== 'imports' && first !== 'specialisation' && !MODULE_KEYS.has(first);

/** Whether a set is none that an option takes as a whole only. */
function isOfKeys({ system, path }: Selected['inside']): boolean {
  const nodes = path.map((_, i) => system.evaluation.node(path.slice(0, i + 1)));
  const option = nodes.find(({ kind }) => kind === 'option');
  if (option?.kind !== 'option') return true;
  const type = option.class.kind === 'nullOr' ? option.class.of : option.class;
  return type.kind === 'attrs' || type.kind === 'submodule';
}

/** Whether all that is selected means the same elsewhere in its file. */
const canStand = ({ bindings, tree }: Selected, offset: number): boolean =>
  bindings.every(({ value }) => meansTheSame(value, { tree, offset: value.start }, { tree, offset }));

/**
 * What the module at another place has to take so that all that is selected means the same there.
 * @param isOfSystem whether `config` there is that of the system the selection moves to
 */
function headFor(
  { bindings, tree, sources }: Selected,
  place: NamedPlace,
  isOfSystem: boolean,
): readonly FileEdit[] | undefined {
  const there = sources.parse(place.file);
  if (there === undefined) return undefined;
  const to = { tree: there, offset: place.start };
  const missing = bindings.map(({ value }) => missingArguments(value, { tree, offset: value.start }, to));
  if (missing.includes(undefined)) return undefined;
  const names = [...new Set(missing.flatMap((each) => each ?? []))];
  return !isOfSystem && names.some((name) => OF_THE_BASE.has(name)) ? undefined : bringIn(names, place, sources);
}

/** The same place, where it is among what is removed at the end of the line before that. */
function besides(removed: readonly FileEdit[], offset: number, text: string): number {
  const around = removed.find(({ start, end }) => start < offset && offset < end);
  const isLine = around !== undefined && text[around.start - 1] === '\n';
  return isLine ? besides(removed, around.start - (text[around.start - 2] === '\r' ? 2 : 1), text) : offset;
}

/** Nothing where something would be put into what is removed. */
function together(
  title: string,
  kind: Refactor['kind'],
  removed: readonly FileEdit[],
  added: readonly FileEdit[] | undefined,
  alone?: Alone,
): readonly Refactor[] {
  const isApart = added?.every(({ file, start, end }) =>
    removed.every((edit) => edit.file !== file || end <= edit.start || start >= edit.end),
  );
  if (isApart !== true) return [];
  return [{ title, kind, edits: [...removed, ...(added ?? [])], ...(alone && { alone }) }];
}

function freeName(taken: readonly { readonly name: string }[]): string {
  const names = new Set(taken.map(({ name }) => name));
  let name = 'new';
  for (let n = 2; names.has(name); n++) name = `new-${n}`;
  return name;
}

/** Out of the block or the file of a specialisation, in front of it; only what the base does not say itself. */
export function movesToBase(selected: Selected): readonly Refactor[] {
  const { inside, analysis, sources, bindings } = selected;
  const { system, path } = inside;
  if (system.name === null || system.base !== analysis.base || system.entry?.inheritParentConfig === false) return [];
  const paths = bindings.map((binding) => [...path, ...namesOf(binding)]);
  const removed = paths.every(isOfSettings) ? removals(selected) : undefined;
  const around = removed && blockAround(selected);
  const text = around && sources.read(around.file);
  if (removed === undefined || around === undefined || text === undefined) return [];
  if (paths.some((each) => isSaid(each, system))) return [];
  const { file, start, owner } = around;
  const head = headFor(selected, around, true);
  if (head === undefined || !paths.every((each) => isFree(owner, each)) || !isOfKeys(inside)) return [];
  const indent = indentAt(start, text);
  const moved = bindings.map((binding) => writtenAs(binding, path, selected, { to: file, plain: true })(indent));
  // In front of what is remarked about the block.
  const comments = commentsAbove(start, text)?.start;
  const at = comments === undefined ? start : comments + indentAt(comments, text).length;
  const newText = moved.map((statement) => `${statement}\n${indent}`).join('');
  const added = [...head, { file, start: at, end: at, newText }];
  return together(l10n.t('Move to the base'), 'move', removed, added, around.alone);
}

interface BlockAround extends NamedPlace {
  /** The set that the block stands in. */
  readonly owner: AttrsExpr;
  readonly alone?: Alone;
}

/** The statement about specialisations that the selection stands in, or that names its file. */
function blockAround({ file, span, tree, sources, analysis, inside }: Selected): BlockAround | undefined {
  const { entry } = inside.system;
  const blockAt = (offset: number, in_: SyntaxTree): PlacedBinding | undefined =>
    bindingsAt(in_.root, offset).find(
      ({ binding }) => binding.kind === 'binding' && isNamed(binding, 'specialisation'),
    );
  const here = blockAt(span.start, tree);
  const named = entry && here === undefined ? ownFile(entry, { analysis, sources }) : undefined;
  const alone = named?.file === file ? named : undefined;
  const there = alone && sources.parse(alone.importedBy);
  const found = here ?? (alone && there && blockAt(alone.at.start, there));
  if (entry === undefined || found?.owner.kind !== 'attrs') return undefined;
  const of = alone?.importedBy ?? file;
  const block = { file: of, start: found.binding.start, owner: found.owner, module: moduleIn(of, entry) };
  return alone === undefined ? block : { ...block, alone: { file, importedBy: of } };
}

/** Whether the base says something at a path, another specialisation does, or this one twice. */
function isSaid(path: readonly string[], system: System): boolean {
  const { base } = system;
  const others = base?.specialised.filter((other) => other !== system) ?? [];
  const isDefined = (in_: System, most: number): boolean =>
    optionsBelow(in_, path).some(({ definitions }) => definitions.length > most);
  return base === undefined || isDefined(system, 1) || [base, ...others].some((other) => isDefined(other, 0));
}

interface Writing {
  /** The file that it stands in then. */
  readonly to: string;
  /** Without an override, which nothing is left to override. */
  readonly plain?: boolean;
}

/** A statement under its whole path. */
function writtenAs(
  binding: AttrBinding,
  path: readonly string[],
  selected: Selected,
  { to, plain = false }: Writing,
): Written {
  const { text, file } = selected;
  const call = propertyCall(binding.value);
  const value = plain && call?.kind === 'override' ? stripParens(call.content) : binding.value;
  const from = indentAt(binding.start, text);
  const paths = relativeEdits(value, file, to);
  const lines = remarks(binding, movingOf(selected));
  return (indent) =>
    `${lines.map((line) => `${line}\n${indent}`).join('')}${dotted([...path, ...namesOf(binding)])} = ${moved({ ...value, text, within: [value] }, from, indent, paths)};`;
}

function removals(selected: Selected): readonly FileEdit[] | undefined {
  const { bindings, file, text, set } = selected;
  if (!set.isCertain) return undefined;
  const lines = bindings.map((binding) => linesWithRemarks(binding, movingOf(selected)));
  return closingGaps(lines, text).map((span) => ({ file, ...span, newText: '' }));
}

const movingOf = ({ bindings, set, text }: Selected): Moving => ({ bindings, siblings: set.attrs.bindings, text });
