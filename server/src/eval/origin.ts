// Who wrote an attribute, and origins made from others. An origin may compute its parts when asked (who wrote what a
// function returns), so it is never copied.
import type { Span } from '../base/span';
import type { Expr } from '../syntax/ast';

/** Who wrote an attribute: the name's span and the expression of its value, in one file. */
export interface Origin {
  readonly file: string;
  readonly key: Span;
  readonly value: Expr;
  /**
   * Written by `inherit`, or put together by a function: there is no value expression of
   * its own that an edit could wrap.
   */
  readonly inherited: boolean;
  /** The last step of the name alone. */
  readonly name?: Span | undefined;
  /** Every binding that adds to a set written in several places, from path to end of value. */
  readonly parts?: readonly Span[] | undefined;
}

/** An origin that is found when somebody asks: by then the value has been computed, and with it whose it is. */
export abstract class LazyOrigin implements Origin {
  abstract find(): Origin;

  /** Where Nix has the attribute written: see `placeOf`. */
  place(): Origin | null | undefined {
    return undefined;
  }

  get file(): string {
    return found(this).file;
  }
  get key(): Span {
    return found(this).key;
  }
  get value(): Expr {
    return found(this).value;
  }
  get inherited(): boolean {
    return found(this).inherited;
  }
  get name(): Span | undefined {
    return found(this).name;
  }
  get parts(): readonly Span[] | undefined {
    return found(this).parts;
  }
}

/**
 * What an origin is now. Whoever makes one of another asks for this once: to ask for each part would take twice as
 * long with every step that a value has come through.
 */
export function found(origin: Origin): Origin {
  let at = origin;
  while (at instanceof LazyOrigin) at = at.find();
  return at;
}

/**
 * Where Nix has an attribute written (`unsafeGetAttrPos`), which is the name that was there first: null where it says
 * that there is no such place, undefined where that is not known.
 */
export const placeOf = (origin: Origin | undefined): Origin | null | undefined =>
  origin instanceof LazyOrigin ? origin.place() : origin;

/** The same value under another name. */
export const rekeyed = (origin: Origin, key: Span): Origin => new Rekeyed(origin, key);

class Rekeyed extends LazyOrigin {
  constructor(
    private readonly before: Origin,
    private readonly named: Span,
  ) {
    super();
  }

  find(): Origin {
    const { file, value, inherited } = found(this.before);
    return { file, key: this.named, value, inherited };
  }

  override place(): Origin | null | undefined {
    return placeOf(this.before);
  }
}
