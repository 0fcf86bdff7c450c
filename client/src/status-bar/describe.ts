// How the item of the status bar reads: what runs, and what there is to know of it. Pure.
import { l10n } from '../../../server/src/protocol/l10n';
import { visible } from '../../../server/src/protocol/visible';
import { bootWord } from '../../../server/src/run/machine/boot-parts';
import type { MachineFacts } from '../../../server/src/run/machine/facts';
import type { Revision } from '../../../server/src/run/machine/revision';
import { quoted } from '../../../server/src/run/names';
import { describeSystem } from '../../../server/src/run/status/report';
import type { Verdict } from '../../../server/src/run/status/verdict';
import type { Where } from '../../../server/src/run/status/where-am-i';

export interface Shown {
  /** Without icons. */
  readonly text: string;
  /** What stands behind it, each with a word for who cannot see it. */
  readonly marks: readonly ('reboot' | 'drift')[];
  readonly tooltip: readonly string[];
  readonly spoken: string;
}

export interface Seen {
  readonly where: Where;
  /** How the configuration differs from what runs, in sentences. */
  readonly drift: readonly string[];
  /** What else there is to know of the two. */
  readonly notes?: readonly string[];
}

/** As much of a name as the status bar takes. */
const LONGEST = 40;

/** Undefined where no NixOS runs: then nothing is shown. */
export function shownStatus({ where, drift, notes = [] }: Seen): Shown | undefined {
  const { active, booted, rebootNeeded } = where;
  if (active.kind === 'none') return undefined;
  const text = shortName(where);
  const parts = rebootNeeded.map(bootWord).join(', ');
  const reboot = rebootNeeded.length === 0 ? [] : [l10n.t('A reboot would change: {0}.', parts)];
  const isSame = JSON.stringify(active) === JSON.stringify(booted);
  const started = booted.kind === 'none' || isSame ? [] : [l10n.t('Booted: {0}.', describeSystem(booted))];
  const lines = [l10n.t('Active: {0}.', describeSystem(active)), ...started, ...reboot, ...drift, ...notes];
  return {
    text,
    marks: [...(reboot.length === 0 ? [] : ['reboot' as const]), ...(drift.length === 0 ? [] : ['drift' as const])],
    tooltip: lines,
    spoken: `NixOS. ${lines.join(' ')}`,
  };
}

function shortName({ active: { kind, name, names } }: Where): string {
  if (kind === 'base') return l10n.t('base');
  if (name === null) return l10n.t('unregistered system');
  const text = names.length > 1 ? `${name} +${names.length - 1}` : name;
  return visible(text, LONGEST);
}

export interface DriftFacts {
  readonly where: Where;
  readonly generations: MachineFacts['generations'];
  /** What the running system was built from. */
  readonly built: Revision | undefined;
  /** The commit that this machine's configuration, which is open, is at. */
  readonly head: string | undefined;
  /** The specialisations that it has; undefined where it is not open. */
  readonly declared: readonly string[] | undefined;
  /** What Nix itself has found of its parts. */
  readonly checked: readonly CheckedPart[];
}

/** A part of the configuration (null: the base) as Nix has evaluated it, against what runs. */
export interface CheckedPart {
  readonly name: string | null;
  readonly verdict: Verdict;
}

/** As many names as a sentence takes. */
const NAMED = 4;
/** As much of a commit as people read. */
const SHORT = 8;

/** How the newest generation and the configuration differ from what runs, as far as it is known. */
export function driftOf({ where, generations, built, head, declared, checked }: DriftFacts): readonly string[] {
  const { active, available } = where;
  const current = generations.find(({ isCurrent }) => isCurrent);
  const isNewer = current !== undefined && active.generation !== null && current.number > active.generation;
  const isOlder = current !== undefined && active.generation !== null && current.number < active.generation;
  const missing = declared?.filter((name) => !available.includes(name)) ?? [];
  const gone = declared === undefined ? [] : available.filter((name) => !declared.includes(name));
  return [
    ...(isNewer ? [l10n.t('Generation {0} is newer than the one that runs.', current.number)] : []),
    ...(isOlder ? [l10n.t('Generation {0} is the current one, older than the one that runs.', current.number)] : []),
    ...checked.flatMap(({ name, verdict }) => verdicts(partWords(name), verdict)),
    // Whose base is the same is the same as a whole, whichever commit it is of.
    ...(built !== undefined && head !== undefined && !isSame(checked) ? revisions(built, head) : []),
    ...(missing.length === 0 ? [] : [l10n.t('In the configuration but not built: {0}.', listed(missing))]),
    ...(gone.length === 0 ? [] : [l10n.t('Built, but not found in the configuration: {0}.', listed(gone))]),
  ];
}

/** What was checked and is as it runs: nothing to be marked. */
export function sameNotes(checked: readonly CheckedPart[]): readonly string[] {
  const same = checked.filter(({ verdict }) => verdict === 'same').map(({ name }) => partWords(name));
  return same.length === 0 ? [] : [l10n.t('As Nix has evaluated it, this is what runs: {0}.', same.join(', '))];
}

const isSame = (checked: readonly CheckedPart[]): boolean =>
  checked.some(({ name, verdict }) => name === null && verdict === 'same');

const partWords = (name: string | null): string => (name === null ? l10n.t('the base system') : quoted(name));

function verdicts(part: string, verdict: Verdict): readonly string[] {
  if (verdict === 'differs') return [l10n.t('As Nix has evaluated it, {0} differs from what runs.', part)];
  return verdict === 'fails' ? [l10n.t('Nix cannot evaluate {0} as it is now.', part)] : [];
}

function revisions({ revision, isDirty }: Revision, head: string): readonly string[] {
  if (revision === head)
    return isDirty
      ? [l10n.t('It was built from {0} with changes that were not committed.', revision.slice(0, SHORT))]
      : [];
  return [
    l10n.t('It was built from {0}; the configuration is at {1}.', revision.slice(0, SHORT), head.slice(0, SHORT)),
  ];
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return [...names.slice(0, NAMED).map(quoted), ...(more > 0 ? [l10n.t('{0} more', more)] : [])].join(', ');
}
