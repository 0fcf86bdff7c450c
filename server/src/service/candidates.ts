// Where systems may start, in order: what flakes define, what files that make hosts without one
// define, and files to start at.

import { Discovery } from '../project/discovery';
import type { EntryPoint } from '../project/entry-point';
import type { FlakeSystems } from '../project/flake';
import type { Answers } from '../project/recorder';
import { sameNames } from '../project/same-names';
import { l10n } from '../protocol/l10n';
import type { EvaluationScope } from './evaluation-scope';
import type { Evaluator } from './evaluator';
import { type Note, notesAbout } from './notes';
import type { Candidate } from './plan';

export interface CandidateParts {
  readonly evaluator: Evaluator;
  /** All Nix files, the same array as long as they are the same; undefined when they are not all known by `until`. */
  nixFiles(until: number): readonly string[] | undefined;
  /** The files that systems start at, where they need not be looked for. */
  readonly entries: readonly string[] | undefined;
  /** The file that the environment names as the machine's configuration. */
  readonly named: string | undefined;
}

/** The systems that one file defines. */
interface SourceRecord {
  readonly scope: EvaluationScope;
  readonly candidates: readonly Candidate[];
  /** What stands for files whose modules no host was seen to use. */
  readonly aspects: readonly Candidate[];
  /** Files that are no modules of any system, though they look like it. */
  readonly foreign: readonly string[];
  readonly notes: readonly Note[];
  /** Folders of templates, each with a slash behind it: what lies there is of projects to come. */
  readonly templates: readonly string[];
}

/** The files, sorted, with the open ones that are not among them. */
function withOpen(files: readonly string[], open: readonly string[]): readonly string[] {
  const more = open.filter((path) => !files.includes(path));
  return more.length === 0 ? files : [...files, ...more].sort();
}

export class Candidates {
  private readonly discovery: Discovery;
  /** Flakes, and files that make systems without one. */
  private readonly records = new Map<string, SourceRecord>();
  private listed:
    | { readonly files: readonly string[]; readonly open: readonly string[]; readonly all: readonly string[] }
    | undefined;

  constructor(private readonly parts: CandidateParts) {
    this.discovery = new Discovery(parts.evaluator.sources);
  }

  /** Files that are no modules of any system, though they look like it. */
  get foreign(): readonly string[] {
    return [...this.records.values()].flatMap(({ foreign }) => foreign);
  }

  /** About where systems are defined. */
  get notes(): readonly Note[] {
    return [...this.records.values()].flatMap(({ notes }) => notes);
  }

  /** Forgets what `holds` says is out of date. Undefined: any file may have changed. */
  revalidate(holds: (answers: Answers) => boolean, touched: ReadonlySet<string> | undefined): void {
    for (const [source, { scope }] of this.records) if (!holds(scope.answers)) this.records.delete(source);
    if (touched === undefined) this.discovery.touchAll();
    else this.discovery.touch(touched);
  }

  /** Forgets where systems are defined. */
  forget(): void {
    this.records.clear();
  }

  /** Undefined when not all are known by `until`. */
  find(until: number): readonly Candidate[] | undefined {
    return this.parts.entries?.map((file) => this.classic(file, false, undefined)) ?? this.discovered(until);
  }

  private discovered(until: number): readonly Candidate[] | undefined {
    const files = this.allFiles(until);
    const found = files && this.discovery.find(files, until);
    if (found === undefined) return undefined;
    const made = [...found.flakes, ...found.hostSets];
    for (const source of this.records.keys()) if (!made.includes(source)) this.records.delete(source);
    for (const [index, source] of made.entries()) {
      if (index > 0 && performance.now() > until) return undefined;
      if (!this.records.has(source))
        this.records.set(source, index < found.flakes.length ? this.readFlake(source) : this.readHostSet(source));
    }
    const systemsOf = (sources: readonly string[]): readonly Candidate[] =>
      sources.flatMap((source) => this.records.get(source)?.candidates ?? []);
    const named = this.parts.named && this.parts.evaluator.sources.spelling(this.parts.named);
    const templates = [...this.records.values()].flatMap((record) => record.templates);
    const all = [
      ...systemsOf(found.flakes),
      ...(named !== undefined && files?.includes(named) ? [this.classic(named, false, [])] : []),
      ...systemsOf(found.hostSets),
      ...found.flakes.flatMap((flake) => this.records.get(flake)?.aspects ?? []),
      ...found.starts.map(({ file, leadsTo, fragment }) => this.classic(file, fragment, leadsTo)),
    ];
    return templates.length === 0
      ? all
      : all.filter(({ source }) => !templates.some((folder) => source.startsWith(folder)));
  }

  private allFiles(until: number): readonly string[] | undefined {
    const files = this.parts.nixFiles(until);
    if (files === undefined) return undefined;
    const open = this.parts.evaluator.sources.openPaths;
    const before = this.listed;
    if (before === undefined || !sameNames(before.files, files) || !sameNames(before.open, open))
      this.listed = { files, open, all: withOpen(files, open) };
    return this.listed?.all;
  }

  private readFlake(flake: string): SourceRecord {
    const { evaluator } = this.parts;
    const scope = evaluator.newScope();
    const notes: Note[] = [];
    const note = notesAbout(flake, notes);
    const [systems] = scope.run(() => evaluator.attempt(flake, note, () => [evaluator.readFlake(flake)]));
    const ask = <T>(question: (of: FlakeSystems) => Iterable<T>): readonly T[] =>
      scope.run(() => evaluator.attempt(flake, note, () => (systems === undefined ? [] : [...question(systems)])));
    const hosts = madeBy(flake, systems?.hosts ?? [], false, () => evaluator.readFlake(flake).hosts);
    const machines = ask((of) => of.testMachines());
    const foreign = ask((of) => of.foreignModules());
    const aspects = ask((of) => of.aspects()).map(({ entry }) => entry);
    const candidates = [...hosts, ...madeBy(flake, machines, false, () => evaluator.readFlake(flake).testMachines())];
    // Where there are hosts, they tell the place.
    if (candidates.length === 0 && (evaluator.sources.parse(flake)?.errors.length ?? 0) > 0)
      note('not-nix', l10n.t('not read: its text is not Nix'));
    return {
      scope,
      candidates,
      aspects: [...new Set(aspects)].map((file) => this.aspectsOf(file, flake)),
      foreign,
      templates: ask((of) => of.templates()),
      notes,
    };
  }

  private readHostSet(file: string): SourceRecord {
    const { evaluator } = this.parts;
    const scope = evaluator.newScope();
    const notes: Note[] = [];
    const hosts = scope.run(() => evaluator.attempt(file, notesAbout(file, notes), () => evaluator.readHostSet(file)));
    const candidates = madeBy(file, hosts, true, () => evaluator.readHostSet(file));
    return { scope, candidates, aspects: [], foreign: [], templates: [], notes };
  }

  private aspectsOf(file: string, flake: string): Candidate {
    const { evaluator } = this.parts;
    return {
      key: `${flake}#aspects of ${file}`,
      host: null,
      source: file,
      group: `aspects of ${file}`,
      yields: true,
      leadsTo: [],
      isAspect: true,
      start() {
        const systems = evaluator.readFlake(flake);
        // What evaluates the modules of the flake has to be asked for.
        systems.foreignModules();
        return systems.aspects().filter(({ entry }) => entry === file);
      },
    };
  }

  private classic(file: string, fragment: boolean, leadsTo: readonly string[] | undefined): Candidate {
    return {
      key: `${file} ${fragment}`,
      host: null,
      source: file,
      group: file,
      yields: leadsTo !== undefined,
      leadsTo: leadsTo ?? [],
      start: () => this.parts.evaluator.readStart(file, fragment),
    };
  }
}

/** Each host evaluates its source again, for itself: then it is known what it depends on. */
function madeBy(
  source: string,
  hosts: readonly EntryPoint[],
  yields: boolean,
  read: () => readonly EntryPoint[],
): readonly Candidate[] {
  return hosts.map(({ kind, host }) => ({
    key: `${source}#${kind} ${host}`,
    host,
    source,
    group: `systems of ${source}`,
    yields,
    leadsTo: [],
    start: () =>
      read()
        .filter((found) => found.kind === kind && found.host === host)
        .slice(0, 1),
  }));
}
