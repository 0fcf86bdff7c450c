// The few helpers that tests of rules are written with.
import { expect } from 'vitest';
import { applyEdits } from '../../server/src/base/text-edit';
import type { Finding, Fix, FixKind } from '../../server/src/rules/engine/finding';
import { RULES } from '../../server/src/rules/index';
import type { WorkspaceOptions } from '../../server/src/service/workspace';
import { differences } from './annotations';
import { type Files, parseFixture, printFixture } from './fixture';
import { testWorkspace } from './workspace';

const SEVERITIES = new Map(RULES.map(({ code, page }) => [code, page.severities]));

/** As it is shown to people who ask for all of it. */
type FindingWithFixes = Omit<Finding, 'fixes'> & { readonly fixes: readonly Fix[] };

export async function findingsIn(files: Files): Promise<readonly FindingWithFixes[]> {
  const workspace = await testWorkspace(files);
  // Fixes are made when asked for, from the texts of the snapshot.
  const findings = workspace.snapshot().findings.map((finding) => ({ ...finding, fixes: finding.fixes() }));
  workspace.dispose();
  // No louder and no softer than the rule's page says.
  for (const { code, severity } of findings) expect(SEVERITIES.get(code)).toContain(severity);
  return findings;
}

/** The findings are exactly those that the fixture's annotations name. */
export async function checkDiagnostics(fixture: string): Promise<void> {
  const files = parseFixture(fixture);
  expect(differences(files, await findingsIn(files))).toEqual([]);
}

/** Nothing is found, whatever the severity; with a code, nothing by that rule. */
export async function checkSilent(fixture: string, code?: string): Promise<void> {
  const files = parseFixture(fixture);
  const findings = (await findingsIn(files)).filter((finding) => code === undefined || finding.code === code);
  expect(findings.map(({ file, severity, message }) => `${file}: ${severity}: ${message}`)).toEqual([]);
}

/** Applying the fix of a kind turns `before` into `after`, and leaves nothing to find. */
export async function checkFix(kind: FixKind, before: string, after: string): Promise<void> {
  const files = parseFixture(before);
  const findings = await findingsIn(files);
  const fix = findings.flatMap((finding) => finding.fixes).find((candidate) => candidate.kind === kind);
  if (fix === undefined)
    throw new Error(
      `no fix of kind ${kind}; found ${JSON.stringify(findings.map(({ message, fixes }) => [message, fixes.map((f) => f.kind)]))}`,
    );
  const fixed = applyFix(files, fix);
  expect(printFixture(fixed)).toBe(printFixture(parseFixture(after)));
  expect((await findingsIn(fixed)).map(({ message }) => message)).toEqual([]);
}

/** All fixes that are offered. */
export const fixesIn = async (fixture: string): Promise<readonly Fix[]> =>
  (await findingsIn(parseFixture(fixture))).flatMap(({ fixes }) => fixes);

/** There are findings, but none offers a fix of this kind. */
export async function checkNoFix(kind: FixKind, fixture: string): Promise<void> {
  const findings = await findingsIn(parseFixture(fixture));
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.flatMap(({ fixes }) => fixes.map((fix) => fix.kind))).not.toContain(kind);
}

export function applyFix(files: Files, fix: Fix): Files {
  const fixed = new Map(files);
  for (const file of new Set(fix.edits.map((edit) => edit.file))) {
    fixed.set(
      file,
      applyEdits(
        files.get(file) ?? '',
        fix.edits.filter((edit) => edit.file === file),
      ),
    );
  }
  return fixed;
}

/** The systems of a fixture, each as kind, host and specialisations: `nixos laptop: travel, tty`. */
export async function systemsIn(fixture: string, more: Partial<WorkspaceOptions> = {}): Promise<readonly string[]> {
  const workspace = await testWorkspace(parseFixture(fixture), more);
  const { systems } = workspace.snapshot();
  workspace.dispose();
  return systems.map(({ kind, host, specialisations }) =>
    [`${kind} ${host ?? '-'}`, specialisations.map(({ name }) => name).join(', ')]
      .filter((part) => part !== '')
      .join(': '),
  );
}

/** The systems are these, and the findings exactly those that are annotated. */
export async function checkSystems(systems: readonly string[], fixture: string): Promise<void> {
  expect(await systemsIn(fixture)).toEqual(systems);
  await checkDiagnostics(fixture);
}
