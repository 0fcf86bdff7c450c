// The thread for whole releases as the rest of the server sees it: started when there is something to do, given one
// thing after the other, ended when it is wanted no more or has had nothing to do for a while. Whatever becomes of it,
// the core goes on without.

import type { Logger } from '../../base/logger';
import { inBackground } from '../../base/timer';
import { l10n } from '../../protocol/l10n';
import type { Release, ReleaseSource } from '../../release/read-release';
import { keyOf } from '../../service/releases';
import type { WholeResult } from '../../service/whole-results';
import type { Link, Open } from '../core/link';
import type { CheckOrder, WholeOrder, WholeReport } from './messages';

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
  /** A system was checked. */
  onChecked(result: WholeResult): void;
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

/** How a check ended: with a result, or why there is none; undefined where nobody wants it any more. */
export type Checked = { readonly result: WholeResult } | { readonly failed: string } | undefined;

/** What is worked on. */
export interface Doing {
  readonly what: WholeOrder;
  /** Options found so far. */
  readonly count: number;
}

/** What keys of checks begin with; those of releases begin with a path. */
const CHECK = 'check:';
const isCheck = (key: string): boolean => key.startsWith(CHECK);
const DROPPED: WholeReport = { type: 'done', failed: undefined };

/** Whoever saves twice in a row need not wait for a new one; but it has hundreds of megabytes. */
const ENDS_AFTER_MS = 30_000;
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
    this.jobs = this.jobs.filter(({ key }) => keys.has(key) || isCheck(key));
    for (const source of wanted) if (!this.knows(keyOf(source))) this.jobs = [...this.jobs, this.reading(source)];
    this.next();
  }

  /**
   * Checks a system, instead of what was to be checked before.
   * @param order made when it begins.
   * @param insists what was given up before is tried again.
   */
  check(key: string, order: () => CheckOrder, insists: boolean): Promise<Checked> {
    const name = CHECK + key;
    this.dropChecks();
    if (insists) this.refused.delete(name);
    const refused = this.refused.get(name);
    if (refused !== undefined) return Promise.resolve({ failed: refused });
    return new Promise((done) => {
      let checked: Checked;
      const hear = (report: WholeReport): void => {
        if (report.type === 'checked') checked = { result: report.result };
        if (report.type !== 'done') return;
        if (checked !== undefined && 'result' in checked) this.parts.onChecked(checked.result);
        else if (report.failed !== undefined) checked = this.refuse(name, report.failed);
        done(checked);
      };
      this.jobs = [...this.jobs, { key: name, order, hear }];
      this.next();
    });
  }

  /** Nobody wants the check that is under way, or waits: its texts are others now. */
  dropChecks(): void {
    const waiting = this.jobs.filter(({ key }) => isCheck(key));
    this.jobs = this.jobs.filter(({ key }) => !isCheck(key));
    for (const { hear } of waiting) hear(DROPPED);
    if (this.under !== undefined && isCheck(this.under.job.key)) this.stop(undefined);
  }

  /** Why systems were not checked, by their keys. */
  get failedChecks(): ReadonlyMap<string, string> {
    return new Map([...this.refused].flatMap(([key, why]) => (isCheck(key) ? [[key.slice(CHECK.length), why]] : [])));
  }

  /** What was refused may be tried again: there is more memory, or other files. */
  tryAgain(): void {
    this.refused.clear();
  }

  /** The user does not want what is done now. A check is made again after the next change. */
  cancel(): void {
    this.stop(this.under !== undefined && isCheck(this.under.job.key) ? undefined : l10n.t('it was cancelled'));
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
    const { cacheFolder, trusted, onRelease } = this.parts;
    const key = keyOf(source);
    return {
      key,
      order: () => ({ type: 'read', source, trusted: trusted(), cacheFolder }),
      hear: (report) => {
        if (report.type === 'release') onRelease(report.source, report.release);
        if (report.type !== 'done' || report.failed === undefined) return;
        this.refuse(key, report.failed);
      },
    };
  }

  private refuse(key: string, failed: string): { readonly failed: string } {
    this.refused.set(key, failed);
    this.parts.logger.warn(`whole refused what=${key.replace('\n', ' ')} why=${failed}`);
    return { failed };
  }

  private next(): void {
    if (this.under !== undefined) return;
    const [job, ...later] = this.jobs;
    clearTimeout(this.timer);
    if (job === undefined) {
      this.timer = inBackground(setTimeout(() => this.end(), ENDS_AFTER_MS));
      return;
    }
    this.jobs = later;
    const what = job.order();
    this.under = { job, what, count: 0 };
    this.link ??= this.start();
    this.link.post(what);
    this.timer = inBackground(setTimeout(() => this.stop('it did not answer'), GIVEN_UP_AFTER_MS));
    this.parts.onChange();
  }

  private start(): Link<WholeOrder> {
    const { open, memoryLimit } = this.parts;
    const megabytes = memoryLimit();
    const link: Link<WholeOrder> = open(megabytes)({
      // One that was ended may have said something before.
      said: (report) => (this.link === link ? this.hear(report) : undefined),
      died: (reason, outOfMemory) => {
        if (this.link === link)
          this.stop(
            outOfMemory
              ? l10n.t('it takes more than {0} MB of memory (nixosSpecialisations.memoryLimit)', megabytes)
              : reason,
          );
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
    if (report.type === 'done') {
      // What a release has left behind is of no use to anybody, and much.
      if (under.what.type === 'read') this.end();
      this.next();
    }
    this.parts.onChange();
  }

  /**
   * Ends the thread; what was under way has failed for a reason, or is not wanted, and what comes after it begins in a
   * new one.
   */
  private stop(failed: string | undefined): void {
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
