// Notices when a thread that was told to do something is not heard of any more.
import { inBackground } from '../../base/timer';

/** Ticks are counted instead of time: a machine that slept has not waited. */
const TICK_MS = 1000;
/** Longer than any piece of work may take. */
const TICKS = 15;

export interface WatchdogParts {
  /** Asks for a sign of life. */
  ping(): void;
  giveUp(): void;
}

export class Watchdog {
  private timer: NodeJS.Timeout | undefined;
  private silent = 0;

  constructor(private readonly parts: WatchdogParts) {}

  /** Something was asked for: from now on there has to be an answer now and then, until `stop`. */
  expect(): void {
    if (this.timer !== undefined) return;
    this.silent = 0;
    this.timer = inBackground(setInterval(() => this.tick(), TICK_MS));
  }

  heard(): void {
    this.silent = 0;
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private tick(): void {
    this.silent++;
    if (this.silent > TICKS) {
      this.stop();
      this.parts.giveUp();
    } else if (this.silent === 2) this.parts.ping();
  }
}
