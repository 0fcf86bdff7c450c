// The thread for whole releases as the rest of the server sees it: started when there is something to do, given one
// thing after the other, ended when it is wanted no more or has had nothing to do for a while. Whatever becomes of it,
// the core goes on without.
import type { Logger } from '../../base/logger';
import type { Release, ReleaseSource } from '../../release/read-release';
import { keyOf } from '../../service/releases';
import type { Link, Open } from '../core/link';
import type { WholeOrder, WholeReport } from './messages';

/** Starts the thread, which may have so many megabytes. */
export type OpenWhole = (megabytes: number) => Open<WholeOrder, WholeReport>;

export interface WholeClientParts {
  readonly logger: Logger;
  readonly open: OpenWhole;
  readonly cacheFolder: string | undefined;
  memoryLimit(): number;
  trusted(): boolean;
  /** A release was read. */
  onRelease(source: ReleaseSource, release: Release): void;
  /** What is done now, and why something was not, is another. */
  onChange(): void;
}

/** Something to do. */
interface Job {
  readonly key: string;
  readonly order: () => WholeOrder;
  /** Hears what is said about it; the last report is `done`. */
  readonly hear: (report: WholeReport) => void;
}

/** What is worked on. */
export interface Doing {
  readonly what: WholeOrder;
  /** Options found so far. */
  readonly count: number;
}

/** It is quicker as long as it knows the files; but it knows hundreds of megabytes of them. */
const ENDS_AFTER_MS = 120_000;
/** Longer than any budget: whoever is silent for so long does not come back. */
const GIVEN_UP_AFTER_MS = 400_000;

export class WholeClient {
  private link: Link<WholeOrder> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private jobs: readonly Job[] = [];
  private under: { readonly job: Job; readonly what: WholeOrder; count: number } | undefined;
  /** Why something could not be done, by what it is; it is not tried again by itself. */
  private readonly refused = new Map<string, string>();

  constructor(private readonly parts: WholeClientParts) {}

  /** What is done now. */
  get doing(): Doing | undefined {
    return this.under && { what: this.under.what, count: this.under.count };
  }

  /** Why the options of a release are not known; undefined where nobody has tried, or it is about to be tried. */
  whyNot(source: ReleaseSource): string | undefined {
    return this.refused.get(keyOf(source));
  }

  /** Reads releases that are missing, unless that was tried before. */
  read(missing: readonly ReleaseSource[]): void {
    const wanted = missing.filter((source) => !this.refused.has(keyOf(source)));
    const keys = new Set(wanted.map(keyOf));
    this.jobs = this.jobs.filter(({ key }) => keys.has(key));
    for (const source of wanted) if (!this.knows(keyOf(source))) this.jobs = [...this.jobs, this.reading(source)];
    this.next();
  }

  /** What was refused may be tried again: there is more memory, or other files. */
  tryAgain(): void {
    this.refused.clear();
  }

  /** The user does not want what is done now. */
  cancel(): void {
    this.stop('it was cancelled');
  }

  dispose(): void {
    this.jobs = [];
    this.under = undefined;
    this.end();
  }

  private knows(key: string): boolean {
    return this.under?.job.key === key || this.jobs.some((job) => job.key === key);
  }

  private reading(source: ReleaseSource): Job {
    const { cacheFolder, trusted, onRelease, logger } = this.parts;
    const key = keyOf(source);
    return {
      key,
      order: () => ({ type: 'read', source, trusted: trusted(), cacheFolder }),
      hear: (report) => {
        if (report.type === 'release') onRelease(report.source, report.release);
        if (report.type !== 'done' || report.failed === undefined) return;
        this.refused.set(key, report.failed);
        logger.warn(`release unread path=${source.homeManager ?? source.nixpkgs} why=${report.failed}`);
      },
    };
  }

  private next(): void {
    if (this.under !== undefined) return;
    const [job, ...later] = this.jobs;
    clearTimeout(this.timer);
    if (job === undefined) {
      this.timer = setTimeout(() => this.end(), ENDS_AFTER_MS).unref();
      return;
    }
    this.jobs = later;
    const what = job.order();
    this.under = { job, what, count: 0 };
    this.link ??= this.start();
    this.link.post(what);
    this.timer = setTimeout(() => this.stop('it did not answer'), GIVEN_UP_AFTER_MS).unref();
    this.parts.onChange();
  }

  private start(): Link<WholeOrder> {
    const { open, memoryLimit } = this.parts;
    const megabytes = memoryLimit();
    const link: Link<WholeOrder> = open(megabytes)({
      // One that was ended may have said something before.
      said: (report) => (this.link === link ? this.hear(report) : undefined),
      died: (reason, outOfMemory) => {
        if (this.link === link) this.stop(outOfMemory ? `it takes more than ${megabytes} MB of memory` : reason);
      },
    });
    return link;
  }

  private hear(report: WholeReport): void {
    const { under } = this;
    if (report.type === 'log') this.parts.logger[report.level](report.line);
    if (under === undefined || report.type === 'log') return;
    if (report.type === 'options') under.count = report.count;
    if (report.type === 'done') this.under = undefined;
    under.job.hear(report);
    if (report.type === 'done') this.next();
    this.parts.onChange();
  }

  /** Ends the thread; what was under way has failed for a reason, and what comes after it begins in a new one. */
  private stop(failed: string): void {
    const { under } = this;
    this.end();
    this.under = undefined;
    under?.job.hear({ type: 'done', failed });
    this.next();
    this.parts.onChange();
  }

  private end(): void {
    clearTimeout(this.timer);
    this.link?.end();
    this.link = undefined;
  }
}
