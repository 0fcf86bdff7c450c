// Applying fixes until nothing changes, in memory.
import type { SystemSummary } from '../analysis/reports/summary';
import { groupBy } from '../base/group-by';
import { applyEdits } from '../base/text-edit';
import { fixOfKind, joinFixes } from '../features/fix-all';
import type { FixAllKind } from '../protocol/fix-all';
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
  /** How many fixes were tried and taken back, as what they are for was found again. */
  readonly inVain: number;
}

/**
 * Applies the fixes of a kind, round after round. A file that several names lead to gets what is found under each of
 * them. A fix that does not help is not made: as it may have stood in the way of others, all begins anew without it.
 */
export function repair(
  workspace: Pick<WorkspaceApi, 'snapshot' | 'open' | 'texts'>,
  target: Target,
  kind: FixAllKind,
): Repaired {
  const sameFiles = new SameFiles();
  let systems: readonly SystemSummary[] = [];
  const findings = (): readonly Finding[] => {
    const shown = shownPart(workspace.snapshot(), target);
    systems = shown.systems;
    for (const { files } of systems) for (const file of files) sameFiles.add(file);
    return shown.findings;
  };
  const originals = new Map<string, string>();
  const write = (file: string, text: string): void => {
    for (const name of sameFiles.namesOf(file)) workspace.open(name, text);
  };
  const change: ChangeFile = (file, edits) => {
    const [old = '', ...others] = new Set(sameFiles.namesOf(file).map((name) => workspace.texts.read(name)));
    if (others.length > 0)
      throw new UserError(`${relativePath(file, target)}: was changed meanwhile; nothing was written`);
    if (!originals.has(file)) originals.set(file, old);
    const text = applyEdits(old, edits);
    write(file, text);
    return text;
  };
  const before = findings();
  const hopeless = new Set<string>();
  for (;;) {
    const { texts, tried } = inRounds({ kind, hopeless, findings, sameFiles, change });
    const after = findings();
    const left = new Set(after.map(identity));
    const worse = newErrors(before, after);
    const guilty = [...tried].filter(([, { option }]) => worse.some((error) => error.option === option));
    const failed = (
      worse.length === 0 ? [...tried].filter(([key]) => left.has(key)) : guilty.length > 0 ? guilty : [...tried]
    ).map(([key]) => key);
    if (failed.length === 0 || texts.size === 0) {
      const changes = [...texts].map(([path, text]) => ({ path, before: originals.get(path) ?? '', after: text }));
      return { systems, changes: changes.sort(byPath), before, after, inVain: hopeless.size };
    }
    for (const one of failed) hopeless.add(one);
    for (const file of texts.keys()) write(file, originals.get(file) ?? '');
  }
}

const byPath = (a: Change, b: Change): number => (a.path < b.path ? -1 : 1);

/** Errors that were none before. */
const newErrors = (before: readonly Finding[], after: readonly Finding[]): readonly Finding[] =>
  after.filter((error) => error.severity === 'error' && !before.some((old) => isOf(old, error)));

/** Whether an error may be one of several that a finding spoke of. */
const isOf = (old: Finding, { code, option, host, specialisation }: Finding): boolean =>
  old.severity === 'error' &&
  old.code === code &&
  old.option === option &&
  old.host === host &&
  (old.specialisation === null || old.specialisation === specialisation);

/** The same finding in texts that have changed. */
const identity = ({ file, code, option, specialisation, host }: Finding): string =>
  JSON.stringify([file, code, option, specialisation, host]);

/** Edits a file, under all its names; gives the new text. */
type ChangeFile = (file: string, edits: Parameters<typeof applyEdits>[1]) => string;

interface Rounds {
  readonly kind: FixAllKind;
  /** Findings whose fixes do not help. */
  readonly hopeless: ReadonlySet<string>;
  readonly sameFiles: SameFiles;
  findings(): readonly Finding[];
  readonly change: ChangeFile;
}

/** What has become of the files, and the findings whose fixes were made. */
function inRounds({ kind, hopeless, findings, sameFiles, change }: Rounds): {
  readonly texts: ReadonlyMap<string, string>;
  readonly tried: ReadonlyMap<string, Finding>;
} {
  const texts = new Map<string, string>();
  const tried = new Map<string, Finding>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = findings().flatMap((finding) => {
      const fix = hopeless.has(identity(finding)) ? undefined : fixOfKind(finding, kind);
      return fix === undefined ? [] : [{ finding, fix }];
    });
    const edits = joinFixes(chosen.map(({ fix }) => underOneName(fix, sameFiles)));
    if (edits.length === 0) break;
    for (const { finding } of chosen) tried.set(identity(finding), finding);
    for (const [file, inFile] of groupBy(edits, (edit) => edit.file)) texts.set(file, change(file, inFile));
  }
  return { texts, tried };
}

function underOneName(fix: Fix, sameFiles: SameFiles): Fix {
  return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, file: sameFiles.add(edit.file) })) };
}
