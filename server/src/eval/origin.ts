// Origins made from others. An origin may compute its parts when asked (who wrote what a function returns), so it is never copied.
import type { Span } from '../base/span';
import type { Expr } from '../syntax/ast';
import type { Origin } from './values';

/** The same value under another name. */
export function rekeyed(origin: Origin, key: Span): Origin {
  return {
    key,
    inherited: origin.inherited,
    get file(): string {
      return origin.file;
    },
    get value(): Expr {
      return origin.value;
    },
  };
}
