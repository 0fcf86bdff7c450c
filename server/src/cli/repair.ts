// Applying fixes until nothing changes, in memory.
import type { SystemSummary } from '../analysis/reports/summary';
import { groupBy } from '../base/group-by';
import { applyEdits } from '../base/text-edit';
import { type FixAllKind, fixOfKind, joinFixes } from '../features/fix-all';
import type { Finding, Fix } from '../rules/engine/finding';
import type { WorkspaceApi } from '../service/api';
import { UserError } from './command';
import type { Change } from './file-to-write';
import { SameFiles } from './same-files';
import { relativePath, shownPart, type Target } from './target';

/**
 * Fixes that get in each other's way need one round each; more than this many only happen when fixes undo each other.
 */
const MOST_ROUNDS = 10;

export interface Repaired {
  /** Those that were looked at. */
  readonly systems: readonly SystemSummary[];
  /** The files that changed, sorted by path; each once, whatever it is called. */
  readonly changes: readonly Change[];
  readonly before: readonly Finding[];
  /** What is found in the new texts. */
  readonly after: readonly Finding[];
}

/**
 * Applies the fixes of a kind, round after round. A file that several names lead to gets
 * what is found under each of them.
 */
export function repair(workspace: WorkspaceApi, target: Target, kind: FixAllKind): Repaired {
  const changes = new Map<string, Change>();
  const sameFiles = new SameFiles();
  let systems: readonly SystemSummary[] = [];
  const findings = (): readonly Finding[] => {
    const shown = shownPart(workspace.snapshot(), target);
    systems = shown.systems;
    for (const { files } of systems) for (const file of files) sameFiles.add(file);
    return shown.findings;
  };
  const before = findings();
  let after = before;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const fixes = after.map((finding) => fixOfKind(finding, kind)).filter((fix) => fix !== undefined);
    const edits = joinFixes(fixes.map((fix) => underOneName(fix, sameFiles)));
    if (edits.length === 0) break;
    for (const [file, inFile] of groupBy(edits, (edit) => edit.file)) {
      const names = sameFiles.namesOf(file);
      const [old = '', ...others] = new Set(names.map((name) => workspace.texts.read(name)));
      if (others.length > 0)
        throw new UserError(`${relativePath(file, target)}: was changed meanwhile; nothing was written`);
      const text = applyEdits(old, inFile);
      changes.set(file, { path: file, before: changes.get(file)?.before ?? old, after: text });
      for (const name of names) workspace.open(name, text);
    }
    after = findings();
  }
  return { systems, changes: [...changes.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), before, after };
}

function underOneName(fix: Fix, sameFiles: SameFiles): Fix {
  return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, file: sameFiles.add(edit.file) })) };
}
