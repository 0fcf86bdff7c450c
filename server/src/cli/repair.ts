// Applying fixes until nothing changes, in memory.
import { applyEdits } from '../base/text-edit';
import { type FixAllKind, fixOfKind, joinFixes } from '../features/fix-all';
import type { Finding } from '../rules/finding';
import type { WorkspaceApi } from '../service/api';
import { shownPart, type Target } from './target';

/** Fixes that get in each other's way need one round each; more than this many only happen when fixes undo each other. */
const MOST_ROUNDS = 10;

export interface Repaired {
  /** New texts of the files that changed. */
  readonly texts: ReadonlyMap<string, string>;
  readonly before: readonly Finding[];
  /** What is found in the new texts. */
  readonly after: readonly Finding[];
  /** How many fixes were tried and taken back, as what they are for was found again. */
  readonly inVain: number;
}

/**
 * Applies the fixes of a kind, round after round. A fix that does not help is not made: as it may have stood in the way of others, all begins anew
 * without it. `read` gives the texts as they are on disk.
 */
export function repair(
  workspace: Pick<WorkspaceApi, 'snapshot' | 'open'>,
  target: Target,
  kind: FixAllKind,
  read: (path: string) => string | undefined,
): Repaired {
  const findings = (): readonly Finding[] => shownPart(workspace.snapshot(), target).findings;
  const before = findings();
  const hopeless = new Set<string>();
  for (;;) {
    const { texts, tried } = inRounds(kind, hopeless, findings, (file, edits, known) => {
      const text = applyEdits(known ?? read(file) ?? '', edits);
      workspace.open(file, text);
      return text;
    });
    const after = findings();
    const left = new Set(after.map(identity));
    const isWorse = texts.size > 0 && errorsIn(after) > errorsIn(before);
    const failed = [...tried].filter((one) => isWorse || left.has(one));
    if (failed.length === 0 || texts.size === 0) return { texts, before, after, inVain: hopeless.size };
    for (const one of failed) hopeless.add(one);
    for (const file of texts.keys()) workspace.open(file, read(file) ?? '');
  }
}

const errorsIn = (findings: readonly Finding[]): number => findings.filter(({ severity }) => severity === 'error').length;

/** The same finding in texts that have changed. */
const identity = ({ file, code, option, specialisation, host }: Finding): string =>
  JSON.stringify([file, code, option, specialisation, host]);

type Edits = Parameters<typeof applyEdits>[1];

/** What has become of the files, and the findings whose fixes were made. */
function inRounds(
  kind: FixAllKind,
  hopeless: ReadonlySet<string>,
  findings: () => readonly Finding[],
  change: (file: string, edits: Edits, known: string | undefined) => string,
): { readonly texts: ReadonlyMap<string, string>; readonly tried: ReadonlySet<string> } {
  const texts = new Map<string, string>();
  const tried = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = findings().flatMap((finding) => {
      const fix = hopeless.has(identity(finding)) ? undefined : fixOfKind(finding, kind);
      return fix === undefined ? [] : [{ finding, fix }];
    });
    const edits = joinFixes(chosen.map(({ fix }) => fix));
    if (edits.length === 0) break;
    for (const { finding } of chosen) tried.add(identity(finding));
    for (const file of new Set(edits.map((edit) => edit.file))) {
      const inFile = edits.filter((edit) => edit.file === file);
      texts.set(file, change(file, inFile, texts.get(file)));
    }
  }
  return { texts, tried };
}
