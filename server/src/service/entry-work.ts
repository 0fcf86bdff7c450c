// The analysis of one entry point, in pieces short enough to let the editor in between.

import type { Analysis } from '../analysis/analysis';
import type { SystemSummary } from '../analysis/reports/summary';
import { summarise } from '../analysis/reports/summary';
import { l10n } from '../protocol/l10n';
import type { Finding } from '../rules/engine/finding';
import type { Checked } from '../rules/engine/unanimous';
import type { EvaluationScope } from './evaluation-scope';
import { type Note, notesAbout } from './notes';

/** What is found out about an entry point. */
export interface EntryResult {
  readonly systems: readonly SystemSummary[];
  /** The findings are as the rules made them: asking for their fixes makes them, in the scope of the work. */
  readonly checked: readonly Checked[];
  /** Every file that takes part. */
  readonly files: ReadonlySet<string>;
  readonly notes: readonly Note[];
  /** Making it took all the time there was: making it again, for its fixes, would too. */
  readonly isOutOfTime: boolean;
}

/** What the work on an entry point leaves: the analyses can be asked more. */
export interface Worked {
  readonly result: EntryResult;
  readonly analyses: readonly Analysis[];
}

export interface EntryParts {
  /** The systems of the entry point; none when they take too much. */
  analyse(): readonly Analysis[];
  /** What there is to check, one piece after the other. */
  checks(analysis: Analysis): readonly (() => readonly Finding[])[];
  /** What NixOS itself says of the system, beside what the rules have found; nothing where it was not asked. */
  whole(analysis: Analysis, found: readonly Finding[]): readonly Finding[];
  /** Runs work within its budget; without results when that is not enough. */
  attempt<T>(work: () => readonly T[]): readonly T[];
  /** The same for what is said at the end, which has something left for it always. */
  summarised<T>(work: () => readonly T[]): readonly T[];
  /** Whether the time for the entry point is up. */
  isOver(): boolean;
  /** Taken on the way. */
  readonly notes: Note[];
}

/** Between two pieces the evaluation may rest as long as the files it asked for stay the same. */
export function* entryWork(
  { analyse, checks, whole, attempt, summarised, isOver, notes }: EntryParts,
  scope: EvaluationScope,
): Generator<undefined, Worked> {
  const analyses = scope.run(analyse);
  yield;
  const systems: SystemSummary[] = [];
  const checked: Checked[] = [];
  const files = new Set<string>();
  for (const analysis of analyses) {
    for (const system of scope.run(() => attempt(() => analysis.systems))) {
      // What is found is kept by the analysis, for the rules.
      scope.run(() => attempt(() => analysis.conflictsIn(system)));
      yield;
    }
    const findings: Finding[] = [];
    for (const check of checks(analysis)) {
      if (isOver()) break;
      findings.push(...scope.run(() => attempt(check)));
      yield;
    }
    findings.push(...scope.run(() => attempt(() => whole(analysis, findings))));
    const summary = scope.run(() => summarised(() => [summarise(analysis)]));
    systems.push(...summary);
    const own = new Set(summary.flatMap((system) => system.files));
    checked.push({ kind: analysis.entryPoint.kind, files: own, findings });
    for (const file of own) files.add(file);
    yield;
  }
  for (const [file, { tree }] of scope.answers.trees) {
    const root = tree?.root;
    if (root?.kind === 'error' && root.isTooLong === true)
      notesAbout(file, notes)('too-long', l10n.t('not read: the text is too long'));
  }
  return { result: { systems, checked, files, notes, isOutOfTime: isOver() }, analyses };
}
