// The core as one thing: texts go in, systems and findings come out.
import { Analysis } from '../analysis/analysis';
import type { Logger } from '../base/logger';
import type { TextEdit } from '../base/text-edit';
import { LARGE_STACK, SMALL_STACK, withBudget } from '../eval/budget';
import { createInterpreter, type Interpreter } from '../eval/interpreter';
import { catalogueFacts, type Facts, NO_FACTS } from '../modules/facts';
import type { SystemInput } from '../modules/system';
import { loadCatalogue } from '../options/load';
import { baseSystem, type EntryPoint } from '../project/entry-point';
import type { FileSource } from '../project/file-source';
import { flakeSystems } from '../project/flake';
import { hostSet } from '../project/host-sets';
import { outsideOf } from '../project/outside';
import { Recorder } from '../project/recorder';
import { Sources } from '../project/sources';
import { startsAt } from '../project/starts';
import { ruleChecks } from '../rules/run';
import type { RuleSettings } from '../rules/settings';
import { suppressionEdit } from '../rules/suppression';
import type { NixParser } from '../syntax/parser';
import type { Snapshot, WorkspaceApi } from './api';
import { differencesOf, isSystemNamed } from './differences';
import { entryWork } from './entry-work';
import { explainAnalysis } from './explanation';
import { summariseTold, toldBy } from './known-share';
import type { Tracked } from './plan';
import { Tracker } from './tracker';
import { summariseUnknowns, unknownsOf } from './unknowns';
import { snapshotOf, View } from './view';

export interface WorkspaceOptions {
  readonly files: FileSource;
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
}

export function createWorkspace(options: WorkspaceOptions): WorkspaceApi {
  const { files, parser, entries, logger } = options;
  const sources = new Sources(files, parser);
  const recorder = new Recorder(sources);
  const interpreter = createInterpreter(recorder, (made) => outsideOf(made, parser));
  const missing: string[] = [];
  const facts = lazyFacts(options, missing);
  const outside = outsideOf(interpreter, parser);
  const guarded = guard(options);
  const analysed = (start: () => readonly EntryPoint[]): readonly Analysis[] =>
    start().flatMap((entryPoint) => analyse(entryPoint, interpreter, facts));
  const tracker = new Tracker({
    sources,
    recorder,
    interpreter,
    readFlake: (flake) => flakeSystems(flake, interpreter, outside, facts),
    readHostSet: (file) => hostSet(file, interpreter, facts),
    readStart: (file, isFragment) => startsAt(file, isFragment, { interpreter, facts }),
    nixFiles: (until) => options.nixFiles(until),
    entries,
    named: options.named,
    guarded,
    work(name, start, sitting) {
      const within = <T>(work: () => readonly T[]): readonly T[] => guarded(name, work);
      const checks = (analysis: Analysis): ReturnType<typeof ruleChecks> => ruleChecks(analysis, recorder, ruleSettings, logger);
      return entryWork({ analyse: () => within(() => analysed(start)), checks, guarded: within }, sitting);
    },
  });
  let ruleSettings: RuleSettings = {};
  let complete: Snapshot | undefined;
  const forget = (): void => {
    complete = undefined;
  };
  const snapshot = (): Snapshot => {
    if (complete === undefined) {
      tracker.advance(Number.POSITIVE_INFINITY, undefined);
      complete = snapshotOf(tracker.state.taken);
    }
    return complete;
  };
  /** What `ask` says of each analysis of some entry points; they are made anew, and not kept. */
  const askEach = <T>(asked: readonly Tracked[], ask: (analysis: Analysis) => readonly T[]): readonly T[] =>
    asked.flatMap(({ candidate: { key, start } }) => {
      const sitting = tracker.newSitting();
      const analyses = sitting.run(() => guarded(key, () => analysed(start)));
      return analyses.flatMap((analysis) => sitting.run(() => guarded(key, () => ask(analysis))));
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
    get partial() {
      return new View(tracker.state, missing);
    },
    suppression: (finding) => suppressionEdit(finding.code, finding, sources),
    explain: () => askAll(explainAnalysis),
    differences(name) {
      const holders = (): readonly Tracked[] =>
        tracker.state.taken.filter(({ result }) => result?.systems.some((system) => isSystemNamed(system, name)));
      // Who knows the name has mostly seen it in results.
      if (holders().length === 0) snapshot();
      return askEach(holders(), (analysis) => [differencesOf(analysis, name)]).find((found) => found !== undefined);
    },
    unknowns: (file) => summariseUnknowns(askAll((analysis) => (takesPart(analysis, file) ? unknownsOf(analysis) : []))),
    knownShare: (file) => summariseTold(askAll((analysis) => (takesPart(analysis, file) ? toldBy(analysis) : []))),
    dispose: () => sources.dispose(),
  };
}

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

/** Runs work on one thing within its budget; when that is not enough, the thing has no results. */
type Guarded = <T>(what: string, work: () => readonly T[]) => readonly T[];

function guard({ logger, largeStack }: WorkspaceOptions): Guarded {
  const budget = largeStack ? LARGE_STACK : SMALL_STACK;
  return (what, work) =>
    withBudget<ReturnType<typeof work>>(budget, work, (why) => {
      logger.warn(`analysis stopped at=${what} why=${why.detail}`);
      return [];
    });
}

/** The analysis of a system, and of each Home Manager user inside it. */
function analyse(entryPoint: EntryPoint, interpreter: Interpreter, facts: SystemInput['facts']): readonly Analysis[] {
  const base = baseSystem(entryPoint, interpreter, facts);
  const users = base.homeSystems.map((system) => new Analysis({ ...entryPoint, kind: 'home-manager' }, system));
  return [new Analysis(entryPoint, base), ...users];
}
