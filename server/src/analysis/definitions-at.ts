// The definitions that stand at a place of a file, and the option that a name there belongs to.
import { memoOf } from '../base/memo';
import { type Span, touches } from '../base/span';
import { force } from '../eval/thunk';
import type { Entry, Origin } from '../eval/values';
import type { Definition } from '../modules/definition';
import type { Evaluation } from '../modules/evaluation';
import type { Merged } from '../modules/merge/outcome';
import type { DefinedOption } from '../modules/option-walk';
import { mergeElements, readProperty } from '../modules/property';
import type { SpecialisationEntry } from '../modules/specialisation-entries';
import type { System } from '../modules/system';
import type { AttrBinding, SyntaxTree } from '../syntax/ast';
import { bindingsAt } from '../syntax/locate';
import { isComputed } from './checks/may-fail';

/** A definition that a system has from a place. */
export interface DefinitionAt {
  readonly system: System;
  /** From the root of the system. */
  readonly path: readonly string[];
  readonly definition: Definition;
  /** The option, or the key of one, that it defines. */
  readonly merged: Merged;
}

/**
 * One system's definitions that touch a stretch of a file: those of options inside of options too, and of its homes.
 */
export function definitionsTouching(system: System, file: string, span: Span): readonly DefinitionAt[] {
  const isHere = (origin: Origin | undefined): boolean => {
    if (origin === undefined || origin.file !== file) return false;
    // Asked of every definition of a system, with every hover: no list is made for the usual one.
    const { parts, key, value } = origin;
    if (parts !== undefined) return parts.some((part) => overlap(part, span));
    return key.start <= span.end && span.start <= Math.max(key.end, value.end);
  };
  const inside = (evaluation: Evaluation, of: System): readonly DefinitionAt[] =>
    optionsFrom(evaluation, file)
      .filter(({ raws }) => raws.some(({ entry }) => isHere(entry.origin)))
      .flatMap((option) => definedIn(option.merged(), of));
  const definedIn = (merged: Merged, of: System): readonly DefinitionAt[] => {
    const here = merged.definitions.filter(({ entry }) => isHere(entry.origin));
    if (here.length === 0) return [];
    const { outcome, path } = merged;
    return [
      ...here.map((definition) => ({ system: of, path, definition, merged })),
      ...(outcome.kind === 'keys' ? [...outcome.keys.values()].flatMap((inner) => definedIn(inner, of)) : []),
      ...(outcome.kind === 'submodule' ? inside(outcome.evaluation, homeOf(outcome.evaluation, of)) : []),
    ];
  };
  return inside(system.evaluation, system);
}

/** The options that a file may define something of: whoever points at one of its places points at others as well. */
function optionsFrom(evaluation: Evaluation, file: string): readonly DefinedOption[] {
  const known = knownByFile(evaluation);
  const found = known.get(file) ?? evaluation.defined((raws) => !raws.some(({ entry }) => mayLeadTo(entry, file)));
  known.set(file, found);
  return found;
}

const knownByFile = memoOf((_: Evaluation) => new Map<string, readonly DefinedOption[]>());

/**
 * Whether a definition, or one inside it, may stand in a file: what is written out stands where it is written. One look
 * instead of going through every option of a system.
 */
function mayLeadTo({ slot, origin }: Entry, file: string): boolean {
  if (origin === undefined || origin.parts !== undefined || origin.file === file) return true;
  if (!isComputed(origin.value)) return false;
  const value = force(slot);
  const property = readProperty(value);
  if (property === undefined) return value.kind === 'attrs' || value.kind === 'choice';
  return property.kind === 'merge'
    ? mergeElements(property.contents).elements.some((element) => mayLeadTo(element, file))
    : mayLeadTo(property.content, file);
}

/** The home that an evaluation inside a system is; else the system itself. */
const homeOf = (evaluation: Evaluation, system: System): System =>
  system.homeSystems.find((home) => home.evaluation === evaluation) ?? system;

/** A stretch that holds all of a file. */
export const WHOLE_FILE: Span = { start: 0, end: Number.POSITIVE_INFINITY };

/** From the name to the end of the value, for each binding that adds to it. */
export const partsOf = ({ parts, key, value }: Origin): readonly Span[] =>
  parts ?? [{ start: key.start, end: Math.max(key.end, value.end) }];

const overlap = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;

/**
 * Of each system the definition of the narrowest part around an offset: the deepest path, where options lie in options.
 */
export function innermost(definitions: readonly DefinitionAt[], offset: number): readonly DefinitionAt[] {
  const around = definitions.flatMap((at) => {
    const parts = at.definition.entry.origin === undefined ? [] : partsOf(at.definition.entry.origin);
    const part = parts.find((each) => touches(each, offset));
    return part === undefined ? [] : [{ at, length: part.end - part.start }];
  });
  const narrowest = Math.min(...around.map(({ length }) => length));
  const deepest = new Map<System, DefinitionAt>();
  for (const { at, length } of around) {
    const { input } = at.system;
    const whole = input.within ?? at.system;
    const known = deepest.get(whole);
    if (length === narrowest && (known === undefined || depthOf(at) > depthOf(known))) deepest.set(whole, at);
  }
  return [...deepest.values()];
}

const depthOf = (at: DefinitionAt): number => pathFromTop(at).length;

/** A step of a binding's path that an offset is on. */
export interface StepAt {
  readonly binding: AttrBinding;
  readonly index: number;
}

/** Undefined where the offset is on no name of a binding. */
export function stepAt(tree: SyntaxTree, offset: number): StepAt | undefined {
  const placed = bindingsAt(tree.root, offset).at(-1);
  if (placed?.binding.kind !== 'binding' || placed.owner.kind !== 'attrs') return undefined;
  const index = placed.binding.path.findIndex(({ start, end }) => start <= offset && offset <= end);
  return index < 0 ? undefined : { binding: placed.binding, index };
}

/**
 * The option path, or the beginning of one, that a written step stands for: a definition inside the binding says where
 * its path ends, and the tree how many steps were written since. Undefined where no definition does.
 */
export function optionOfStep(
  { binding, index }: StepAt,
  definitions: readonly DefinitionAt[],
  tree: SyntaxTree,
): readonly string[] | undefined {
  const deepestFirst = [...definitions].sort((a, b) => depthOf(b) - depthOf(a));
  for (const at of deepestFirst) {
    const start = at.definition.entry.origin?.key.start;
    if (start === undefined || start < binding.start || start >= binding.end) continue;
    const full = pathFromTop(at);
    const after = stepsBehind(binding, index, start, tree);
    const option = after === undefined || after >= full.length ? undefined : full.slice(0, full.length - after);
    // A function may have made steps that are written nowhere.
    if (option !== undefined && mayBeCalled(binding, index, option.at(-1))) return option;
  }
  return undefined;
}

function mayBeCalled({ path }: AttrBinding, index: number, name: string | undefined): boolean {
  const step = path[index];
  return step?.kind !== 'static' || step.name === name;
}

/** Whether a definition has no name of its own, as an element of mkMerge that is computed. */
export const isNameless = ({ key, value }: Origin): boolean => key.start <= value.start && value.end <= key.end;

/** How many steps are written between one step of a binding and the end of the name of a binding inside it. */
function stepsBehind(binding: AttrBinding, index: number, start: number, tree: SyntaxTree): number | undefined {
  let steps = binding.path.length - 1 - index;
  for (const inner of bindingsAt(tree.root, start)) {
    if (inner.binding.start <= binding.start || inner.owner.kind !== 'attrs') continue;
    if (inner.binding.kind !== 'binding') return undefined;
    steps += inner.binding.path.length;
  }
  return steps;
}

/**
 * A definition's path from the root of the whole configuration: through the specialisation, or the home, it belongs to.
 */
export function pathFromTop({ system, path, definition }: DefinitionAt): readonly string[] {
  const { input, entry } = system;
  const inside = (of: SpecialisationEntry | undefined): readonly string[] =>
    of === undefined || definition.module.scope !== 'specialisation'
      ? []
      : ['specialisation', of.name, 'configuration'];
  return [...(entry === undefined ? inside(input.within?.entry) : []), ...input.prefix, ...inside(entry), ...path];
}
