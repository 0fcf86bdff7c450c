// The names of an attribute as written: once for each binding that adds to it.

import type { FileEdit } from '../base/text-edit';
import type { Origin } from '../eval/values';
import type { AttrBinding, AttrName } from '../syntax/ast';
import { bindingsAt } from '../syntax/locate';
import type { SourceTexts } from '../syntax/source-texts';

export interface WrittenName {
  readonly file: string;
  readonly step: AttrName;
  readonly binding: AttrBinding;
}

/** All of them; undefined where one is not written as the step of a path, or it is not clear which step it is. */
export function writtenNames(origin: Origin, name: string, sources: SourceTexts): readonly WrittenName[] | undefined {
  if (origin.inherited) return undefined;
  const tree = sources.parse(origin.file);
  if (tree === undefined) return undefined;
  const found: WrittenName[] = [];
  for (const part of origin.parts ?? [origin.key]) {
    const binding = bindingsAt(tree.root, part.start).at(-1)?.binding;
    if (binding?.kind !== 'binding') return undefined;
    const steps = binding.path.filter((step) => step.kind === 'static' && step.name === name);
    const step = steps.find(({ start }) => start === origin.name?.start) ?? (steps.length === 1 ? steps[0] : undefined);
    if (step === undefined) return undefined;
    found.push({ file: origin.file, step, binding });
  }
  return found;
}

/** Writes the attribute under another name, everywhere it is written. */
export function renameAttribute(
  origins: readonly Origin[],
  name: string,
  newText: string,
  sources: SourceTexts,
): readonly FileEdit[] | undefined {
  return editNames(origins, name, sources, ({ file, step }) => ({ file, start: step.start, end: step.end, newText }));
}

/**
 * Puts a step in front of the attribute's own, everywhere it is written: `services.a`
 * becomes `configuration.services.a`.
 */
export function insertStep(
  origins: readonly Origin[],
  name: string,
  step: string,
  sources: SourceTexts,
): readonly FileEdit[] | undefined {
  return editNames(origins, name, sources, ({ file, step: { start } }) => ({
    file,
    start,
    end: start,
    newText: `${step}.`,
  }));
}

function editNames(
  origins: readonly Origin[],
  name: string,
  sources: SourceTexts,
  edit: (written: WrittenName) => FileEdit,
): readonly FileEdit[] | undefined {
  const edits = new Map<string, FileEdit>();
  for (const origin of origins) {
    const names = writtenNames(origin, name, sources);
    if (names === undefined) return undefined;
    for (const written of names) edits.set(`${written.file}:${written.step.start}`, edit(written));
  }
  return edits.size === 0 ? undefined : [...edits.values()];
}
