// The lenses above a specialisation: switch to it, rebuild into it, or see everything that can be done with it. They
// say what is known of it, and offer only what can be done on this machine.

import type { Span } from '../base/span';
import { l10n } from '../protocol/l10n';
import { type MachineState, UNKNOWN_MACHINE } from '../protocol/machine';
import { MORE_COMMAND, RUN_COMMAND, SHOW_TABLE_COMMAND, type SpecialisationTarget } from '../protocol/requests';
import type { RunAction, RunSpec } from '../protocol/run';
import { visible } from '../protocol/visible';
import { systemsCounted } from './system-names';
import { distinctTargets, type Systems, targetSites } from './targets';
import { belongs } from './this-machine';

export interface Lens {
  readonly span: Span;
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly (RunSpec | SpecialisationTarget)[];
}

/** A target with how many conflicts it has. */
interface Known extends SpecialisationTarget {
  readonly conflicts: number;
}

/** Specialisations of one place that get lenses of their own; the others are behind "More…". */
const MOST_SUBJECTS = 3;
/** As much as a title shows of names. */
const LONGEST_LABEL = 32;
const LONGEST_TITLE = 100;
/** What a rebuild would stop at. */
const COUNTED = ['certain', 'likely'] as const;

/** The line of an offset: lenses of one stand together, where only their titles tell them apart. */
export type LineOf = (offset: number) => number;

/** The lenses of a file, in order of place. */
export function codeLenses(
  systems: Systems,
  file: string,
  lineOf: LineOf,
  machine: MachineState = UNKNOWN_MACHINE,
): readonly Lens[] {
  return placesIn(systems, file, lineOf).flatMap(({ span, targets }) => lensesAt(span, targets, systems, machine));
}

/**
 * Those of a file that lies on no disk, of which nothing can be built: what is known of it, and a way to hear why not.
 */
export function unbuiltLenses(systems: Systems, file: string, lineOf: LineOf): readonly Lens[] {
  return placesIn(systems, file, lineOf).flatMap(({ span, targets }): readonly Lens[] => [
    { span, title: l10n.t('Table of overrides'), command: SHOW_TABLE_COMMAND, arguments: [] },
    {
      span,
      title: l10n.t('Not built or switched to here…'),
      command: RUN_COMMAND,
      arguments: targets.slice(0, 1).map((target): RunSpec => ({ ...bare(target), action: 'rebuild' })),
    },
  ]);
}

interface LensPlace {
  readonly span: Span;
  readonly targets: readonly Known[];
}

/** Where specialisations are written in a file, line by line. */
function placesIn(systems: Systems, file: string, lineOf: LineOf): readonly LensPlace[] {
  const places = new Map<number, { readonly span: Span; readonly targets: Known[] }>();
  for (const { target, site, conflicts } of targetSites(systems, file)) {
    if (site.location.file !== file) continue;
    const { start, end } = site.location;
    const line = lineOf(start);
    const place = places.get(line) ?? { span: { start, end }, targets: [] };
    place.targets.push({ ...target, conflicts: COUNTED.reduce((sum, proof) => sum + conflicts[proof], 0) });
    places.set(line, place);
  }
  return [...places.values()].sort((a, b) => a.span.start - b.span.start);
}

/** One specialisation of NixOS or of Home Manager, on all hosts that have it. */
interface Subject {
  readonly name: string;
  readonly system: SpecialisationTarget['system'];
  readonly targets: readonly Known[];
}

function lensesAt(span: Span, all: readonly Known[], systems: Systems, machine: MachineState): readonly Lens[] {
  const subjects = subjectsOf(all);
  const shown = subjects
    .slice(0, MOST_SUBJECTS)
    .map((subject) => ({ subject, ...chosenOf(subject, systems, machine) }));
  const label = labels(subjects);
  const lenses = shown.flatMap(({ subject, targets, where }) =>
    actionsFor(subject, targets, where, label, machine).map(({ title, action }) => ({
      span,
      title,
      command: RUN_COMMAND,
      arguments: targets.map((target): RunSpec => ({ ...bare(target), action })),
    })),
  );
  const more = distinctTargets(subjects.flatMap((subject, i) => shown[i]?.targets ?? subject.targets).map(bare));
  const everywhere = distinctTargets(all.map(bare));
  const count = new Set(everywhere.map(hostOf)).size;
  const title = `${systemsCounted(
    count,
    everywhere.map(({ system }) => system),
  )}…`;
  return [
    ...lenses,
    { span, title: l10n.t('More…'), command: MORE_COMMAND, arguments: more },
    ...(count > 1 ? [{ span, title, command: MORE_COMMAND, arguments: everywhere }] : []),
  ];
}

function subjectsOf(targets: readonly Known[]): readonly Subject[] {
  const found = new Map<string, { name: string; system: Subject['system']; targets: Known[] }>();
  for (const target of targets) {
    const key = `${target.system}\n${target.specialisation}`;
    const subject = found.get(key) ?? { name: target.specialisation, system: target.system, targets: [] };
    // Two users of Home Manager on one host are one target; the conflicts of either count.
    const same = subject.targets.findIndex(({ host, root }) => host === target.host && root.path === target.root.path);
    const other = subject.targets[same];
    if (other === undefined) subject.targets.push(target);
    else subject.targets[same] = { ...other, conflicts: Math.max(other.conflicts, target.conflicts) };
    found.set(key, subject);
  }
  return [...found.values()];
}

/** What the lenses of a specialisation are about: the host that was chosen last, this machine, or whichever it is. */
function chosenOf(
  { targets }: Subject,
  systems: Systems,
  machine: MachineState,
): { readonly targets: readonly Known[]; readonly where: 'here' | 'elsewhere' | 'asks' } {
  const placed = targets.map((target) => ({ target, where: belongs(target, systems, machine) }));
  const isChosen = ({ target: { host, root } }: (typeof placed)[number]): boolean =>
    host !== null && machine.chosen[root.path] === host;
  const one = placed.find(isChosen) ?? placed.find(({ where }) => where === 'here');
  if (one !== undefined && one.where !== 'asks') return { targets: [one.target], where: one.where };
  if (placed.some(({ where }) => where === 'asks')) return { targets, where: 'asks' };
  const [first] = targets;
  return { targets: first === undefined ? [] : [first], where: 'elsewhere' };
}

/** What can be run, and how it is called. Nothing that would run here is called after another machine. */
function actionsFor(
  subject: Subject,
  targets: readonly Known[],
  where: 'here' | 'elsewhere' | 'asks',
  label: ReturnType<typeof labels>,
  { built, reachable }: MachineState,
): readonly { readonly title: string; readonly action: RunAction }[] {
  const { name, system } = subject;
  const conflicts = Math.max(0, ...targets.map((target) => target.conflicts));
  const failing = conflicts === 0 ? [] : [conflicts === 1 ? l10n.t('1 conflict') : l10n.t('{0} conflicts', conflicts)];
  if (where === 'elsewhere') {
    const host = targets[0]?.host ?? null;
    const shown = host === null ? l10n.t('Build') : l10n.t('Build for {0}', visible(host, LONGEST_LABEL));
    const canDeploy = host !== null && reachable.includes(host) && system === 'nixos';
    return [
      { title: titled(shown, failing), action: 'build' },
      ...(canDeploy
        ? [
            {
              title: titled(l10n.t('Rebuild and switch on {0}', visible(host, LONGEST_LABEL)), failing),
              action: 'rebuild' as const,
            },
          ]
        : []),
    ];
  }
  const state = where === 'asks' ? null : built[system];
  const shown = where === 'asks' ? undefined : targets[0];
  return [
    {
      title: titled(
        `${l10n.t('Switch to this specialisation')}${label(subject, shown)}`,
        state === null ? [] : known(name, state),
      ),
      action: 'switch',
    },
    { title: titled(`${l10n.t('Rebuild and switch')}${label(subject)}`, failing), action: 'rebuild' },
  ];
}

/** What is known of what is built. */
function known(
  name: string,
  { active, names, reboot }: NonNullable<MachineState['built']['nixos']>,
): readonly string[] {
  if (active === name) return [l10n.t('active')];
  if (!names.includes(name)) return [l10n.t('not built')];
  const parts = reboot[name] ?? [];
  const [first, ...more] = parts;
  if (first === undefined) return [];
  const shown = `${visible(first, LONGEST_LABEL)}${more.length === 0 ? '' : ` +${more.length}`}`;
  return [l10n.t('needs reboot ({0})', shown)];
}

const titled = (title: string, notes: readonly string[]): string =>
  visible([title, ...notes].join(' · '), LONGEST_TITLE);

/** What tells the lenses of one place apart, as ` (laptop)`; nothing where there is but one. */
function labels(subjects: readonly Subject[]): (subject: Subject, shown?: SpecialisationTarget) => string {
  const byName = new Set(subjects.map(({ name }) => name)).size > 1;
  const bySystem = new Set(subjects.map(({ system }) => system)).size > 1;
  return ({ name, system, targets }, shown) => {
    const parts = [
      ...(byName ? [name] : []),
      ...(shown !== undefined && targets.length > 1 ? [hostOf(shown)] : []),
      ...(bySystem && system === 'home-manager' ? ['Home Manager'] : []),
    ];
    return parts.length === 0 ? '' : ` (${visible(parts.join(', '), LONGEST_LABEL)})`;
  };
}

/** The host as a title names it; classic configurations have none, so their file does. */
function hostOf({ host, root }: SpecialisationTarget): string {
  return host ?? root.path.slice(root.path.lastIndexOf('/') + 1);
}

const bare = ({ system, host, specialisation, root }: SpecialisationTarget): SpecialisationTarget => ({
  system,
  host,
  specialisation,
  root,
});
