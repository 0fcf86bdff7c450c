// When what was found is written down: once nothing is left to do, and not all the time.
import { inBackground } from '../../base/timer';

/** Nobody waits for it, and what comes right after goes with it. */
const DELAY_MS = 500;
/** From one time to the next: it is as much as there are files. */
const EVERY_MS = 20_000;

export class Keeping {
  private timer: NodeJS.Timeout | undefined;
  private last = Number.NEGATIVE_INFINITY;

  constructor(private readonly keep: () => void) {}

  later(): void {
    if (this.timer !== undefined) return;
    this.timer = inBackground(
      setTimeout(
        () => {
          this.timer = undefined;
          this.last = performance.now();
          this.keep();
        },
        Math.max(DELAY_MS, this.last + EVERY_MS - performance.now()),
      ),
    );
  }
}
