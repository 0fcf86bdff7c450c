// What the server's first thread and the one for whole releases tell each other. Plain data.
import type { Release, ReleaseSource } from '../../release/read-release';
import type { WholeSubject } from '../../service/whole-check';
import type { WholeResult } from '../../service/whole-results';

/** What is to be done, one after the other. Whoever wants it no more ends the thread. */
export interface ReadOrder {
  readonly type: 'read';
  readonly source: ReleaseSource;
  /** Whether the user trusts the workspace: more of the disk may be read then. */
  readonly trusted: boolean;
  /** Where it is kept. */
  readonly cacheFolder: string | undefined;
}

export interface CheckOrder {
  readonly type: 'check';
  readonly subject: WholeSubject;
  /** Those that are open. */
  readonly folders: readonly string[];
  readonly trusted: boolean;
  /** Texts of open documents, which count instead of those on disk. */
  readonly documents: readonly { readonly path: string; readonly text: string }[];
}

export type WholeOrder = ReadOrder | CheckOrder;

/** What the thread says. The last word about an order is `done`. */
export type WholeReport =
  | { readonly type: 'options'; readonly count: number }
  | { readonly type: 'release'; readonly source: ReleaseSource; readonly release: Release }
  | { readonly type: 'checked'; readonly result: WholeResult }
  | { readonly type: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly line: string }
  /** `failed`: why there is no result, in words. */
  | { readonly type: 'done'; readonly failed: string | undefined };
