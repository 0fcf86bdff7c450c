import type { Spellings } from './spellings';

/**
 * Read access to files, synchronous and total: what cannot be read is undefined. Paths are
 * absolute with forward slashes.
 */
export interface FileSource {
  /** The text, or undefined when it does not exist, is not readable, is not UTF-8 text or is larger than the limit. */
  read(path: string): string | undefined;
  kind(path: string): 'file' | 'directory' | undefined;
  /** Names in a directory, sorted; empty where there is none, undefined when it cannot be read or has too many. */
  list(path: string): readonly string[] | undefined;
  /** Where a path really leads, all links followed; itself where it leads nowhere, or where there are no links. */
  place?(path: string): string;
  /** Where files are found under other spellings than the listed one: which one that is. */
  readonly spellings?: Spellings | undefined;
}
