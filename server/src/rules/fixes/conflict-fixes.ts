// The ways to mend a conflict between the base system and its specialisations: let the base yield, let the
// specialisation win, or keep the base's value to the base.

import type { Conflict } from '../../analysis/conflicts';
import type { FileEdit } from '../../base/text-edit';
import { type Wrapper, wrapValue } from '../../edits/wrap';
import { DEFAULT_PRIORITY, type Definition, FORCE_PRIORITY, OPTION_DEFAULT_PRIORITY } from '../../modules/definition';
import { allEqual } from '../../modules/merge/scalars';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Fix } from '../engine/finding';

/** Fixes for the conflicts of one option; none where it is not certain that a fix would end them. */
export function conflictFixes(conflicts: readonly Conflict[], sources: SourceTexts): readonly Fix[] {
  const parents = distinct(conflicts.flatMap((conflict) => conflict.culprits.filter(isParent)));
  const children = distinct(conflicts.flatMap((conflict) => conflict.culprits.filter((culprit) => !isParent(culprit))));
  // Only a conflict between both sides ends when one side yields, and only when that side's own definitions agree.
  if (conflicts.some(({ culprits, kind }) => !endsByYielding(culprits, kind))) return [];
  const fixes = [
    forceFix(parents, children, sources),
    defaultFix(parents, children, conflicts, sources),
    baseOnlyFix(parents, conflicts, sources),
  ];
  return fixes.filter((fix) => fix !== undefined);
}

const isParent = (definition: Definition): boolean => definition.module.scope === 'parent';

function endsByYielding(culprits: readonly Definition[], kind: Conflict['kind']): boolean {
  const parents = culprits.filter(isParent);
  const children = culprits.filter((culprit) => !isParent(culprit));
  if (parents.length === 0 || children.length === 0) return false;
  return children.length === 1 || (kind === 'values' && allEqual(children, 'values').kind === 'ok');
}

function distinct(definitions: readonly Definition[]): readonly Definition[] {
  const seen = new Map(
    definitions.map((definition) => [
      `${definition.entry.origin?.file}:${definition.entry.origin?.value.start}`,
      definition,
    ]),
  );
  return [...seen.values()];
}

/** The specialisation wins: stronger than the strongest of the base. */
function forceFix(
  parents: readonly Definition[],
  children: readonly Definition[],
  sources: SourceTexts,
): Fix | undefined {
  const strongest = Math.min(...parents.map((definition) => definition.priority));
  const forced = strongest > FORCE_PRIORITY;
  const wrapper: Wrapper = forced
    ? { kind: 'override', fn: 'mkForce' }
    : { kind: 'override', fn: 'mkOverride', priority: strongest - 10 };
  const where = children.length === 1 ? "the specialisation's value" : "the specialisations' values";
  const title = forced
    ? `Wrap ${where} in mkForce (the specialisation wins)`
    : `Wrap ${where} in mkOverride ${strongest - 10} (the base is already forced)`;
  const edits = wrapAll(children, wrapper, sources);
  return edits && { title, kind: forced ? 'mkForce' : 'mkOverride', preferred: true, edits };
}

/** The base yields: weaker than the specialisations, stronger than any other definition that it must go on beating. */
function defaultFix(
  parents: readonly Definition[],
  children: readonly Definition[],
  conflicts: readonly Conflict[],
  sources: SourceTexts,
): Fix | undefined {
  const weakestChild = Math.max(...children.map((definition) => definition.priority));
  const nextBelow = Math.min(
    OPTION_DEFAULT_PRIORITY,
    ...conflicts.flatMap(({ losers }) => losers.map((loser) => loser.priority)),
  );
  const priority =
    weakestChild < DEFAULT_PRIORITY && nextBelow > DEFAULT_PRIORITY
      ? DEFAULT_PRIORITY
      : Math.floor((weakestChild + nextBelow) / 2);
  if (priority <= weakestChild || priority >= nextBelow) return undefined;
  const wrapper: Wrapper =
    priority === DEFAULT_PRIORITY
      ? { kind: 'override', fn: 'mkDefault' }
      : { kind: 'override', fn: 'mkOverride', priority };
  const name = priority === DEFAULT_PRIORITY ? 'mkDefault' : `mkOverride ${priority}`;
  const title = `Wrap the base system's value in ${name} (every specialisation may override it)`;
  const edits = wrapAll(parents, wrapper, sources);
  return edits && { title, kind: 'mkDefault', preferred: false, edits };
}

/** The base keeps its value to itself: `mkIf (config.specialisation != { })` is false in every specialisation. */
function baseOnlyFix(
  parents: readonly Definition[],
  conflicts: readonly Conflict[],
  sources: SourceTexts,
): Fix | undefined {
  // Inside a specialisation's own option tree, as for a Home Manager user, `config` may be another system's.
  if (conflicts.some(({ system }) => system.entry === undefined)) return undefined;
  const edits = wrapAll(parents, { kind: 'base-only' }, sources);
  return (
    edits && { title: "Use the base system's value in the base system only", kind: 'baseOnly', preferred: false, edits }
  );
}

/** The same wrapper around each definition; none when one of them cannot be edited, as half a fix ends no conflict. */
function wrapAll(
  definitions: readonly Definition[],
  wrapper: Wrapper,
  sources: SourceTexts,
): readonly FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  for (const definition of definitions) {
    const made = wrapValue(definition, wrapper, sources);
    if (made === undefined) return undefined;
    for (const edit of made) if (!edits.some((other) => sameEdit(other, edit))) edits.push(edit);
  }
  return edits.length === 0 ? undefined : edits;
}

const sameEdit = (a: FileEdit, b: FileEdit): boolean =>
  a.file === b.file && a.start === b.start && a.end === b.end && a.newText === b.newText;
