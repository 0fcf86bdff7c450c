// Keeps the results of all entry points up to date with as little work as possible: what asked for nothing that changed stays as it is.
import { memo } from '../base/memo';
import type { TextEdit } from '../base/text-edit';
import type { Interpreter } from '../eval/interpreter';
import { classicEntry } from '../project/classic';
import { Discovery } from '../project/discovery';
import type { EntryPoint } from '../project/entry-point';
import type { FlakeSystems } from '../project/flake';
import { type Answers, type Recorder, sameNames } from '../project/recorder';
import type { Sources } from '../project/sources';
import type { Fix } from '../rules/finding';
import type { EntryResult } from './entry-work';
import { withLateFixes } from './late-fixes';
import { movedFindings } from './moved';
import { type Candidate, mostUrgent, standings, type Tracked } from './plan';
import { Sitting } from './sitting';

export interface TrackerParts {
  readonly sources: Sources;
  readonly recorder: Recorder;
  readonly interpreter: Interpreter;
  /** What a flake defines. */
  readFlake(flake: string): FlakeSystems;
  /** What a file that makes systems without a flake defines. */
  readHostSet(file: string): readonly EntryPoint[];
  /** All Nix files, the same array as long as they are the same; undefined when they are not all known by `until`. */
  nixFiles(until: number): readonly string[] | undefined;
  /** The files that systems start at, where they need not be looked for. */
  readonly entries: readonly string[] | undefined;
  /** The file that the environment names as the machine's configuration. */
  readonly named: string | undefined;
  guarded<T>(what: string, work: () => readonly T[]): readonly T[];
  work(name: string, start: () => EntryPoint | undefined, sitting: Sitting): Generator<undefined, EntryResult>;
}

export interface TrackerState {
  /** Entry points that count, as far as known. */
  readonly taken: readonly Tracked[];
  /** All entry points are known. */
  readonly isPlanned: boolean;
  /** And all their results are current. */
  readonly isDone: boolean;
}

/** The systems that one file defines. */
interface SourceRecord {
  readonly sitting: Sitting;
  readonly candidates: readonly Candidate[];
  /** Files that are no modules of any system, though they look like it. */
  readonly foreign: readonly string[];
}

export class Tracker {
  private readonly discovery: Discovery;
  /** Flakes, and files that make systems without one. */
  private readonly records = new Map<string, SourceRecord>();
  private tracked = new Map<string, Tracked>();
  /** All candidates in order; undefined when they have to be put together anew. */
  private plan: readonly Tracked[] | undefined;
  private touched = new Set<string>();
  private isDiskChanged = false;
  private listed: { readonly files: readonly string[]; readonly open: readonly string[]; readonly all: readonly string[] } | undefined;

  constructor(private readonly parts: TrackerParts) {
    this.discovery = new Discovery(parts.sources);
  }

  /** A document was opened, edited or closed. */
  touch(path: string): void {
    this.touched.add(path);
  }

  /** What is shown until it is replaced moves with the text. Undefined edits: the text was replaced. */
  move(path: string, edits: readonly TextEdit[] | undefined): void {
    for (const tracked of this.tracked.values())
      tracked.shown = tracked.shown.map((checked) => ({ ...checked, findings: movedFindings(checked.findings, path, edits) }));
  }

  /** Files changed on disk, or other files count. */
  touchDisk(): void {
    this.isDiskChanged = true;
  }

  /** The rules are to have their say again. */
  checkAgain(): void {
    for (const tracked of this.tracked.values()) {
      tracked.isCurrent = false;
      tracked.sitting = undefined;
      tracked.work = undefined;
    }
  }

  /** Works on what is out of date until all is done or `until` has passed; what `focus` takes part in first. Returns whether all is done. */
  advance(until: number, focus: string | undefined): boolean {
    this.revalidate();
    const plan = this.planned(until);
    if (plan === undefined) return false;
    const { foreign } = this;
    for (;;) {
      const next = mostUrgent(standings(plan, foreign).pending, focus);
      if (next === undefined) return true;
      this.step(next);
      if (performance.now() > until) return standings(plan, foreign).pending.length === 0;
    }
  }

  get state(): TrackerState {
    this.revalidate();
    const { taken, pending } = standings(this.plan ?? [...this.tracked.values()], this.foreign);
    return { taken, isDone: this.plan !== undefined && pending.length === 0, isPlanned: this.plan !== undefined };
  }

  private get foreign(): readonly string[] {
    return [...this.records.values()].flatMap(({ foreign }) => foreign);
  }

  newSitting(): Sitting {
    return new Sitting(this.parts.interpreter, this.parts.recorder);
  }

  private step(tracked: Tracked): void {
    tracked.sitting ??= this.newSitting();
    tracked.work ??= this.parts.work(tracked.candidate.key, tracked.candidate.start, tracked.sitting);
    const { done, value } = tracked.work.next();
    if (done !== true) return;
    tracked.sitting.end();
    tracked.work = undefined;
    const fixes = memo(() => this.fixesOf(tracked, result));
    const result: EntryResult = {
      ...value,
      checked: value.checked.map((checked, index) => ({
        ...checked,
        findings: withLateFixes(checked.findings, () => fixes()[index] ?? []),
      })),
    };
    tracked.result = result;
    tracked.shown = result.checked;
    tracked.isCurrent = true;
  }

  /** The fixes of all findings of a result, in order; none when it is no longer current. */
  private fixesOf(tracked: Tracked, result: EntryResult): readonly (readonly (readonly Fix[])[])[] {
    this.revalidate();
    if (tracked.result !== result || !tracked.isCurrent) return [];
    const sitting = this.newSitting();
    const work = this.parts.work(tracked.candidate.key, tracked.candidate.start, sitting);
    for (;;) {
      const { done, value } = work.next();
      if (done === true) return sitting.run(() => value.checked.map(({ findings }) => findings.map(({ fixes }) => fixes())));
    }
  }

  /** Finds out what the changes since the last time mean. */
  private revalidate(): void {
    const { touched, isDiskChanged, parts } = this;
    if (!isDiskChanged && touched.size === 0) return;
    this.touched = new Set();
    this.isDiskChanged = false;
    const holds = (answers: Answers): boolean => (isDiskChanged ? answers.hold(parts.sources) : answers.holdFor(touched, parts.sources));
    for (const [flake, { sitting }] of this.records) if (!holds(sitting.answers)) this.records.delete(flake);
    for (const tracked of this.tracked.values()) {
      if (tracked.sitting === undefined || holds(tracked.sitting.answers)) continue;
      tracked.isCurrent = false;
      tracked.sitting = undefined;
      tracked.work = undefined;
    }
    if (isDiskChanged) this.discovery.touchAll();
    else this.discovery.touch(touched);
    this.plan = undefined;
  }

  private planned(until: number): readonly Tracked[] | undefined {
    if (this.plan !== undefined) return this.plan;
    const candidates = this.parts.entries?.map((file) => this.classic(file, false, undefined)) ?? this.discovered(until);
    if (candidates === undefined) return undefined;
    const tracked = new Map<string, Tracked>();
    for (const candidate of candidates) {
      const known = this.tracked.get(candidate.key);
      // What it counts as may have changed without its own files.
      if (known !== undefined) known.candidate = candidate;
      tracked.set(
        candidate.key,
        known ?? { candidate, result: undefined, shown: [], isCurrent: false, sitting: undefined, work: undefined },
      );
    }
    this.tracked = tracked;
    this.plan = [...tracked.values()];
    return this.plan;
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
    const { named } = this.parts;
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
    const open = this.parts.sources.openPaths;
    const before = this.listed;
    if (before === undefined || !sameNames(before.files, files) || !sameNames(before.open, open))
      this.listed = { files, open, all: [...new Set([...files, ...open])].sort() };
    return this.listed?.all;
  }

  private readFlake(flake: string): SourceRecord {
    const { readFlake, guarded } = this.parts;
    const sitting = this.newSitting();
    const [systems] = sitting.run(() => guarded(flake, () => [readFlake(flake)]));
    const candidates = madeBy(flake, systems?.hosts ?? [], false, () => readFlake(flake).hosts);
    const foreign = sitting.run(() => guarded(flake, () => [...(systems?.foreignModules() ?? [])]));
    return { sitting, candidates, foreign };
  }

  private readHostSet(file: string): SourceRecord {
    const { readHostSet, guarded } = this.parts;
    const sitting = this.newSitting();
    const hosts = sitting.run(() => guarded(file, () => readHostSet(file)));
    return { sitting, candidates: madeBy(file, hosts, true, () => readHostSet(file)), foreign: [] };
  }

  private classic(file: string, fragment: boolean, leadsTo: readonly string[] | undefined): Candidate {
    const { recorder } = this.parts;
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
function madeBy(source: string, hosts: readonly EntryPoint[], yields: boolean, read: () => readonly EntryPoint[]): readonly Candidate[] {
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
