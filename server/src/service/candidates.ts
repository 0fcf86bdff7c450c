// Where systems may start, in order: what flakes define, what files that make hosts without one
// define, and files to start at.

import type { Answers } from '../project/answers';
import { Discovery } from '../project/discovery';
import { sameNames } from '../project/same-names';
import type { Note } from './notes';
import { SourceReader, type SourceReaderParts, type SourceRecord } from './source-records';
import type { Candidate } from './tracked';

export interface CandidateParts extends SourceReaderParts {
  /** All Nix files, the same array as long as they are the same; undefined when they are not all known by `until`. */
  nixFiles(until: number): readonly string[] | undefined;
  /** The files that systems start at, where they need not be looked for. */
  readonly entries: readonly string[] | undefined;
  /** The file that the environment names as the machine's configuration. */
  readonly named: string | undefined;
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
  private readonly reader: SourceReader;
  private listed:
    | { readonly files: readonly string[]; readonly open: readonly string[]; readonly all: readonly string[] }
    | undefined;

  constructor(private readonly parts: CandidateParts) {
    this.discovery = new Discovery(parts.evaluator.sources);
    this.reader = new SourceReader(parts);
  }

  /** Files that are no modules of any system, though they look like it. */
  get foreign(): readonly string[] {
    return [...this.records.values()].flatMap(({ found }) => found.foreign);
  }

  /** What is known of the files that define systems. */
  get sources(): ReadonlyMap<string, SourceRecord> {
    return this.records;
  }

  /** Files that may lead to a file, nearest first. */
  mayLeadTo(file: string): readonly string[] {
    return this.discovery.mayLeadTo(file);
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
        this.records.set(source, this.reader.read(source, index < found.flakes.length ? 'flake' : 'host-set'));
    }
    const systemsOf = (sources: readonly string[]): readonly Candidate[] =>
      sources.flatMap((source) => this.records.get(source)?.candidates ?? []);
    const named = this.parts.named && this.parts.evaluator.sources.spelling(this.parts.named);
    const templates = [...this.records.values()].flatMap(({ found }) => found.templates);
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
