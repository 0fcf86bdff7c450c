// The ways to mend a conflict between the base system and its specialisations: let the base yield, let the
// specialisation win, or keep the base's value to the base.

import type { Analysis } from '../../analysis/analysis';
import type { Conflict } from '../../analysis/conflicts';
import type { FileEdit } from '../../base/text-edit';
import { type Wrapper, wrapValue } from '../../edits/wrap';
import { DEFAULT_PRIORITY, type Definition, FORCE_PRIORITY, OPTION_DEFAULT_PRIORITY } from '../../modules/definition';
import { allEqual } from '../../modules/merge/scalars';
import { l10n } from '../../protocol/l10n';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Fix } from '../engine/finding';
import { isSamePlace, theBases } from '../engine/places';

/** Fixes for the conflicts of one option; none where it is not certain that a fix would end them. */
export function conflictFixes(
  conflicts: readonly Conflict[],
  analysis: Pick<Analysis, 'base'>,
  sources: SourceTexts,
): readonly Fix[] {
  const sides = conflicts.map(sidesOf);
  const [weak, strong] = [distinct(sides.flatMap((side) => side.weak)), distinct(sides.flatMap((side) => side.strong))];
  // Only a conflict between both sides ends when one side yields, and only when that side's own definitions agree.
  if (!conflicts.every((conflict) => endsByYielding(sidesOf(conflict), conflict.kind))) return [];
  // What is done to a text is done to both sides, where both are that text.
  if (strong.some((one) => weak.some((other) => isSamePlace(one, other)))) return [];
  const standsAlone = conflicts.every(isStandalone);
  const fixes = [
    forceFix(weak, strong, standsAlone, sources),
    defaultFix({ weak, strong, standsAlone }, conflicts, analysis, sources),
    // What a specialisation imports that inherits nothing is none of the base system's.
    conflicts.some(isStandalone) ? undefined : baseOnlyFix(weak, conflicts, analysis, sources),
  ];
  return fixes.filter((fix) => fix !== undefined);
}

type Override = Extract<Wrapper, { kind: 'override' }>;

/** Who may yield to whom. */
interface Sides {
  readonly weak: readonly Definition[];
  readonly strong: readonly Definition[];
}

/** The base system and the specialisation; in one that inherits nothing, what it imports and what it says itself. */
function sidesOf(conflict: Conflict): Sides {
  const isOwn = ({ module }: Definition): boolean =>
    isStandalone(conflict) ? module.isRoot : module.scope === 'specialisation';
  const { culprits } = conflict;
  return { weak: culprits.filter((culprit) => !isOwn(culprit)), strong: culprits.filter(isOwn) };
}

const isStandalone = ({ system }: Conflict): boolean => system.entry?.inheritParentConfig === false;

function endsByYielding({ weak, strong }: Sides, kind: Conflict['kind']): boolean {
  if (weak.length === 0 || strong.length === 0) return false;
  return strong.length === 1 || (kind === 'values' && allEqual(strong, 'values').kind === 'ok');
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

/** The specialisation wins: stronger than the strongest of the other side. */
function forceFix(
  weak: readonly Definition[],
  inSpecialisations: readonly Definition[],
  standsAlone: boolean,
  sources: SourceTexts,
): Fix | undefined {
  const strongest = Math.min(...weak.map((definition) => definition.priority));
  const forced = strongest > FORCE_PRIORITY;
  const wrapper: Override = forced
    ? { kind: 'override', fn: 'mkForce' }
    : { kind: 'override', fn: 'mkOverride', priority: strongest - 10 };
  const title = strongTitle(
    inSpecialisations.length === 1
      ? l10n.t("Wrap the specialisation's value in {0}", nameOf(wrapper))
      : l10n.t("Wrap the specialisations' values in {0}", nameOf(wrapper)),
    forced,
    standsAlone,
  );
  const edits = wrapAll(inSpecialisations, wrapper, sources);
  return edits && { title, kind: forced ? 'mkForce' : 'mkOverride', preferred: true, edits };
}

/** What comes of it, behind what is done. */
function strongTitle(wrap: string, forced: boolean, standsAlone: boolean): string {
  if (forced)
    return standsAlone
      ? l10n.t('{0} (it wins over what it imports)', wrap)
      : l10n.t('{0} (the specialisation wins)', wrap);
  return standsAlone
    ? l10n.t('{0} (what it imports is already forced)', wrap)
    : l10n.t('{0} (the base is already forced)', wrap);
}

const nameOf = (wrapper: Override): string =>
  wrapper.fn === 'mkOverride' ? `${wrapper.fn} ${wrapper.priority}` : wrapper.fn;

/** The base yields: weaker than the specialisations, stronger than any other definition that it must go on beating. */
function defaultFix(
  { weak, strong, standsAlone }: Sides & { readonly standsAlone: boolean },
  conflicts: readonly Conflict[],
  analysis: Pick<Analysis, 'base'>,
  sources: SourceTexts,
): Fix | undefined {
  const weakestChild = Math.max(...strong.map((definition) => definition.priority));
  const nextBelow = Math.min(
    OPTION_DEFAULT_PRIORITY,
    ...conflicts.flatMap(({ losers }) => losers.map((loser) => loser.priority)),
  );
  const priority =
    weakestChild < DEFAULT_PRIORITY && nextBelow > DEFAULT_PRIORITY
      ? DEFAULT_PRIORITY
      : Math.floor((weakestChild + nextBelow) / 2);
  if (priority <= weakestChild || priority >= nextBelow) return undefined;
  const wrapper: Override =
    priority === DEFAULT_PRIORITY
      ? { kind: 'override', fn: 'mkDefault' }
      : { kind: 'override', fn: 'mkOverride', priority };
  const title = standsAlone
    ? l10n.t('Wrap the imported value in {0} (whoever imports it may override it)', nameOf(wrapper))
    : l10n.t('Wrap {0} value in {1} (every specialisation may override it)', theBases(analysis), nameOf(wrapper));
  const edits = wrapAll(weak, wrapper, sources);
  return edits && { title, kind: 'mkDefault', preferred: false, edits };
}

/** The base keeps its value to itself: `mkIf (config.specialisation != { })` is false in every specialisation. */
function baseOnlyFix(
  inBase: readonly Definition[],
  conflicts: readonly Conflict[],
  analysis: Pick<Analysis, 'base'>,
  sources: SourceTexts,
): Fix | undefined {
  // Inside a specialisation's own option tree, as for a Home Manager user, `config` may be another system's.
  if (conflicts.some(({ system }) => system.entry === undefined)) return undefined;
  // So may that of the module in which a home stands.
  const isHome = conflicts.some(({ system }) => system.input.within !== undefined);
  if (isHome && inBase.some(({ module }) => module.isValue)) return undefined;
  const edits = wrapAll(inBase, { kind: 'base-only' }, sources);
  const title =
    analysis.base.input.kind === 'nixos'
      ? l10n.t("Use the base system's value in the base system only")
      : l10n.t("Use the base home configuration's value in the base home configuration only");
  return edits && { title, kind: 'baseOnly', preferred: false, edits };
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
