import type { Spellings } from './spellings';

/** What is asked of a path: what it is, what its text is, which names it holds, or whatever was asked before. */
export const UNTOLD = ['kind', 'text', 'names', 'anything'] as const;
export type Untold = (typeof UNTOLD)[number];

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
  /**
   * Why this source has no answer, in words that go behind the path: then what it gives says nothing. Sources that know
   * all their files leave it out.
   */
  untold?(path: string, of: Untold): string | undefined;
  /** Where a path really leads, all links followed; itself where it leads nowhere, or where there are no links. */
  place?(path: string): string;
  /** Where files are found under other spellings than the listed one: which one that is. */
  readonly spellings?: Spellings | undefined;
}
