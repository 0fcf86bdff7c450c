// Applying fixes until nothing changes, in memory.
import { applyEdits } from '../base/text-edit';
import { type FixAllKind, fixOfKind, joinFixes } from '../features/fix-all';
import type { Finding } from '../rules/engine/finding';
import type { WorkspaceApi } from '../service/api';
import { shownPart, type Target } from './target';

/**
 * Fixes that get in each other's way need one round each; more than this many only happen when fixes undo each other.
 */
const MOST_ROUNDS = 10;

export interface Repaired {
  /** New texts of the files that changed. */
  readonly texts: ReadonlyMap<string, string>;
  readonly before: readonly Finding[];
  /** What is found in the new texts. */
  readonly after: readonly Finding[];
}

/** Applies the fixes of a kind, round after round. `read` gives the texts as they are on disk. */
export function repair(
  workspace: WorkspaceApi,
  target: Target,
  kind: FixAllKind,
  read: (path: string) => string | undefined,
): Repaired {
  const texts = new Map<string, string>();
  const findings = (): readonly Finding[] => shownPart(workspace.snapshot(), target).findings;
  const before = findings();
  let after = before;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = joinFixes(after.map((finding) => fixOfKind(finding, kind)).filter((fix) => fix !== undefined));
    if (edits.length === 0) break;
    for (const file of new Set(edits.map((edit) => edit.file))) {
      const inFile = edits.filter((edit) => edit.file === file);
      const text = applyEdits(texts.get(file) ?? read(file) ?? '', inFile);
      texts.set(file, text);
      workspace.open(file, text);
    }
    after = findings();
  }
  return { texts, before, after };
}
