// What the built-ins ask of the files, through the interpreter's loader, and what becomes of the answers.

import { spend } from '../budget';
import { type FileLoader, type Use, unread } from '../loader';
import { placeOf } from '../origin';
import { baseName, normalise, parentFolder } from '../paths';
import type { Site } from '../site';
import { attrs, FALSE, int, NULL, type Origin, type Slot, string, TRUE, unknown, type Value } from '../values';
import { byteLength } from './bytes';
import { unknownPath, withPath } from './paths';

/** Longer paths have no file on any system that we know. */
const LONGEST_PATH = 4096;
/** What it takes to ask the disk about one file. */
const FILE_COST = 20;
const KINDS = { file: 'regular', directory: 'directory' } as const;

type Taking = (file: string) => Value | undefined;

/** Each answer is a value: what the files do not say is not known, or, in part, undefined. */
export class FileQuestions {
  /** @param hasHome whether the environment may say where the user's folder is. */
  constructor(
    private readonly loader: FileLoader,
    private readonly hasHome: boolean,
  ) {}

  /** Hands the file that a path stands for to `then`; what it does not answer is not known. */
  reading(path: Slot, site: Site, then: Taking, use: Use = 'contents'): Value {
    return withPath(
      path,
      site,
      (file) =>
        spend(FILE_COST) ??
        (file.length > LONGEST_PATH ? undefined : then(file)) ??
        unread(file.slice(0, LONGEST_PATH), use, this.loader, site),
      () => unknownPath(site),
    );
  }

  /** Whether there is such a file: where that is not known, nothing was to be read that is missing. */
  presence(path: Slot, site: Site): Value {
    return withPath(
      path,
      site,
      (file) => spend(FILE_COST) ?? this.exists(file) ?? this.unsure(file.slice(0, LONGEST_PATH), site),
      () => unknownPath(site),
    );
  }

  private unsure(file: string, site: Site): Value {
    const { loader } = this;
    // `$HOME/.config` of an empty `$HOME`.
    if (!this.hasHome && file.startsWith('/.')) return FALSE;
    return loader.withheld?.(file, 'contents') === undefined
      ? unknown('environment', `whether ${file} exists`, site)
      : unread(file, 'contents', loader, site);
  }

  text(path: Slot, site: Site, then: (text: string) => Value): Value {
    return this.reading(path, site, (file) => {
      const text = this.loader.read(file);
      return text === undefined ? undefined : then(text);
    });
  }

  kind(file: string): Value | undefined {
    const kind = this.loader.kind(file);
    return kind === undefined ? undefined : string(KINDS[kind]);
  }

  folder(folder: string, site: Site): Value | undefined {
    const names = this.loader.kind(folder) === 'directory' ? this.loader.list(folder) : undefined;
    if (names === undefined) return undefined;
    const kindIn = (path: string): Value => this.kind(path) ?? unread(path, 'contents', this.loader, site);
    return (
      spend(FILE_COST * (names.length + 1)) ??
      attrs(names.map((name): [string, Slot] => [name, kindIn(normalise(`${folder}/${name}`))]))
    );
  }

  /**
   * Absent only where a folder above is there and does not list what leads to it. What is elsewhere
   * on this machine says nothing.
   */
  exists(file: string): Value | undefined {
    const { loader } = this;
    if (loader.kind(file) !== undefined) return TRUE;
    if (file.length > LONGEST_PATH || loader.withheld?.(file, 'contents') !== undefined) return undefined;
    for (let at = file; at !== parentFolder(at); at = parentFolder(at)) {
      const folder = parentFolder(at);
      if (at !== file && folder === parentFolder(folder)) return undefined;
      const kind = loader.kind(folder);
      if (kind === 'file') return FALSE;
      if (kind === 'directory') return loader.list(folder)?.includes(baseName(at)) === false ? FALSE : undefined;
    }
    return undefined;
  }

  /** Where an attribute is written; its column counts bytes. */
  position(origin: Origin | undefined, site: Site): Value {
    const place = placeOf(origin);
    if (place === null) return NULL;
    const text = place && this.loader.read(place.file, 'import');
    if (place === undefined || text === undefined) return unknown('environment', 'a position', site);
    const before = text.slice(0, place.key.start).split('\n');
    return attrs([
      ['file', string(place.file)],
      ['line', int(before.length)],
      ['column', int(byteLength(before.at(-1) ?? '') + 1)],
    ]);
  }
}
