// Origins made from others. An origin may compute its parts when asked (who wrote what a function returns), so it is never copied.
import type { Span } from '../base/span';
import type { Expr } from '../syntax/ast';
import type { Origin } from './values';

/** The same value under another name. */
export function rekeyed(origin: Origin, key: Span): Origin {
  return new Rekeyed(origin, key);
}

/** A class: of an object with its own getters, V8 makes a hidden class for each, which keeps all they see alive for long. */
class Rekeyed implements Origin {
  readonly inherited: boolean;

  constructor(
    private readonly origin: Origin,
    readonly key: Span,
  ) {
    this.inherited = origin.inherited;
  }

  get file(): string {
    return this.origin.file;
  }

  get value(): Expr {
    return this.origin.value;
  }
}
