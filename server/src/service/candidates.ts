// Where systems may start, in order: what flakes define, what files that make hosts without one
// define, and files to start at.
import { classicEntry } from '../project/classic';
import { Discovery } from '../project/discovery';
import type { EntryPoint } from '../project/entry-point';
import { type Answers, sameNames } from '../project/recorder';
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
  /** Files that are no modules of any system, though they look like it. */
  readonly foreign: readonly string[];
  readonly notes: readonly Note[];
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
    return [
      ...systemsOf(found.flakes),
      ...(named !== undefined && files?.includes(named) ? [this.classic(named, false, [])] : []),
      ...systemsOf(found.hostSets),
      ...found.starts.map(({ file, leadsTo, fragment }) => this.classic(file, fragment, leadsTo)),
    ];
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
    const [systems] = scope.run(() => evaluator.guarded(flake, note, () => [evaluator.readFlake(flake)]));
    const candidates = madeBy(flake, systems?.hosts ?? [], false, () => evaluator.readFlake(flake).hosts);
    const foreign = scope.run(() => evaluator.guarded(flake, note, () => [...(systems?.foreignModules() ?? [])]));
    // Where there are hosts, they tell the place.
    if (candidates.length === 0 && (this.parts.evaluator.sources.parse(flake)?.errors.length ?? 0) > 0)
      note('not-nix', 'not read: its text is not Nix');
    return { scope, candidates, foreign, notes };
  }

  private readHostSet(file: string): SourceRecord {
    const { evaluator } = this.parts;
    const scope = evaluator.newScope();
    const notes: Note[] = [];
    const hosts = scope.run(() => evaluator.guarded(file, notesAbout(file, notes), () => evaluator.readHostSet(file)));
    return { scope, candidates: madeBy(file, hosts, true, () => evaluator.readHostSet(file)), foreign: [], notes };
  }

  private classic(file: string, fragment: boolean, leadsTo: readonly string[] | undefined): Candidate {
    const { recorder } = this.parts.evaluator;
    return {
      key: `${file} ${fragment}`,
      host: null,
      source: file,
      group: file,
      yields: leadsTo !== undefined,
      leadsTo: leadsTo ?? [],
      start: () => classicEntry(file, recorder, fragment),
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
    start: () => read().find((found) => found.kind === kind && found.host === host),
  }));
}
