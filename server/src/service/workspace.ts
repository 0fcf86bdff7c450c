// The core as one thing: texts go in, systems and findings come out. Everything derived is thrown away by a change and computed again when asked.
import { Analysis } from '../analysis/analysis';
import type { Logger } from '../base/logger';
import type { TextEdit } from '../base/text-edit';
import { LARGE_STACK, SMALL_STACK, withBudget } from '../eval/budget';
import { createInterpreter, type Interpreter } from '../eval/interpreter';
import { baseName } from '../eval/paths';
import { catalogueFacts, type Facts, NO_FACTS } from '../modules/facts';
import { System, type SystemInput } from '../modules/system';
import { loadCatalogue } from '../options/load';
import { classicEntries, classicEntry } from '../project/classic';
import type { EntryPoint } from '../project/entry-point';
import type { FileSource } from '../project/file-source';
import { flakeSystems } from '../project/flake';
import { hostSet, hostSetFiles } from '../project/host-sets';
import { packages } from '../project/opaque';
import { outsideOf } from '../project/outside';
import { Sources } from '../project/sources';
import type { Finding } from '../rules/finding';
import { RULES } from '../rules/index';
import type { NixParser } from '../syntax/parser';
import type { Snapshot, WorkspaceApi } from './api';
import { explainAnalysis } from './explanation';
import { summarise } from './summary';
import { summariseUnknowns, unknownsOf } from './unknowns';

export interface WorkspaceOptions {
  readonly files: FileSource;
  readonly parser: NixParser;
  /** Bundled data by file name; undefined when it is missing. */
  readData(name: string): string | undefined;
  /** All Nix files of the workspace folders. */
  nixFiles(): readonly string[];
  /** The files that systems start at, where they need not be looked for among `nixFiles`. */
  readonly entries?: readonly string[];
  /** The configuration that the machine's environment names, which counts when it is one of `nixFiles`. */
  readonly named?: string | undefined;
  readonly logger: Logger;
  /** True where the JS stack is large (a worker with 256 MB): deeper programs are then evaluated. */
  readonly largeStack?: boolean;
}

export function createWorkspace(options: WorkspaceOptions): WorkspaceApi {
  const sources = new Sources(options.files, options.parser);
  const facts = lazyFacts(options);
  const interpreter = createInterpreter(sources, (made) => outsideOf(made, options.parser));
  const guarded = guard(options);
  const analysed = (): readonly Analysis[] => findAnalyses(sources, interpreter, facts, options, guarded);
  // Not the analyses: they hold every value of every system.
  let current: Snapshot | undefined;
  const forget = (): void => {
    current = undefined;
    interpreter.forget();
  };
  return {
    open(path, text) {
      sources.open(path, text);
      forget();
    },
    edit(path, text, edits: readonly TextEdit[]) {
      sources.edit(path, text, edits);
      forget();
    },
    close(path) {
      sources.close(path);
      forget();
    },
    changed(paths) {
      sources.changed(paths);
      forget();
    },
    snapshot() {
      current ??= snapshotOf(analysed(), sources, options.logger, guarded);
      return current;
    },
    explain: () => analysed().flatMap((analysis) => guarded(nameOf(analysis.entryPoint), () => explainAnalysis(analysis))),
    unknowns(file) {
      const asked = analysed().filter((analysis) => file === undefined || analysis.files.has(file));
      return summariseUnknowns(asked.flatMap((analysis) => guarded(nameOf(analysis.entryPoint), () => unknownsOf(analysis))));
    },
    dispose: () => sources.dispose(),
  };
}

/** The option tables, read when the first system asks. */
function lazyFacts(options: WorkspaceOptions): SystemInput['facts'] {
  const load = (name: string): (() => Facts) => {
    let facts: Facts | undefined;
    return () => {
      if (facts === undefined) {
        const text = options.readData(name);
        if (text === undefined) options.logger.warn(`options missing file=${name}`);
        facts = text === undefined ? NO_FACTS : catalogueFacts(loadCatalogue(text));
      }
      return facts;
    };
  };
  return { nixos: deferred(load('nixos-options.txt')), 'home-manager': deferred(load('home-manager-options.txt')) };
}

function deferred(facts: () => Facts): Facts {
  return { at: (path) => facts().at(path), inside: (path) => facts().inside(path) };
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

const FLAKE = 'flake.nix';

const nameOf = ({ entry, host }: EntryPoint): string => `${entry}#${host ?? ''}`;

function findAnalyses(
  sources: Sources,
  interpreter: Interpreter,
  facts: SystemInput['facts'],
  options: WorkspaceOptions,
  guarded: Guarded,
): readonly Analysis[] {
  const analyses: Analysis[] = [];
  const covered = new Set<string>();
  const take = (entryPoint: EntryPoint): void => {
    for (const analysis of guarded(nameOf(entryPoint), () => analyse(entryPoint, interpreter, facts))) {
      analyses.push(analysis);
      for (const file of guarded(nameOf(entryPoint), () => [...analysis.files])) covered.add(file);
    }
  };

  if (options.entries !== undefined) {
    for (const file of options.entries) take(classicEntry(file, sources, false));
    return analyses;
  }
  const files = [...new Set([...options.nixFiles(), ...sources.openPaths])].sort();
  const flakes = files.filter((file) => baseName(file) === FLAKE);
  const outside = outsideOf(interpreter, options.parser);
  const read = flakes.flatMap((flake) => guarded(flake, () => [flakeSystems(flake, interpreter, outside)]));
  for (const { hosts } of read) hosts.forEach(take);
  if (options.named !== undefined && files.includes(options.named) && !covered.has(options.named))
    take(classicEntry(options.named, sources, false));
  for (const file of hostSetFiles(files, sources)) if (!covered.has(file)) guarded(file, () => hostSet(file, interpreter)).forEach(take);
  for (const { foreignModules } of read) for (const file of guarded('foreign modules', () => [...foreignModules()])) covered.add(file);
  const flakeFolders = flakes.map((flake) => flake.slice(0, -FLAKE.length));
  for (const file of classicEntries(files, sources, covered)) {
    // A file of a flake that no host was seen to use is part of something that was not understood.
    const fragment = flakeFolders.some((folder) => file.startsWith(folder));
    if (!covered.has(file)) take(classicEntry(file, sources, fragment));
  }
  return analyses;
}

function snapshotOf(analyses: readonly Analysis[], sources: Sources, logger: Logger, guarded: Guarded): Snapshot {
  const findings = analyses.flatMap((analysis) => guarded(nameOf(analysis.entryPoint), () => runRules(analysis, sources, logger)));
  return { systems: analyses.map(summarise), findings: distinct(findings) };
}

/** The analysis of a system, and of each Home Manager user inside it. */
function analyse(entryPoint: EntryPoint, interpreter: Interpreter, facts: SystemInput['facts']): readonly Analysis[] {
  const { kind, roots, specialArgs } = entryPoint;
  const base = new System(
    { kind, interpreter, roots, specialArgs, moduleArgs: new Map([['pkgs', packages(interpreter)]]), facts, prefix: [] },
    undefined,
    undefined,
  );
  const users = base.homeSystems.map((system) => new Analysis({ ...entryPoint, kind: 'home-manager' }, system));
  return [new Analysis(entryPoint, base), ...users];
}

/** What the rules find; a rule that fails is logged and leaves the others their say. */
function runRules(analysis: Analysis, sources: Sources, logger: Logger): readonly Finding[] {
  return RULES.flatMap((rule) => {
    try {
      return rule.check(analysis, sources);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      logger.error(`rule failed code=${rule.code} error=${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return [];
    }
  });
}

/** In order, and once where several hosts share the place; of equal findings the most certain stays. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const rank = { error: 0, warning: 1, information: 2, hint: 3 };
  const kept = new Map<string, Finding>();
  for (const finding of findings) {
    const key = [finding.file, finding.start, finding.end, finding.code, finding.option].join('\n');
    const known = kept.get(key);
    if (known === undefined || rank[finding.severity] < rank[known.severity]) kept.set(key, finding);
  }
  return [...kept.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start || a.end - b.end));
}
