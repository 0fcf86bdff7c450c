// The systems of the workspace as the server last told them, for whoever cannot wait for an analysis to end.
import type { SystemNode } from '../../server/src/protocol/tree';
import type { Log } from './log';
import type { Server } from './server';

export interface Systems {
  /** As they were told last; none before the first time. */
  readonly known: () => readonly SystemNode[];
  /** How many configurations there are, with specialisations or without. */
  readonly found: () => number;
  /** As they are now, if that is told soon; otherwise as they were told last. */
  readonly latest: () => Promise<readonly SystemNode[]>;
  /** Calls back when they were told anew. */
  readonly onTold: (listener: () => void) => { readonly dispose: () => void };
  readonly dispose: () => void;
}

/** So that a burst of typing asks once. */
const SETTLE_MS = 400;
/** As long as a click waits for an analysis. */
const PATIENCE_MS = 3000;

export function createSystems(server: Pick<Server, 'systems' | 'onAnalysed'>, log: Pick<Log, 'error'>): Systems {
  const listeners = new Set<() => void>();
  let known: readonly SystemNode[] = [];
  let found = 0;
  let timer: NodeJS.Timeout | undefined;
  const ask = async (): Promise<void> => {
    const told = await server.systems();
    if (told === undefined) return;
    known = told.systems;
    found = told.found;
    for (const listener of listeners) listener();
  };
  const asked = (): Promise<void> =>
    ask().catch((error: unknown) => log.error(`systems failed error=${String(error)}`));
  const subscription = server.onAnalysed(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void asked(), SETTLE_MS);
  });
  return {
    known: () => known,
    found: () => found,
    latest: async () => {
      await soon(asked(), PATIENCE_MS);
      return known;
    },
    onTold: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    dispose: () => {
      clearTimeout(timer);
      subscription.dispose();
      listeners.clear();
    },
  };
}

/** What comes of a promise within so many milliseconds; undefined where that is too late. */
export async function soon<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
