// Options whose definitions merged in another way in older releases: what a flake has locked
// before, the tables do not describe.
import type { OptionFact } from './catalogue';

interface Change {
  readonly system: 'nixos' | 'home-manager';
  readonly path: OptionFact['path'];
  /** Seconds since 1970: from then on every release has the type of the table. */
  readonly since: number;
}

const seconds = (date: string): number => Date.parse(date) / 1000;

const CHANGES: readonly Change[] = [
  // Was types.attrs.
  { system: 'home-manager', path: ['home', 'sessionVariables'], since: seconds('2023-07-01') },
  // Had a type that merges.
  { system: 'nixos', path: ['boot', 'kernelPackages'], since: seconds('2023-06-01') },
];

/** Of when the tables are: whatever was locked before the first may be older, and after the second newer. */
const TABLES: Readonly<Record<Change['system'], { readonly from: number; readonly to: number }>> = {
  // The manual of December 2024, and the old names of 25.05.
  nixos: { from: seconds('2024-12-01'), to: seconds('2025-06-01') },
  'home-manager': { from: seconds('2026-11-01'), to: seconds('2026-12-01') },
};

/**
 * Whether what is used is certainly newer than the table: what was a set of options may be an
 * option. @param locked as below.
 */
export function isNewerThanTable(system: Change['system'], locked: number | undefined): boolean {
  return locked !== undefined && locked > TABLES[system].to;
}

/** Whether what is used is older than the table, so that an option may have had a type of another kind. */
export function isOlderThanTable(system: Change['system'], locked: number | undefined): boolean {
  return locked !== undefined && locked < TABLES[system].from;
}

/**
 * Whether an option, or what lies in it, had another type at a time. @param locked seconds since 1970;
 * undefined where it is not known.
 */
export function hadOtherType(system: Change['system'], path: readonly string[], locked: number | undefined): boolean {
  if (locked === undefined) return false;
  return CHANGES.some(
    (change) => change.system === system && locked < change.since && change.path.every((name, i) => path[i] === name),
  );
}

/** Sets of options in the tables that are options themselves in newer releases. */
const OPTIONS_SINCE: readonly Change[] = [
  { system: 'nixos', path: ['networking', 'wireless', 'userControlled'], since: seconds('2025-12-01') },
];

/** Whether what is a set of options in the tables may well be an option in what is used. @param locked as above. */
export function isOptionSince(system: Change['system'], path: readonly string[], locked: number | undefined): boolean {
  return OPTIONS_SINCE.some(
    (change) =>
      change.system === system &&
      (locked === undefined || locked > change.since) &&
      change.path.length === path.length &&
      change.path.every((name, i) => path[i] === name),
  );
}
