// Files of the configuration that are there, but that nothing was read of: whoever hears
// "no problems" must know of them.
import { accessSync, constants, statSync } from 'node:fs';
import { bytesAt, isRefused, realPath } from '../host/reading';
import type { FileSource } from '../project/file-source';
import { LONGEST_FILE } from '../project/sources';

/** Gives what another source gives, and remembers which Nix files it could not read. */
export class NotedReading implements FileSource {
  /** Paths, in the order they were asked for. */
  readonly unread = new Set<string>();

  constructor(private readonly files: FileSource) {}

  read(path: string): string | undefined {
    const text = this.files.read(path);
    const isRead = text !== undefined && text.length <= LONGEST_FILE;
    if (!isRead && path.endsWith('.nix') && this.files.kind(path) === 'file') this.unread.add(path);
    return text;
  }

  kind(path: string): 'file' | 'directory' | undefined {
    return this.files.kind(path);
  }

  list(path: string): readonly string[] | undefined {
    return this.files.list(path);
  }

  place(path: string): string {
    return this.files.place?.(path) ?? path;
  }

  get spellings(): FileSource['spellings'] {
    return this.files.spellings;
  }
}

/** Why a file cannot be read as text, in a few words. */
export function whyUnread(path: string): string {
  const place = realPath(path);
  if (place === undefined || isRefused(place)) return 'may not be read';
  try {
    accessSync(place, constants.R_OK);
    if (statSync(place).size >= LONGEST_FILE) return 'is larger than 8 MB';
  } catch {
    return 'may not be read';
  }
  return bytesAt(place)?.includes(0) ? 'is a binary file' : 'is not UTF-8';
}
