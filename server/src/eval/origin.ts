// Origins made from others. An origin may compute its parts when asked (who wrote what a function
// returns), so it is never copied.
import type { Span } from '../base/span';
import type { Expr } from '../syntax/ast';
import type { Origin } from './values';

/** An origin that is found when somebody asks: by then the value has been computed, and with it whose it is. */
export class LazyOrigin implements Origin {
  constructor(private readonly find: () => Origin) {}

  get file(): string {
    return this.find().file;
  }
  get key(): Span {
    return this.find().key;
  }
  get value(): Expr {
    return this.find().value;
  }
  get inherited(): boolean {
    return this.find().inherited;
  }
  get name(): Span | undefined {
    return this.find().name;
  }
  get parts(): readonly Span[] | undefined {
    return this.find().parts;
  }
}

/** The same value under another name. */
export function rekeyed(origin: Origin, key: Span): Origin {
  return new LazyOrigin(() => ({ file: origin.file, key, value: origin.value, inherited: origin.inherited }));
}
