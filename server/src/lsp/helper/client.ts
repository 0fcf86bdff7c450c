// The thread that helps, as the core sees it: started with the first job, ended when there are no more. One that ends
// by itself is not started again; the core does what it was given.
import type { Logger } from '../../base/logger';
import type { Help } from '../../service/helping';
import type { Link, Open } from '../core/link';
import type { Begin, HelperOrder, HelperReport } from './messages';

export type OpenHelper = Open<HelperOrder, HelperReport>;

export interface HelperClientParts {
  readonly logger: Logger;
  readonly open: OpenHelper;
  /** What is the case as it starts. */
  begin(): Begin;
}

export class HelperClient implements Help {
  private link: Link<HelperOrder> | undefined;
  private isDead = false;
  private found = 0;
  private waiting: readonly Parameters<Help['evaluate']>[1][] = [];

  constructor(private readonly parts: HelperClientParts) {}

  evaluate(...[job, done]: Parameters<Help['evaluate']>): void {
    if (this.isDead) return;
    this.link ??= this.start();
    this.waiting = [...this.waiting, done];
    this.link.post({ type: 'evaluate', job });
  }

  end(): void {
    if (this.link !== undefined) this.parts.logger.info(`helper ended hosts=${this.found}`);
    this.link?.end();
    this.link = undefined;
    this.waiting = [];
    this.found = 0;
  }

  private start(): Link<HelperOrder> {
    const link: Link<HelperOrder> = this.parts.open({
      // One that was ended may have said something before.
      said: (report) => (this.link === link ? this.hear(report) : undefined),
      died: (reason) => (this.link === link ? this.lose(reason) : undefined),
    });
    link.post({ type: 'begin', begin: this.parts.begin() });
    return link;
  }

  private hear(report: HelperReport): void {
    if (report.type === 'log') {
      this.parts.logger[report.level](report.line);
      return;
    }
    const [done, ...waiting] = this.waiting;
    this.waiting = waiting;
    if (report.found !== undefined) this.found++;
    done?.(report.found);
  }

  private lose(reason: string): void {
    this.parts.logger.warn(`helper died reason=${reason}`);
    this.isDead = true;
    this.end();
  }
}
