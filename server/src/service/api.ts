// What lsp/ and cli/ see of the core.
import type { DefinitionFates } from '../analysis/reports/definition-fates';
import type { SystemSummary } from '../analysis/reports/summary';
import type { TextEdit } from '../base/text-edit';
import type { Finding } from '../rules/engine/finding';
import type { RuleSettings } from '../rules/engine/settings';
import type { SourceTexts } from '../syntax/source-texts';
import type { Note } from './notes';
import type { About, Answering, Ask } from './question';
import type { ResultsState } from './results-state';
import type { WholeResult } from './whole-results';

/** The answer to everything at one moment; valid until the next change. */
export interface Snapshot {
  readonly systems: readonly SystemSummary[];
  /** All findings, sorted by file, then start. */
  readonly findings: readonly Finding[];
  /** What could not be found out. */
  readonly notes: readonly Note[];
}

/** The answer as far as it is known: of the systems that are up to date. */
export interface PartialSnapshot extends Snapshot {
  /** Whether it is the whole answer. */
  readonly isComplete: boolean;
  /** Data files that should have come with the program. */
  readonly missing: readonly string[];
  /**
   * What to show meanwhile: the findings, and of systems that are not up to date the last ones, where they stand now.
   */
  readonly shown: readonly Finding[];
  /** Whether all systems that a file takes part in are up to date, as far as they are known. */
  isSettled(file: string): boolean;
  /** Whether a system has read a file. */
  isRead(file: string): boolean;
}

/** The state behind the server and the command line. Not concurrent: calls are synchronous. */
export interface WorkspaceApi {
  /** A buffer was opened, or replaced as a whole. */
  open(path: string, text: string): void;
  /** A buffer was edited: `edits` in the order they were made, each against the text left by the one before. */
  edit(path: string, text: string, edits: readonly TextEdit[]): void;
  /** The buffer was closed: the text on disk counts again. */
  close(path: string): void;
  /** Files appeared, vanished or changed on disk. */
  changed(paths: readonly string[]): void;
  /** What the user wants differently; until then every rule has its default. */
  configure(settings: { readonly rules: RuleSettings }): void;
  /** A system was checked as a whole: what NixOS itself says of it is among the findings from then on. */
  takeWhole(result: WholeResult): void;
  /** The same of what is kept of a system, by `keyOf` (service/whole-results.ts). */
  whole(key: string): WholeResult | undefined;
  /** What is known of options became another: all is to be found out again. */
  startAnew(): void;
  /**
   * Works on what is out of date until all is done or `until` (as of performance.now) has passed; systems that
   * `focus` takes part in come first.
   * Returns whether all is done.
   */
  advance(until: number, focus?: string): boolean;
  /** What `partial` is made of. */
  readonly results: ResultsState;
  /** What is up to date now. */
  readonly partial: PartialSnapshot;
  /** Everything, after finishing what is out of date. */
  snapshot(): Snapshot;
  /** The texts and trees of files, as open or on disk. */
  readonly texts: SourceTexts;
  /** The edit that silences a finding of the snapshot by a comment; undefined where none can stand. */
  suppression(finding: Finding): TextEdit | undefined;
  /**
   * Asks each of the analyses that a question is about; what one says is plain data. The same analyses answer the next
   * question, as long as their files say the same.
   */
  ask<T>(about: About, question: Ask<T>): Answering<T>;
  /**
   * What becomes of the definitions in a file. Asked with every key: what was said before is told again where it stands
   * now, as long as nothing else has to be evaluated.
   */
  fates(file: string): Answering<DefinitionFates>;
  /** Keeps what is up to date for the next session, where there is a place to keep it. */
  keep(): void;
  dispose(): void;
}

/** The answer to a question, however long it takes. */
export const answerOf = <T>(question: Answering<T>): readonly T[] => question.advance(Number.POSITIVE_INFINITY) ?? [];
