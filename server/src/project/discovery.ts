// Where systems start among many files, kept up to date: only files that may matter are parsed, and a change looks
// only at the file that changed.

import { Multimap } from '../base/multimap';
import { baseName, parentFolder } from '../eval/paths';
import { isUsualEntry, likelihood } from './classic';
import { isUnsaved } from './folders';
import { hostSetFiles } from './host-sets';
import { sameNames } from './same-names';
import type { Sources } from './sources';
import { sameScan, type TextScan } from './text-scan';

/** A file outside the flakes' outputs where a system may start. */
export interface Start {
  readonly file: string;
  /**
   * The files that speak of specialisations, or have a usual name, which it may be the start of. Where others
   * take in all of them, it is none.
   */
  readonly leadsTo: readonly string[];
  /**
   * A file of a flake that no host was seen to use is part of something that was not understood; a document
   * never saved may become anything.
   */
  readonly fragment: boolean;
}

export interface Discovered {
  readonly flakes: readonly string[];
  /** Files that may make systems by themselves. */
  readonly hostSets: readonly string[];
  /** Likeliest first: what is covered by an earlier one need not be looked at. */
  readonly starts: readonly Start[];
}

/** Where nixpkgs keeps what makes a system. */
const SYSTEM_LIBRARY = '/nixos/lib/eval-config.nix';

const folderPrefix = (file: string): string => file.slice(0, -baseName(file).length);

/** So many files are looked at between two looks at the clock. */
const BATCH = 8;
const MANY_NAMES = 2000;
/**
 * With more files that make systems than this, those that call them are not looked for: nixpkgs itself is full of both.
 */
const MOST_MAKERS = 100;
/** What so many files may lead to is in the hands of no system in particular. */
const MOST_LEADING = 100;

export class Discovery {
  private files: readonly string[] = [];
  /** Files still to be looked at, the next one last. */
  private unseen: string[] = [];
  private readonly known = new Map<string, TextScan>();
  /**
   * The few files that play a part, found as each is looked at: going through all of them takes too long at a stretch.
   */
  private readonly flakes = new Set<string>();
  private readonly candidates = new Set<string>();
  private readonly makers = new Set<string>();
  private readonly libraries = new Set<string>();
  /** For each path, in any spelling, the files that may name it. */
  private readonly mayName = new Multimap();
  /** What files really name, where that was asked. */
  private readonly named = new Map<string, readonly string[]>();
  private found: Discovered | undefined;
  private paused: string | undefined;

  constructor(private readonly sources: Sources) {}

  /** These files may have changed. */
  touch(paths: Iterable<string>): void {
    for (const path of paths) if (this.known.has(path) || this.files.includes(path)) this.unseen.push(path);
  }

  /** Any file may have changed. */
  touchAll(): void {
    this.unseen = [...this.files].reverse();
  }

  /**
   * The starts among `files` (the same array as long as they are the same); undefined when `until` has
   * passed before they were found.
   */
  find(files: readonly string[], until: number): Discovered | undefined {
    if (files !== this.files) this.replace(files);
    for (let count = 1, file = this.unseen.pop(); file !== undefined; count++, file = this.unseen.pop()) {
      if (this.isPause(file, until)) return undefined;
      this.look(file);
      if (count % BATCH === 0 && performance.now() > until) return undefined;
    }
    this.found ??= this.search();
    return this.found;
  }

  /** Between going through a text that names thousands of files, and noting them. */
  private isPause(file: string, until: number): boolean {
    const names = this.sources.textScan(file)?.mayName.length ?? 0;
    const isOver = this.paused === file;
    this.paused = undefined;
    if (names < MANY_NAMES || isOver || performance.now() <= until) return false;
    this.paused = file;
    this.unseen.push(file);
    return true;
  }

  private replace(files: readonly string[]): void {
    const present = this.known.size === 0 ? undefined : new Set(files);
    for (const file of this.known.keys()) if (present?.has(file) === false) this.unlearn(file);
    this.files = files;
    this.found = undefined;
    this.touchAll();
  }

  private look(file: string): void {
    const before = this.known.get(file);
    const now = this.sources.textScan(file);
    if (!sameScan(before, now)) {
      this.unlearn(file);
      if (now !== undefined) this.learn(file, now);
      this.found = undefined;
    }
    const named = this.named.get(file);
    if (named !== undefined && !sameNames(named, this.sources.references(file))) {
      this.named.delete(file);
      this.found = undefined;
    }
  }

  private learn(file: string, scan: TextScan): void {
    this.known.set(file, scan);
    if (baseName(file) === 'flake.nix') {
      this.flakes.add(file);
      return;
    }
    if (scan.speaks || isUsualEntry(file)) this.candidates.add(file);
    if (scan.makesSystems) this.makers.add(file);
    if (file.endsWith(SYSTEM_LIBRARY)) this.libraries.add(file);
    for (const name of scan.mayName) this.mayName.add(this.sources.anySpelling(name), file);
  }

  private unlearn(file: string): void {
    for (const name of this.known.get(file)?.mayName ?? []) this.mayName.delete(this.sources.anySpelling(name), file);
    this.known.delete(file);
    this.named.delete(file);
    for (const files of [this.flakes, this.candidates, this.makers, this.libraries]) files.delete(file);
  }

  /**
   * Files that speak of specialisations or have a usual name, and whatever names those, up to files that nobody names.
   * A flake's own naming of its modules does not count.
   */
  private search(): Discovered {
    const flakes = [...this.flakes].sort();
    const folders = flakes.map(folderPrefix);
    const leadsTo = new Map<string, string[]>();
    for (const file of [...this.candidates].sort()) {
      for (const start of new Set([...this.startsOf(file), file])) {
        const known = leadsTo.get(start);
        if (known === undefined) leadsTo.set(start, [file]);
        else known.push(file);
      }
    }
    const starts = [...leadsTo]
      .map(([file, candidates]) => ({
        file,
        leadsTo: candidates,
        fragment: isUnsaved(file) || folders.some((folder) => file.startsWith(folder)),
        rank: likelihood(file, this.namersOf(file).length > 0),
      }))
      .sort((a, b) => a.rank - b.rank || (a.file < b.file ? -1 : 1));
    const elsewhere = [...folders, ...[...this.libraries].map((file) => file.slice(0, -SYSTEM_LIBRARY.length + 1))];
    return { flakes, hostSets: hostSetFiles([...this.allMakers()].sort(), elsewhere), starts };
  }

  /**
   * The files that may make systems, and those that call such a file, which may make systems of modules they give it.
   */
  private allMakers(): ReadonlySet<string> {
    const found = new Set(this.makers);
    for (const maker of found) {
      if (found.size > MOST_MAKERS) break;
      for (const namer of this.namersOf(maker))
        if (this.known.get(namer)?.callsFiles === true && !this.flakes.has(namer)) found.add(namer);
    }
    return found;
  }

  /** Files that may name a file, or one that does: nearest first, by their texts alone, and not all where many do. */
  mayLeadTo(file: string): readonly string[] {
    const found = new Set([file]);
    for (const at of found)
      for (const name of this.namesOf(at))
        for (const namer of this.mayName.at(name)) {
          if (found.size > MOST_LEADING) return [...found].slice(1);
          found.add(namer);
        }
    return [...found].slice(1);
  }

  /** How a file is named: by itself, or as the default.nix of a folder. */
  private namesOf(file: string): readonly string[] {
    const names = baseName(file) === 'default.nix' ? [file, parentFolder(file)] : [file];
    return names.map((name) => this.sources.anySpelling(name));
  }

  /** The files that name a file. */
  private namersOf(file: string): readonly string[] {
    const { sources } = this;
    const names = this.namesOf(file);
    const maybe = new Set(names.flatMap((name) => this.mayName.at(name)));
    const isNamed = (namer: string): boolean =>
      this.referencesOf(namer).some((path) => names.includes(sources.anySpelling(path)));
    return [...maybe].filter((namer) => namer !== file && isNamed(namer));
  }

  private referencesOf(file: string): readonly string[] {
    let paths = this.named.get(file);
    if (paths === undefined) {
      paths = this.sources.references(file);
      this.named.set(file, paths);
    }
    return paths;
  }

  /** The files that nobody names from which a file can be reached. */
  private startsOf(file: string): readonly string[] {
    const seen = new Set([file]);
    const starts: string[] = [];
    const pending = [file];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const namers = this.namersOf(at);
      if (namers.length === 0) starts.push(at);
      for (const namer of namers) {
        if (!seen.has(namer)) pending.push(namer);
        seen.add(namer);
      }
    }
    return starts;
  }
}
