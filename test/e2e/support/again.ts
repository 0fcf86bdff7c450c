// Doing something until it has had its effect: a window that is busy, or has just closed a dialogue, loses keys and
// clicks.

const TRIES = 5;
const LAST_MS = 60_000;

/**
 * Tries until an attempt does not throw. Each is given how long it may wait for its effect: at first `milliseconds`,
 * then longer, at last so long that only what never comes fails.
 */
export async function again<T>(attempt: (patience: number) => Promise<T>, milliseconds = 2000): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(tries < TRIES ? milliseconds * tries : LAST_MS);
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}
