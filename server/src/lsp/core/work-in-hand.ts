// What the core works on, and what it is not to try again: whatever it was at when it did not answer, or ended, until a
// file that was read for it changes.
import type { SetAside } from '../../service/attempt';
import type { Order } from './messages';
import { logMemory, ReadLog } from './read-log';
import type { Told } from './reads-told';

export class WorkInHand {
  private current: { readonly what: string; readonly files: Set<string> } | undefined;
  private aside: readonly SetAside[] = [];
  private log: ReadLog | undefined;
  private numbered: string[] = [];

  /** What a new core is told of it. */
  anew(): Pick<Extract<Order, { type: 'start' }>, 'setAside' | 'reads'> {
    const reads = logMemory();
    this.log = reads && new ReadLog(reads);
    this.numbered = [];
    return { setAside: this.aside, reads };
  }

  hears(told: Told): void {
    if (told.type === 'read') this.current?.files.add(told.path);
    else if (told.type === 'file') this.numbered.push(told.path);
    else if (this.current?.what !== told.what) this.current = { what: told.what, files: new Set() };
  }

  isDone(): void {
    this.current = undefined;
  }

  /** What was set aside may be tried again when a file of it changes. */
  touch(paths: readonly string[]): void {
    this.aside = this.aside.filter(({ files }) => !files.some((file) => paths.includes(file)));
  }

  /** Sets aside what is in hand; its name, if there is something. */
  giveUp(): string | undefined {
    const { current } = this;
    for (const file of this.log?.files ?? []) current?.files.add(this.numbered[file] ?? '');
    if (current !== undefined) this.aside = [...this.aside, { what: current.what, files: [...current.files] }];
    this.current = undefined;
    return current?.what;
  }
}
