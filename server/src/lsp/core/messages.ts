// What the two threads of the server tell each other. Plain data: it is copied from one to the other.

import type { DefinitionFates } from '../../analysis/reports/definition-fates';
import type { OptionDifference, SystemName } from '../../analysis/reports/differences';
import type { Matrix } from '../../analysis/reports/matrix';
import type { ImportReport } from '../../analysis/reports/module-imports';
import type { PlaceReport } from '../../analysis/reports/place-report';
import type { SystemSummary } from '../../analysis/reports/summary';
import type { ToolAnswer } from '../../assistants/tool';
import type { Location } from '../../base/span';
import type { TextEdit } from '../../base/text-edit';
import type { NewSpecialisation } from '../../edits/new-specialisation';
import type { Completions } from '../../features/completion/item';
import type { Fold } from '../../features/folding';
import type { Refactor } from '../../features/refactors/refactor';
import type { FileNews, Wanted } from '../../host/handed-files';
import type { FlakeOutputs } from '../../project/flake-outputs';
import type { AssistantParams } from '../../protocol/assistant';
import type { PlacesParams, ProblemPlace } from '../../protocol/nix-report';
import type { Chosen } from '../../release/locate';
import type { Release, ReleaseSource } from '../../release/read-release';
import type { Finding, Fix } from '../../rules/engine/finding';
import type { Checked } from '../../rules/engine/unanimous';
import type { SetAside } from '../../service/attempt';
import type { EntryResult } from '../../service/entry-work';
import type { Note } from '../../service/notes';
import type { UsedRelease } from '../../service/releases';
import type { RenameRequest, Renaming } from '../../service/renaming';
import type { WholeSubject } from '../../service/whole-check';
import type { WholeResult } from '../../service/whole-results';
import type { Schedule } from './schedule';

/** A finding without its fixes, which are asked for. */
export type PlainFinding = Omit<Finding, 'fixes'>;

export interface PlainResult extends Omit<EntryResult, 'checked'> {
  readonly checked: readonly (Omit<Checked, 'findings'> & { readonly findings: readonly PlainFinding[] })[];
}

/** What is different in a result, of one that was sent: the same was found, and stands elsewhere. */
export interface PlainMove {
  readonly from: number;
  /** Of each of the systems that were checked. */
  readonly findings: readonly (readonly PlainFinding[])[];
  /** Of each system. */
  readonly specialisations: readonly SystemSummary['specialisations'][];
}

/** What is known of a whole system; what it depends on has lost its class on the way. */
export type PlainWhole = Omit<WholeResult, 'answers'> & { readonly answers: Partial<WholeResult['answers']> };

/** The ways to mend a finding. */
export interface Mending {
  readonly fixes: readonly Fix[];
  /** The edit that silences it by a comment; undefined where none can stand. */
  readonly suppression: TextEdit | undefined;
}

/** What is asked, by what the question is about. */
export interface Questions {
  readonly fixes: readonly PlainFinding[];
  readonly differences: SystemName;
  /** What else the flake says that makes a system. */
  readonly 'flake-outputs': SystemName;
  /** Where a new specialisation is written in a file. */
  readonly 'new-specialisation': { readonly file: string; readonly system: SystemName | undefined };
  /** Where the problems are that Nix has told of. */
  readonly 'problem-places': PlacesParams;
  /** What there is to say of a place. */
  readonly place: PlaceInFile;
  /** Where the specialisation of a place is read. */
  readonly reads: PlaceInFile;
  /** The systems to be checked as a whole, of which a file, or a system, takes part in. */
  /** A system, to be checked as a whole. */
  readonly 'whole-subject': SystemName;
  /** What can be written at a place. */
  readonly completion: PlaceInFile & { readonly offersOptions: boolean };
  /** A specialisation under another name. */
  readonly rename: RenameRequest;
  /** What can be done with a selection. */
  readonly refactors: Location;
  /** All options of a system, with what each is in the base and in every specialisation. */
  readonly matrix: SystemName;
  /** What becomes of the definitions of a file. */
  readonly fates: string;
  /** Which modules a file takes in, and who takes in the file. */
  readonly imports: string;
  /** What of a file can be folded. */
  readonly folding: string;
  /** A tool for assistants. */
  readonly tool: AssistantParams;
}

/** A place of a file. */
export interface PlaceInFile {
  readonly file: string;
  /** UTF-16. */
  readonly offset: number;
}

export type Question<K extends keyof Questions = keyof Questions> = {
  [P in K]: { readonly about: P; readonly of: Questions[P] };
}[K];

/** What is answered, by what the question is about. */
export interface Answers {
  /** One for each finding; none where it is not what would be found now. */
  readonly fixes: readonly Mending[];
  readonly differences: readonly OptionDifference[];
  readonly 'flake-outputs': FlakeOutputs | undefined;
  readonly 'new-specialisation': NewSpecialisation | undefined;
  /** For each problem in turn. */
  readonly 'problem-places': readonly (readonly ProblemPlace<Location>[])[];
  /** One for each analysis that has something to say. */
  readonly place: readonly PlaceReport[];
  readonly reads: readonly Location[];
  /** Undefined where it cannot be: no NixOS was found, or it is no system that is built. */
  readonly 'whole-subject': WholeSubject | undefined;
  readonly completion: Completions | undefined;
  readonly rename: Renaming;
  readonly refactors: readonly Refactor[];
  readonly matrix: Matrix | undefined;
  /** Of each analysis. */
  readonly fates: readonly DefinitionFates[];
  readonly imports: readonly ImportReport[];
  /** Undefined where the file cannot be read. */
  readonly folding: readonly Fold[] | undefined;
  readonly tool: ToolAnswer;
}

export type Answer<K extends keyof Answers = keyof Answers> = {
  [P in K]: { readonly about: P; readonly of: Answers[P] };
}[K];

/** Whether an answer is one to a question of this kind. */
export const isAbout = <K extends keyof Answers>(
  answer: Answer,
  about: K,
): answer is Answer & { readonly about: K; readonly of: Answers[K] } => answer.about === about;

/** What the core is to do. Changes come in the order in which they were made. */
export type Order =
  | {
      readonly type: 'start';
      readonly folders: readonly string[];
      readonly rules: unknown;
      /** Whether the user trusts the workspace: more of the disk may be read then. */
      readonly trusted: boolean;
      /** What it is to speak; undefined: English. */
      readonly language: string | undefined;
      readonly setAside: readonly SetAside[];
      /** Where to note what is read for the work in hand (`ReadLog`); undefined: it is told in messages. */
      readonly reads: SharedArrayBuffer | undefined;
      /** The sources of NixOS and Home Manager that the user names. */
      readonly chosen: Chosen;
      /** The editor hands its files over; else those of the machine are read. */
      readonly handsFiles: boolean;
      /** Where releases are kept; undefined: where programs of this user keep such things. */
      readonly cacheFolder: string | undefined;
    }
  | { readonly type: 'open'; readonly path: string; readonly text: string }
  /** With every key: what is to be worked on comes with it, as a message more costs more than what is in it. */
  | { readonly type: 'edit'; readonly path: string; readonly edits: readonly TextEdit[]; readonly work: Schedule }
  | { readonly type: 'close'; readonly path: string }
  /** Files changed on disk, and some of them appeared or vanished. */
  | {
      readonly type: 'disk';
      readonly changed: readonly string[];
      readonly appeared: readonly string[];
      readonly vanished: readonly string[];
    }
  /** What became known of files that the editor hands over. That they changed is told afterwards. */
  | { readonly type: 'files'; readonly news: FileNews }
  | { readonly type: 'folders'; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly type: 'rules'; readonly rules: unknown }
  | { readonly type: 'trust' }
  | { readonly type: 'chosen'; readonly chosen: Chosen }
  /** A system was checked as a whole. */
  | { readonly type: 'whole'; readonly result: PlainWhole }
  /** A release was read, and is kept. */
  | { readonly type: 'release'; readonly source: ReleaseSource; readonly release: Release }
  | ({ readonly type: 'schedule' } & Schedule)
  | { readonly type: 'ask'; readonly id: number; readonly question: Question }
  /** Nobody waits for an answer any more. */
  | { readonly type: 'drop'; readonly id: number }
  /** Answered by whatever comes back. */
  | { readonly type: 'ping' };

/** Orders are numbered, so that it can be told which of them a result knows of. */
export type Numbered = Order & { readonly seq: number };

export interface TakenState {
  /** The result by its number; undefined when there has never been one. */
  readonly id: number | undefined;
  /** Its content, when it was not sent before. */
  readonly result?: PlainResult | PlainMove;
  readonly isCurrent: boolean;
}

/** What is known after a slice of work. */
export interface CoreState {
  readonly type: 'state';
  /** The last order that was carried out before. */
  readonly seq: number;
  readonly taken: readonly TakenState[];
  readonly isPlanned: boolean;
  readonly isDone: boolean;
  readonly notes: readonly Note[];
  readonly missing: readonly string[];
  readonly unanimous: ReadonlySet<string>;
  /** How long this stretch of work has taken so far, in milliseconds. */
  readonly sinceMs: number;
  /** It ends here, because everything is up to date or because it failed. */
  readonly isOver: boolean;
}

/** What the core says. */
export type Report =
  | CoreState
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly type: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly line: string }
  /** What is worked on from now on, and which files were read for it. */
  | { readonly type: 'work'; readonly what: string }
  | { readonly type: 'read'; readonly path: string }
  /** A file that is read for the first time: `reads` of the start has the numbers of those, in this order. */
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'pong' }
  /** Something was asked of files that the editor has not handed over. */
  | { readonly type: 'wanted'; readonly wanted: Wanted }
  /** Which releases configurations are built with, and which of them somebody has to read; said when that changes. */
  | { readonly type: 'releases'; readonly used: readonly UsedRelease[]; readonly missing: readonly ReleaseSource[] }
  /** It cannot start. */
  | { readonly type: 'broken'; readonly message: string };
