// How generations read in a menu, and the runs for one of them. Pure.
import { l10n } from '../../../server/src/protocol/l10n';
import type { RunAction, RunSpec } from '../../../server/src/protocol/run';
import { commandLines } from '../../../server/src/run/command-line';
import type { Generation, MachineFacts } from '../../../server/src/run/machine/facts';
import { quoted } from '../../../server/src/run/names';
import type { Refusal, RunPlan } from '../../../server/src/run/plan/draft';
import { runTitle } from '../../../server/src/run/plan/title';
import type { Where } from '../../../server/src/run/status/where-am-i';

export interface GenerationItem {
  readonly label: string;
  readonly icon: string;
  readonly description: string;
  readonly detail: string;
}

/** A generation: its number, when it was made, what of it runs; its label and specialisations. */
export function generationItem(generation: Generation, where: Where | undefined): GenerationItem {
  const { number, profile, date, label, specialisations, isCurrent } = generation;
  const runs = (what: Where['active'] | undefined): boolean => profile === 'system' && what?.generation === number;
  const isActive = runs(where?.active);
  const said = [
    ...(date === undefined ? [] : [dateText(date)]),
    ...(isCurrent ? [l10n.t('current')] : []),
    ...(isActive ? [l10n.t('running') + partText(where?.active)] : []),
    ...(runs(where?.booted) ? [l10n.t('booted') + partText(where?.booted)] : []),
  ];
  const names = [...specialisations.keys()];
  return {
    label: profile === 'system' ? l10n.t('Generation {0}', number) : l10n.t('Generation {0} of {1}', number, profile),
    icon: isActive ? 'check' : 'blank',
    description: said.join(' · '),
    detail: [label ?? l10n.t('no label'), names.length === 0 ? l10n.t('no specialisations') : names.join(', ')].join(
      ' · ',
    ),
  };
}

const partText = (what: Where['active'] | undefined): string =>
  what === undefined || what.name === null ? '' : ` (${what.name})`;

/** `2026-01-01 12:00`, in the time of this machine. */
function dateText(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

export interface GenerationRow {
  readonly label: string;
  readonly icon: string;
  readonly detail: string;
  readonly spec: RunSpec;
}

/**
 * What a generation is for, the base and each specialisation: activating it, previewing that, booting it by default.
 */
export const GENERATION_ACTIONS: readonly RunAction[] = ['switch', 'preview', 'make-default'];

const ICONS: ReadonlyMap<RunAction, string> = new Map([
  ['switch', 'arrow-swap'],
  ['preview', 'eye'],
  ['make-default', 'star-empty'],
]);

/** A built system that can be compared with another. */
export interface Comparable {
  readonly label: string;
  readonly description: string;
  /** Its real path. */
  readonly path: string;
}

/** The base (null) of a generation, or one of its specialisations. */
export interface GenerationPart extends Comparable {
  readonly name: string | null;
}

export function partsOf(generation: Generation): readonly GenerationPart[] {
  const { path, number, profile, specialisations } = generation;
  const title = (name: string | null): string => {
    const of = name === null ? l10n.t('The base system') : quoted(name);
    return profile === 'system'
      ? l10n.t('{0} of generation {1}', of, number)
      : l10n.t('{0} of generation {1} of {2}', of, number, profile);
  };
  const part = (name: string | null, at: string): GenerationPart => ({
    name,
    label: title(name),
    description: generation.date === undefined ? '' : dateText(generation.date),
    path: at,
  });
  return [part(null, path), ...[...specialisations].map(([name, at]) => part(name, at))];
}

/**
 * What a part of a generation can be compared with: what runs, the same part of other generations, and the other parts
 * of its own. What is the same system is left out.
 */
export function comparables(
  of: GenerationPart,
  generation: Generation,
  { generations, runningSystem }: Pick<MachineFacts, 'generations' | 'runningSystem'>,
): readonly Comparable[] {
  const running =
    runningSystem === undefined ? [] : [{ label: l10n.t('What runs now'), description: '', path: runningSystem }];
  const isOther = (other: Generation): boolean => other.link !== generation.link;
  const others = generations.filter(isOther).flatMap((other) => partsOf(other).filter(({ name }) => name === of.name));
  const beside = partsOf(generation).filter(({ name }) => name !== of.name);
  return [...running, ...others, ...beside].filter(({ path }) => path !== of.path);
}

/** A reason that several rows share stands at the first of them. */
export function generationRows(
  { specialisations }: Generation,
  plan: (action: RunAction, name: string | null) => RunPlan | Refusal,
  spec: (action: RunAction, name: string | null) => RunSpec,
): readonly GenerationRow[] {
  const said = new Set<string>();
  const unlessSaid = (reason: string): string => {
    const isNew = !said.has(reason);
    said.add(reason);
    return isNew ? reason : '';
  };
  return GENERATION_ACTIONS.flatMap((action) =>
    [null, ...specialisations.keys()].map((name): GenerationRow => {
      const planned = plan(action, name);
      const runs = planned.kind === 'plan';
      return {
        label: runTitle(spec(action, name)),
        icon: runs ? (ICONS.get(action) ?? 'blank') : 'circle-slash',
        detail: runs ? commandLines(planned.steps.map(({ argv }) => argv)).join(' ') : unlessSaid(planned.reason),
        spec: spec(action, name),
      };
    }),
  );
}
