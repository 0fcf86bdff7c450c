// Many fixes at once: which fix of a finding belongs to a kind, and which fixes can be applied together.

import type { FileEdit } from '../base/text-edit';
import type { FixAllKind } from '../protocol/fix-all';
import { l10n } from '../protocol/l10n';
import type { Finding, Fix } from '../rules/engine/finding';

export function fixAllTitle(kind: FixAllKind): string {
  switch (kind) {
    case 'mkForce':
      return l10n.t('Fix all in this file: the specialisations win (mkForce)');
    case 'mkDefault':
      return l10n.t('Fix all in this file: the base yields (mkDefault)');
    case 'baseOnly':
      return l10n.t("Fix all in this file: the base's values in the base only");
  }
}

/** The fix of a finding that a kind stands for. */
export function fixOfKind(finding: Pick<Finding, 'fixes'>, kind: FixAllKind): Fix | undefined {
  const fixes = finding.fixes();
  const ofKind = (wanted: Fix['kind']): Fix | undefined => fixes.find((fix) => fix.kind === wanted);
  const exact = ofKind(kind);
  if (exact !== undefined || kind === 'baseOnly') return exact;
  return kind === 'mkForce' || ofKind('mkForce') !== undefined ? ofKind('mkOverride') : undefined;
}

/** The edits that mend findings, each as this kind does it. */
export function fixesOfKind(findings: readonly Pick<Finding, 'fixes'>[], kind: FixAllKind): readonly FileEdit[] {
  return joinFixes(findings.map((finding) => fixOfKind(finding, kind)).filter((fix) => fix !== undefined));
}

/**
 * The edits of the fixes that can be made together, in the order given; a fix that gets in the way of an
 * earlier one is left out as a whole.
 */
export function joinFixes(fixes: readonly Fix[]): readonly FileEdit[] {
  const taken: FileEdit[] = [];
  for (const fix of fixes) {
    // The same place is often found from both sides, and one argument added to a function head serves many.
    const added = fix.edits.filter((edit) => !taken.some((other) => isSame(edit, other)));
    if (!added.some((edit) => taken.some((other) => collides(edit, other)))) taken.push(...added);
  }
  return taken;
}

function isSame(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end && a.newText === b.newText;
}

/** Two edits of one place: overlapping, or starting together, where their order would matter. */
function collides(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && (a.start === b.start || (a.start < b.end && b.start < a.end));
}
