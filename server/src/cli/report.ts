// The result of a check as plain data: what `--format json` prints. docs/cli.md describes it; a change that
// breaks readers needs a new version.
import type { SystemSummary } from '../analysis/reports/summary';
import type { Location } from '../base/span';
import type { Finding, FixKind, Severity } from '../rules/engine/finding';
import { worded } from '../rules/engine/wording';
import type { Snapshot } from '../service/api';
import type { NoteCode } from '../service/notes';
import type { Positions, Range } from '../service/positions';
import type { Names } from './names';

/**
 * Paths are relative to the folder that was checked, or to the current one (formats/format.ts); lines and characters
 * count from 0, characters in UTF-16 units.
 */
export interface Report {
  readonly version: 1;
  readonly systems: readonly SystemReport[];
  readonly diagnostics: readonly DiagnosticReport[];
  readonly notes: readonly NoteReport[];
  /** How many problems of a baseline are left out. */
  readonly known?: number;
}

/** What could not be found out: what is said above may then lack something. */
export interface NoteReport {
  readonly code: NoteCode;
  readonly message: string;
  readonly file: string | null;
}

export interface PlaceJson {
  readonly file: string;
  readonly range: Range;
}

interface SystemReport {
  readonly kind: SystemSummary['kind'];
  readonly host: string | null;
  readonly root: string;
  readonly specialisations: readonly (PlaceJson & {
    readonly name: string;
    readonly inheritParentConfig: boolean | null;
  })[];
}

export interface DiagnosticReport extends PlaceJson {
  readonly code: string;
  readonly severity: Severity;
  /** The same in the next check, though lines have moved (fingerprint.ts). */
  readonly fingerprint: string;
  /** Only where another diagnostic is of the same problem, and counts. */
  readonly otherSide?: true;
  readonly message: string;
  readonly root: string;
  /** The first of the hosts that have it. */
  readonly host: string | null;
  readonly specialisation: string | null;
  readonly option: string | null;
  readonly related: readonly (PlaceJson & { readonly message: string })[];
  readonly fixes: readonly {
    readonly title: string;
    readonly kind: FixKind;
    readonly preferred: boolean;
    readonly edits: readonly (PlaceJson & { readonly newText: string })[];
  }[];
}

export type Unmarked = Omit<DiagnosticReport, 'fingerprint'>;

/** A report whose problems have no fingerprints yet. */
export type Draft = Omit<Report, 'diagnostics'> & { readonly diagnostics: readonly Unmarked[] };

/** @param hasFixes whether to ask for the fixes, which takes another analysis. */
export function draftOf(
  { systems, findings, notes }: Snapshot,
  { shown }: Names,
  positions: Positions,
  hasFixes: boolean,
): Draft {
  const place = (location: Location): PlaceJson => ({ file: shown(location.file), range: positions.range(location) });
  return {
    version: 1,
    systems: systems.map((system) => systemReport(system, shown, place)),
    diagnostics: findings.map((finding) => diagnosticReport(finding, shown, place, hasFixes)),
    notes: notes.map(({ code, message, file }) => ({ code, message, file: file === undefined ? null : shown(file) })),
  };
}

/** Several reports as one, in order; what two of them say is said once. */
export function together(drafts: readonly Draft[]): Draft {
  const all = <T>(part: (draft: Draft) => readonly T[]): T[] =>
    drafts.length === 1 ? [...drafts.flatMap(part)] : distinct(drafts.flatMap(part));
  return {
    version: 1,
    systems: all(({ systems }) => systems).sort(bySystem),
    diagnostics: all(({ diagnostics }) => diagnostics).sort(byPlace),
    notes: all(({ notes }) => notes),
  };
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

type Shown = Names['shown'];

function systemReport(
  { kind, host, entry, specialisations }: SystemSummary,
  shown: Shown,
  place: (location: Location) => PlaceJson,
): SystemReport {
  return {
    kind,
    host,
    root: shown(entry),
    specialisations: specialisations.flatMap(({ name, inheritParentConfig, sites: [site] }) =>
      site === undefined ? [] : [{ name, inheritParentConfig, ...place(site.location) }],
    ),
  };
}

function diagnosticReport(
  finding: Finding,
  shown: Shown,
  place: (location: Location) => PlaceJson,
  hasFixes: boolean,
): Unmarked {
  const { code, severity, root, host, specialisation, option, related, fixes, isOtherSide } = finding;
  return {
    code,
    severity,
    ...(isOtherSide === true ? { otherSide: true } : {}),
    ...place(finding),
    message: worded(finding, (named) => place(named).range.start.line + 1),
    root: shown(root),
    host,
    specialisation,
    option,
    related: related.map((other) => ({ ...place(other), message: other.message })),
    fixes: (hasFixes ? fixes() : []).map(({ title, kind, preferred, edits }) => ({
      title,
      kind,
      preferred,
      edits: edits.map((edit) => ({ ...place(edit), newText: edit.newText })),
    })),
  };
}

function bySystem(a: SystemReport, b: SystemReport): number {
  return compare(a.root, b.root) || compare(a.host ?? '', b.host ?? '') || compare(b.kind, a.kind);
}

function byPlace(a: Unmarked, b: Unmarked): number {
  const { start: from } = a.range;
  const { start: to } = b.range;
  return compare(a.file, b.file) || from.line - to.line || from.character - to.character || compare(a.code, b.code);
}

/** By code units, so that the order is the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
