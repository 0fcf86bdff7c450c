// Moving what stands directly in `specialisation.<name>` into its `configuration`.

import type { FileEdit } from '../../base/text-edit';
import { insertStep, writtenNames } from '../../edits/names';
import { force } from '../../eval/thunk';
import type { Origin } from '../../eval/values';
import type { Unmatched } from '../../modules/option-walk';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import { stripParens } from '../../syntax/ast';
import type { SourceTexts } from '../../syntax/source-texts';

/** Edits for every definition of the specialisation; undefined where one of them cannot be edited. */
export function intoConfiguration(
  entry: SpecialisationEntry,
  strays: readonly Unmatched[],
  sources: SourceTexts,
): readonly FileEdit[] | undefined {
  const names = new Set(strays.flatMap(({ path }) => path.slice(0, 1)));
  const whole = entry.merged.definitions.flatMap((definition) => {
    const value = force(definition.slot);
    const { origin } = definition.entry;
    const allStray =
      value.kind === 'attrs' && value.entries.size > 0 && [...value.entries.keys()].every((name) => names.has(name));
    const edit = allStray && origin !== undefined ? underName(origin, entry.name, sources) : undefined;
    return edit === undefined || value.kind !== 'attrs'
      ? []
      : [{ edit, slots: new Set([...value.entries.values()].map(({ slot }) => slot)) }];
  });
  const edits = whole.map(({ edit }) => edit);
  for (const { path, raws } of strays) {
    const left = raws.filter((raw) => !whole.some(({ slots }) => slots.has(raw.entry.slot)));
    if (left.length === 0) continue;
    const origins = left.map((raw) => raw.entry.origin).filter((origin) => origin !== undefined);
    const made =
      origins.length === left.length && mayJoin(entry, origins)
        ? insertStep(origins, path[0] ?? '', 'configuration', sources)
        : undefined;
    if (made === undefined) return undefined;
    edits.push(...made);
  }
  return edits;
}

/** `x = { … }` becomes `x.configuration = { … }`, where the set as a whole is what the name is bound to. */
function underName(origin: Origin, name: string, sources: SourceTexts): FileEdit | undefined {
  const written = writtenNames(origin, name, sources);
  const [only] = written ?? [];
  if (written?.length !== 1 || only === undefined) return undefined;
  const { binding, step, file } = only;
  if (binding.path.at(-1) !== step || stripParens(binding.value) !== stripParens(origin.value)) return undefined;
  return { file, start: step.end, end: step.end, newText: '.configuration' };
}

/**
 * Whether paths of `configuration` may stand beside the `configuration` of the same set: only a
 * literal set takes more of them.
 */
function mayJoin({ evaluation }: SpecialisationEntry, origins: readonly Origin[]): boolean {
  const files = new Set(origins.map(({ file }) => file));
  return (evaluation.level([]).names.get('configuration') ?? []).every(
    ({ entry: { origin } }) =>
      origin === undefined || !files.has(origin.file) || origin.value.kind === 'attrs' || origin.parts !== undefined,
  );
}
