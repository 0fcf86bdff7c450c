// Work on one thing, of which nothing gets out but results and notes: neither what it costs nor what
// it throws concerns the others.

import type { Logger } from '../base/logger';
import { OutOfTime, withTimeLimit } from '../base/time-limit';
import { type Allowance, inShare, isTimeUp, meter, TIME_UP, withBudget } from '../eval/budget';
import { l10n } from '../protocol/l10n';
import type { TakeNote } from './notes';

/** Something that must not be worked on now, because it ended the last thread that did. */
export interface SetAside {
  readonly what: string;
  /** What it had read by then, absolute paths: once one of them changes it is tried again. */
  readonly files: readonly string[];
}

export interface AttemptParts {
  readonly logger: Logger;
  /** What all work on one thing may cost together. */
  newAllowance(): Allowance;
  readonly setAside: readonly SetAside[];
  /** Called before each piece of work. */
  onWork(what: string): void;
  /** Notes that what is in hand depends on a file. */
  dependOn(file: string): void;
}

/**
 * Runs a piece of the work on one thing within what is left of its allowance; without results, or not all, where that
 * is not enough, and where it fails.
 */
export type Attempt = <T>(
  what: string,
  note: TakeNote,
  work: () => readonly T[],
  allowance?: Allowance,
) => readonly T[];

/** The part of what is left for a thing that one piece of the work on it may take. */
const PIECE = 1 / 2;

export function attempting({ logger, newAllowance, setAside, onWork, dependOn }: AttemptParts): Attempt {
  const aside = new Map(setAside.map(({ what, files }) => [what, files]));
  return <T>(what: string, note: TakeNote, work: () => readonly T[], allowance = newAllowance()): readonly T[] => {
    const files = aside.get(what);
    if (files !== undefined) {
      aside.delete(what);
      for (const file of files) dependOn(file);
      note('set-aside', l10n.t('not analysed until it changes: it took too much time or memory'));
      return [];
    }
    onWork(what);
    const before = allowance.stopped;
    const onOverflow = (): readonly T[] => [];
    const inTime = (): readonly T[] => withTimeLimit(isTimeUp, () => inShare(work, PIECE));
    let result: readonly T[] = [];
    try {
      result = withBudget(allowance, inTime, onOverflow);
    } catch (error) {
      // What was half computed may be computed again.
      meter.epoch++;
      if (!(error instanceof OutOfTime)) {
        note('failed', l10n.t('not analysed because of a fault in this program'));
        logger.error(
          `analysis failed at=${what} error=${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        return [];
      }
    }
    if (allowance.isOver) allowance.stopped ??= TIME_UP;
    const { stopped } = allowance;
    if (before === undefined && stopped !== undefined) {
      logger.info(`analysis stopped at=${what} why=${stopped.detail}`);
      note('stopped', l10n.t('not evaluated to the end: {0}', stopped.detail));
    }
    return result;
  };
}
