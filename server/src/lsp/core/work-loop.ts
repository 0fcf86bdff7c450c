// Keeps the analysis up to date in slices, so that what changes meanwhile is heard between two of them.
import type { Logger } from '../../base/logger';
import { guarded } from '../guarded';
import type { Order } from './messages';

/** Long enough for a burst of typing, short enough to feel immediate. */
const TRAILING_MS = 80;
const SLICE_MS = 10;
/** Between two slices; what has arrived meanwhile is taken in first. */
const BREATH_MS = 1;

export class WorkLoop {
  private timer: NodeJS.Timeout | undefined;
  private edited: string | undefined;
  private wanted: string | undefined;
  private startedAt: number | undefined;

  /**
   * `advance` works until a moment (as of performance.now), first on the systems of a file, and says whether all is
   * done. `onSlice` hears how long this stretch of work has taken so far, and whether it ends here.
   */
  constructor(
    private readonly logger: Logger,
    private readonly advance: (until: number, focus: string | undefined) => boolean,
    private readonly onSlice: (sinceMs: number, isOver: boolean) => void,
  ) {}

  schedule({ edited, wanted, now }: Extract<Order, { type: 'schedule' }>): void {
    this.edited = edited ?? this.edited;
    this.wanted = wanted;
    this.sliceIn(now ? 0 : TRAILING_MS);
  }

  private sliceIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.slice(), ms);
  }

  private slice(): void {
    const start = performance.now();
    this.startedAt ??= start;
    const since = this.startedAt;
    // Work that fails is not tried again before something changes.
    const isOver = guarded(this.logger, 'analysis', true, () =>
      this.advance(start + SLICE_MS, this.wanted ?? this.edited),
    );
    guarded(this.logger, 'state', undefined, () => this.onSlice(performance.now() - since, isOver));
    if (isOver) this.startedAt = undefined;
    else this.sliceIn(BREATH_MS);
  }
}
