// The result of a check as plain data: what `--format json` prints. docs/cli.md describes it; a change that
// breaks readers needs a new version.
import type { SystemSummary } from '../analysis/reports/summary';
import type { Location } from '../base/span';
import type { Finding, FixKind, Severity } from '../rules/engine/finding';
import { worded } from '../rules/engine/wording';
import type { Snapshot } from '../service/api';
import type { NoteCode } from '../service/notes';
import type { Positions, Range } from '../service/positions';
import { relativePath, type Target } from './target';

/** Paths are relative to the folder that was checked; lines and characters count from 0, characters in UTF-16 units. */
export interface Report {
  readonly version: 1;
  readonly systems: readonly SystemReport[];
  readonly diagnostics: readonly DiagnosticReport[];
  readonly notes: readonly NoteReport[];
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
  /** Only where another diagnostic is of the same problem, and counts. */
  readonly otherSide?: true;
  readonly message: string;
  readonly root: string;
  readonly specialisation: string | null;
  readonly option: string | null;
  readonly related: readonly (PlaceJson & { readonly message: string })[];
  readonly fixes: readonly {
    readonly title: string;
    readonly kind: FixKind;
    readonly edits: readonly (PlaceJson & { readonly newText: string })[];
  }[];
}

/** @param hasFixes whether to ask for the fixes, which takes another analysis. */
export function reportOf(
  { systems, findings, notes }: Snapshot,
  target: Target,
  positions: Positions,
  hasFixes: boolean,
): Report {
  const place = (location: Location): PlaceJson => ({
    file: relativePath(location.file, target),
    range: positions.range(location),
  });
  return {
    version: 1,
    systems: systems.map((system) => systemReport(system, target, place)).sort(bySystem),
    diagnostics: findings.map((finding) => diagnosticReport(finding, target, place, hasFixes)).sort(byPlace),
    notes: notes.map(({ code, message, file }) => ({
      code,
      message,
      file: file === undefined ? null : relativePath(file, target),
    })),
  };
}

function systemReport(
  { kind, host, entry, specialisations }: SystemSummary,
  target: Target,
  place: (location: Location) => PlaceJson,
): SystemReport {
  return {
    kind,
    host,
    root: relativePath(entry, target),
    specialisations: specialisations.flatMap(({ name, inheritParentConfig, sites: [site] }) =>
      site === undefined ? [] : [{ name, inheritParentConfig, ...place(site.location) }],
    ),
  };
}

function diagnosticReport(
  finding: Finding,
  target: Target,
  place: (location: Location) => PlaceJson,
  hasFixes: boolean,
): DiagnosticReport {
  const { code, severity, root, specialisation, option, related, fixes, isOtherSide } = finding;
  return {
    code,
    severity,
    ...(isOtherSide === true ? { otherSide: true } : {}),
    ...place(finding),
    message: worded(finding, (named) => place(named).range.start.line + 1),
    root: relativePath(root, target),
    specialisation,
    option,
    related: related.map((other) => ({ ...place(other), message: other.message })),
    fixes: (hasFixes ? fixes() : []).map(({ title, kind, edits }) => ({
      title,
      kind,
      edits: edits.map((edit) => ({ ...place(edit), newText: edit.newText })),
    })),
  };
}

function bySystem(a: SystemReport, b: SystemReport): number {
  return compare(a.root, b.root) || compare(a.host ?? '', b.host ?? '') || compare(b.kind, a.kind);
}

function byPlace(a: DiagnosticReport, b: DiagnosticReport): number {
  const { start: from } = a.range;
  const { start: to } = b.range;
  return compare(a.file, b.file) || from.line - to.line || from.character - to.character || compare(a.code, b.code);
}

/** By code units, so that the order is the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
