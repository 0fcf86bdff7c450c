// What the core and the thread that helps it tell each other. Plain data.
import type { SetAside } from '../../service/attempt';
import type { Helped, Job } from '../../service/helping';
import type { Order } from '../core/messages';

type Start = Extract<Order, { readonly type: 'start' }>;

/** What it is told first. */
export interface Begin extends Pick<Start, 'language' | 'cacheFolder' | 'chosen'> {
  /** What is not to be worked on, as it ended another thread. */
  readonly setAside: readonly SetAside[];
}

export type HelperOrder =
  | { readonly type: 'begin'; readonly begin: Begin }
  | { readonly type: 'evaluate'; readonly job: Job };

export type HelperReport =
  | { readonly type: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly line: string }
  /** What came of the first job that was not done; undefined where it was given up. */
  | { readonly type: 'done'; readonly found: Helped | undefined };
