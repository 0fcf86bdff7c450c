// What the core works on, and what it is not to try again: whatever it was at when it did not answer, or ended, until a
// file that was read for it changes.
import type { SetAside } from '../../service/attempt';

export class WorkInHand {
  private current: { readonly what: string; readonly files: Set<string> } | undefined;
  private aside: readonly SetAside[] = [];

  get setAside(): readonly SetAside[] {
    return this.aside;
  }

  begins(what: string): void {
    if (this.current?.what !== what) this.current = { what, files: new Set() };
  }

  reads(path: string): void {
    this.current?.files.add(path);
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
    if (current !== undefined) this.aside = [...this.aside, { what: current.what, files: [...current.files] }];
    this.current = undefined;
    return current?.what;
  }
}
