// The core's side of what it has in hand.
import type { Report } from './messages';
import { ReadLog } from './read-log';

export type Told = Extract<Report, { type: 'work' | 'file' | 'read' }>;

/** Says what is worked on and what is read for it: files by their numbers in shared memory, where there is such. */
export class ReadsTold {
  private readonly log: ReadLog | undefined;
  private readonly numbers = new Map<string, number>();
  private what: string | undefined;

  constructor(
    private readonly say: (report: Told) => void,
    memory: SharedArrayBuffer | undefined,
  ) {
    this.log = memory && new ReadLog(memory);
  }

  begins(what: string): void {
    if (what !== this.what) this.log?.begin();
    this.what = what;
    this.say({ type: 'work', what });
  }

  reads(path: string): void {
    if (this.log === undefined) {
      this.say({ type: 'read', path });
      return;
    }
    let number = this.numbers.get(path);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(path, number);
      this.say({ type: 'file', path });
    }
    this.log.add(number);
  }
}
