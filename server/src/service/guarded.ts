// Work on one thing, of which nothing gets out but results and notes: neither what it costs nor what it throws concerns the others.
import type { Logger } from '../base/logger';
import { type Budget, meter, stoppedIn, withBudget } from '../eval/budget';
import type { TakeNote } from './notes';

/** Something that must not be worked on now, because it ended the last thread that did. */
export interface SetAside {
  readonly what: string;
  /** What it had read by then, absolute paths: once one of them changes it is tried again. */
  readonly files: readonly string[];
}

export interface GuardParts {
  readonly logger: Logger;
  readonly budget: Budget;
  readonly setAside: readonly SetAside[];
  /** Called before each piece of work. */
  onWork(what: string): void;
  /** Notes that what is in hand depends on a file. */
  dependOn(file: string): void;
}

/** Runs a piece of work on `what`; without results when it needs more than its budget, or fails. */
export type Guarded = <T>(what: string, note: TakeNote, work: () => readonly T[]) => readonly T[];

export function guard({ logger, budget, setAside, onWork, dependOn }: GuardParts): Guarded {
  const aside = new Map(setAside.map(({ what, files }) => [what, files]));
  return <T>(what: string, note: TakeNote, work: () => readonly T[]): readonly T[] => {
    const files = aside.get(what);
    if (files !== undefined) {
      aside.delete(what);
      for (const file of files) dependOn(file);
      note('set-aside', 'not analysed until it changes: it took too much time or memory');
      return [];
    }
    onWork(what);
    const onOverflow = (): readonly T[] => [];
    try {
      const { result, stopped } = stoppedIn(() => withBudget(budget, work, onOverflow));
      if (stopped !== undefined) {
        logger.info(`analysis stopped at=${what} why=${stopped.detail}`);
        note('stopped', `not evaluated to the end: ${stopped.detail}`);
      }
      return result;
    } catch (error) {
      // What was half computed may be computed again.
      meter.epoch++;
      note('failed', 'not analysed because of a fault in this program');
      logger.error(`analysis failed at=${what} error=${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return [];
    }
  };
}
