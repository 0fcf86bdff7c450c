// The young generation of the thread that evaluates: everything that an edit makes dies with the next.
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Everything begins its life there, from now on. V8 would soon put what most evaluations keep to their end among the
 * old at once, where it is not seen to be dead, and keeps alive all that it refers to until the next full collection.
 */
export function beginYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}

/** Less, in bytes, is not worth it. */
const LEAST = 4_000_000;

/**
 * What takes out the dead, for when nobody waits: what is collected in the middle of the work on an edit, when all of
 * it is alive, is copied first.
 */
export function youngCollector(): () => void {
  letCollect();
  const collect: NodeJS.GCFunction = runInNewContext('gc');
  return () => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    if (young !== undefined && young.space_used_size > LEAST) collect({ type: 'minor' });
  };
}

/** Collecting can be asked for, from now on. */
export function letCollect(): void {
  setFlagsFromString('--expose-gc');
}
