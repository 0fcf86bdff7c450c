// Threads that whoever types does not wait for.
import { setPriority } from 'node:os';

/** As `nice` counts: a third of what others get on a machine that is busy. */
const STEP_BACK = 5;

/** Others go first from now on. On Linux a thread has a priority of its own; elsewhere the server would have it. */
export function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(STEP_BACK);
  } catch {
    // Then it works as fast as the others.
  }
}
