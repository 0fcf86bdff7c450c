// The core as one thing: texts go in, systems and findings come out.

import { Analysis } from '../analysis/analysis';
import { coverageOf, statementsOf } from '../analysis/reports/coverage';
import { differencesOf, isSystemNamed } from '../analysis/reports/differences';
import { explainAnalysis } from '../analysis/reports/explanation';
import { summariseUnknowns, unknownsOf } from '../analysis/reports/unknowns';
import type { Logger } from '../base/logger';
import type { TextEdit } from '../base/text-edit';
import { Allowance, type Budget, LARGE_STACK, SMALL_STACK } from '../eval/budget';
import { createInterpreter } from '../eval/create-interpreter';
import type { Interpreter } from '../eval/interpreter';
import { SOME_LINUX } from '../eval/lib/systems';
import { catalogueFacts, type Facts, NO_FACTS } from '../modules/facts';
import { System, type SystemInput } from '../modules/system';
import { loadCatalogue } from '../options/load';
import type { Boundary } from '../project/boundary';
import type { EntryPoint } from '../project/entry-point';
import type { FileSource } from '../project/file-source';
import { flakeSystems } from '../project/flake';
import { hostSet } from '../project/host-sets';
import { packages } from '../project/opaque';
import { outsideOf } from '../project/outside';
import { Recorder } from '../project/recorder';
import { Sources } from '../project/sources';
import { ruleChecks } from '../rules/engine/run';
import type { RuleSettings } from '../rules/engine/settings';
import { suppressionEdit } from '../rules/engine/suppression';
import { UNANIMOUS } from '../rules/index';
import type { NixParser } from '../syntax/parser';
import type { Snapshot, Standing, WorkspaceApi } from './api';
import { entryWork } from './entry-work';
import { guard, type SetAside } from './guarded';
import { Incremental } from './incremental';
import { distinctNotes, type Note, notesAbout } from './notes';
import type { Tracked } from './plan';
import { CurrentSnapshot, snapshotOf } from './snapshot';

export interface WorkspaceOptions {
  readonly files: FileSource;
  /** What evaluation may read of them. After a change, `changed([])` is to be called. */
  readonly boundary: Boundary;
  readonly parser: NixParser;
  /** Bundled data by file name; undefined when it is missing. */
  readData(name: string): string | undefined;
  /** All Nix files of the workspace folders; undefined when they are not all known by `until`: it is asked again. */
  nixFiles(until: number): readonly string[] | undefined;
  /** The files that systems start at, where they need not be looked for among `nixFiles`. */
  readonly entries?: readonly string[];
  /** The configuration that the machine's environment names, which counts when it is one of `nixFiles`. */
  readonly named?: string | undefined;
  readonly logger: Logger;
  /** True where the JS stack is large (a worker with 256 MB): deeper programs are then evaluated. */
  readonly largeStack?: boolean;
  /** What must not be worked on before it changes. */
  readonly setAside?: readonly SetAside[];
  /** Called before each piece of work with what it is about, as `setAside` names it. */
  readonly onWork?: (what: string) => void;
  /** Called when an evaluation reads a file. */
  readonly onRead?: (path: string) => void;
  /** What the work on one thing may cost, where that is not the usual. */
  readonly budget?: Budget;
}

export function createWorkspace(options: WorkspaceOptions): WorkspaceApi {
  const { files, parser, entries, logger } = options;
  const sources = new Sources(files, parser);
  const recorder = new Recorder(sources, options.boundary, options.onRead);
  const interpreter = createInterpreter(recorder, (made) => outsideOf(made, parser));
  const missing: string[] = [];
  const facts = lazyFacts(options, missing);
  const outside = outsideOf(interpreter, parser);
  const newAllowance = (): Allowance =>
    new Allowance(options.budget ?? (options.largeStack ? LARGE_STACK : SMALL_STACK));
  const guarded = guard({
    logger,
    newAllowance,
    setAside: options.setAside ?? [],
    onWork: (what) => options.onWork?.(what),
    dependOn: (file) => void recorder.evaluated.read(file),
  });
  const analysed = (start: () => EntryPoint | undefined): readonly Analysis[] => {
    const entryPoint = start();
    return entryPoint === undefined ? [] : analyse(entryPoint, interpreter, facts);
  };
  const tracker = new Incremental({
    sources,
    recorder,
    interpreter,
    readFlake: (flake) => flakeSystems(flake, interpreter, outside),
    readHostSet: (file) => hostSet(file, interpreter),
    nixFiles: (until) => options.nixFiles(until),
    entries,
    named: options.named,
    guarded,
    work({ key, source, start }, scope) {
      const notes: Note[] = [];
      const allowance = newAllowance();
      const within = <T>(work: () => readonly T[]): readonly T[] =>
        guarded(key, notesAbout(source, notes), work, allowance);
      const checks = (analysis: Analysis): ReturnType<typeof ruleChecks> =>
        ruleChecks(analysis, recorder.evaluated, ruleSettings, logger);
      return entryWork({ analyse: () => within(() => analysed(start)), checks, guarded: within, notes }, scope);
    },
  });
  let ruleSettings: RuleSettings = {};
  let complete: Snapshot | undefined;
  const forget = (): void => {
    complete = undefined;
  };
  const standing = (): Standing => {
    const state = tracker.state;
    const missingData = missing.map(
      (name): Note => ({
        code: 'missing-data',
        message: `${name} is missing: the program is not installed completely`,
      }),
    );
    return { ...state, missing, unanimous: UNANIMOUS, notes: distinctNotes([...state.notes, ...missingData]) };
  };
  const snapshot = (): Snapshot => {
    if (complete === undefined) {
      tracker.advance(Number.POSITIVE_INFINITY, undefined);
      complete = snapshotOf(standing());
    }
    return complete;
  };
  /** What `ask` says of each analysis of some entry points; they are made anew, and not kept. */
  const askEach = <T>(asked: readonly Tracked[], ask: (analysis: Analysis) => readonly T[]): readonly T[] =>
    asked.flatMap(({ candidate: { key, start } }) => {
      const scope = tracker.newScope();
      const allowance = newAllowance();
      const analyses = scope.run(() => guarded(key, NO_NOTES, () => analysed(start), allowance));
      return analyses.flatMap((analysis) => scope.run(() => guarded(key, NO_NOTES, () => ask(analysis), allowance)));
    });
  const askAll = <T>(ask: (analysis: Analysis) => readonly T[]): readonly T[] => {
    snapshot();
    return askEach(tracker.state.taken, ask);
  };
  return {
    open(path, text) {
      tracker.move(path, sources.read(path) === text ? [] : undefined);
      sources.open(path, text);
      tracker.touch(path);
      forget();
    },
    edit(path, text, edits: readonly TextEdit[]) {
      tracker.move(path, edits);
      sources.edit(path, text, edits);
      tracker.touch(path);
      forget();
    },
    close(path) {
      sources.close(path);
      tracker.touch(path);
      forget();
    },
    changed(paths) {
      sources.changed(paths);
      tracker.touchDisk();
      forget();
    },
    configure(settings) {
      ruleSettings = settings.rules;
      tracker.checkAgain();
      forget();
    },
    advance: (until, focus) => tracker.advance(until, focus),
    snapshot,
    get standing() {
      return standing();
    },
    get partial() {
      return new CurrentSnapshot(standing());
    },
    text: (path) => sources.read(path),
    suppression: (finding) => suppressionEdit(finding.code, finding, sources),
    explain: () => askAll(explainAnalysis),
    differences(name) {
      const holders = (): readonly Tracked[] =>
        tracker.state.taken.filter(({ result }) => result?.systems.some((system) => isSystemNamed(system, name)));
      // Who knows the name has mostly seen it in results.
      if (holders().length === 0) snapshot();
      return askEach(holders(), (analysis) => [differencesOf(analysis, name)]).find((found) => found !== undefined);
    },
    unknowns: (file) =>
      summariseUnknowns(askAll((analysis) => (takesPart(analysis, file) ? unknownsOf(analysis) : []))),
    knownShare: (file) => coverageOf(askAll((analysis) => (takesPart(analysis, file) ? statementsOf(analysis) : []))),
    dispose: () => sources.dispose(),
  };
}

/** The snapshot has them. */
const NO_NOTES = (): void => {};

const takesPart = ({ files }: Analysis, file: string | undefined): boolean => file === undefined || files.has(file);

/** The option tables, read when the first system asks. */
function lazyFacts(options: WorkspaceOptions, missing: string[]): SystemInput['facts'] {
  const load = (name: string): (() => Facts) => {
    let facts: Facts | undefined;
    return () => {
      if (facts === undefined) {
        const text = options.readData(name);
        if (text === undefined) {
          options.logger.warn(`options missing file=${name}`);
          missing.push(name);
        }
        facts = text === undefined ? NO_FACTS : catalogueFacts(loadCatalogue(text));
      }
      return facts;
    };
  };
  return { nixos: deferred(load('nixos-options.txt')), 'home-manager': deferred(load('home-manager-options.txt')) };
}

function deferred(facts: () => Facts): Facts {
  return {
    at: (path) => facts().at(path),
    names: (path) => facts().names(path),
    inside: (path) => facts().inside(path),
  };
}

/** The analysis of a system, and of each Home Manager user inside it. */
function analyse(entryPoint: EntryPoint, interpreter: Interpreter, facts: SystemInput['facts']): readonly Analysis[] {
  const { kind, roots, specialArgs } = entryPoint;
  const platform = entryPoint.platform?.() ?? (kind === 'nixos' ? SOME_LINUX : undefined);
  const base = new System(
    {
      kind,
      interpreter,
      roots,
      specialArgs,
      moduleArgs: new Map([['pkgs', packages(interpreter, 'pkgs', platform)]]),
      facts,
      prefix: [],
    },
    undefined,
    undefined,
  );
  const users = base.homeSystems.map((system) => new Analysis({ ...entryPoint, kind: 'home-manager' }, system));
  return [new Analysis(entryPoint, base), ...users];
}
