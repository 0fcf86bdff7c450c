// What the server's first thread and the one for whole releases tell each other. Plain data.
import type { Release, ReleaseSource } from '../../release/read-release';

/** What is to be done, one after the other. Whoever wants it no more ends the thread. */
export interface ReadOrder {
  readonly type: 'read';
  readonly source: ReleaseSource;
  /** Whether the user trusts the workspace: more of the disk may be read then. */
  readonly trusted: boolean;
  /** Where it is kept. */
  readonly cacheFolder: string | undefined;
}

export type WholeOrder = ReadOrder;

/** What the thread says. The last word about an order is `done`. */
export type WholeReport =
  | { readonly type: 'options'; readonly count: number }
  | { readonly type: 'release'; readonly source: ReleaseSource; readonly release: Release }
  | { readonly type: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly line: string }
  /** `failed`: why there is no result, in words. */
  | { readonly type: 'done'; readonly failed: string | undefined };
