// The core as one thing: texts go in, systems and findings come out. It only puts the parts together.

import { definitionFates } from '../analysis/reports/definition-fates';
import type { TextEdit } from '../base/text-edit';
import type { FileSource } from '../project/file-source';
import type { ResultStore } from '../project/result-store';
import { Sources } from '../project/sources';
import { l10n } from '../protocol/l10n';
import { suppressionEdit } from '../rules/engine/suppression';
import { UNANIMOUS } from '../rules/index';
import type { SyntaxTree } from '../syntax/ast';
import type { Snapshot, WorkspaceApi } from './api';
import { Evaluator, type EvaluatorOptions } from './evaluator';
import type { Help } from './helping';
import { Incremental } from './incremental';
import { KeptResults } from './kept-results';
import { LiveAnalyses } from './live-analyses';
import { distinctNotes, type Note } from './notes';
import { Question } from './question';
import type { ResultsState } from './results-state';
import { CurrentSnapshot, snapshotOf } from './snapshot';

export interface WorkspaceOptions extends EvaluatorOptions {
  readonly files: FileSource;
  /** All Nix files of the workspace folders; undefined when they are not all known by `until`: it is asked again. */
  nixFiles(until: number): readonly string[] | undefined;
  /** The files that systems start at, where they need not be looked for among `nixFiles`. */
  readonly entries?: readonly string[];
  /** Whether the fixes of all that is found will be asked for. */
  readonly makesFixes?: boolean | undefined;
  /** The configuration that the machine's environment names, which counts when it is one of `nixFiles`. */
  readonly named?: string | undefined;
  /** Where results are kept between sessions; nowhere when it is left out. */
  readonly store?: ResultStore | undefined;
  /** Evaluates hosts in another thread. Left out: there is none. */
  readonly help?: Help | undefined;
}

export function createWorkspace(options: WorkspaceOptions): WorkspaceApi {
  const sources = new Sources(options.files, options.parser);
  const evaluator = new Evaluator(sources, options);
  const live = new LiveAnalyses(evaluator);
  const { entries, named, makesFixes, store, help } = options;
  const parse = (text: string): SyntaxTree => options.parser.parse(text);
  const kept = store && new KeptResults({ store, evaluator, parse });
  const nixFiles = (until: number): readonly string[] | undefined => options.nixFiles(until);
  const incremental = new Incremental({ evaluator, live, nixFiles, entries, named, makesFixes, kept, help, parse });
  let complete: Snapshot | undefined;
  /** A text is another; `edits` lead to it from the one before, undefined where nobody knows how. */
  const changed = (path: string, edits: readonly TextEdit[] | undefined, change: () => void): void => {
    incremental.move(path, edits);
    change();
    incremental.touch(path);
    complete = undefined;
  };
  const results = (): ResultsState => resultsOf(incremental, evaluator);
  return {
    open: (path, text) => changed(path, sources.read(path) === text ? [] : undefined, () => sources.open(path, text)),
    edit: (path, text, edits) => changed(path, edits, () => sources.edit(path, text, edits)),
    close: (path) => changed(path, [], () => sources.close(path)),
    changed(paths) {
      sources.changed(paths);
      incremental.touchDisk();
      complete = undefined;
    },
    configure({ rules }) {
      // Editors say it again whenever a setting of anybody changes, and once at the start.
      if (JSON.stringify(rules) === JSON.stringify(evaluator.settings)) return;
      evaluator.settings = rules;
      incremental.checkAgain();
      complete = undefined;
    },
    takeWhole(result) {
      incremental.takeWhole(result);
      complete = undefined;
    },
    whole: (key) => evaluator.wholeResults.of(key),
    startAnew() {
      incremental.startAnew();
      complete = undefined;
    },
    advance: (until, focus) => incremental.advance(until, focus),
    snapshot() {
      if (complete === undefined) {
        incremental.advance(Number.POSITIVE_INFINITY, undefined);
        complete = snapshotOf(results());
      }
      return complete;
    },
    get results() {
      return results();
    },
    get partial() {
      return new CurrentSnapshot(results());
    },
    texts: sources,
    suppression: (finding) => suppressionEdit(finding.code, finding, sources),
    ask: (about, question) => new Question({ evaluator, incremental, live }, about, question),
    fates: (file) =>
      new Question(
        { evaluator, incremental, live, before: live.fates },
        { file, takesMoved: true },
        (analysis, texts) => definitionFates(analysis, file, texts.read(file) ?? ''),
      ),
    keep: () => incremental.keep(),
    dispose: () => sources.dispose(),
  };
}

function resultsOf({ state }: Incremental, { facts: { missing } }: Evaluator): ResultsState {
  const ofData = missing.map(
    (name): Note => ({
      code: 'missing-data',
      message: l10n.t('{0} is missing: the program is not installed completely', name),
    }),
  );
  return { ...state, missing, unanimous: UNANIMOUS, notes: distinctNotes([...state.notes, ...ofData]) };
}
