// Texts as values: what they take is paid for when they are looked at.
import { payForList, payForText } from './meter';

/**
 * A text that was put together is kept as its parts, which costs next to nothing, until somebody looks at it: then it
 * is written out, and paid for.
 */
export class StringValue {
  readonly kind = 'string';

  /** @param due characters still to be paid for, when they are looked at. */
  constructor(
    private readonly written: string,
    private due = 0,
  ) {}

  get text(): string {
    if (this.due > 0) {
      payForText(this.due);
      this.due = 0;
    }
    return this.written;
  }

  /** To be shown, and for nothing else. */
  get shown(): string {
    return this.text;
  }

  /** Characters that are paid for when they are looked at. */
  get unpaid(): number {
    return this.due;
  }

  /** The text to be put together with others: neither looked at nor paid for. */
  get joinable(): string {
    return this.written;
  }

  /** Whether it may be the place of a file, which is told without looking at the rest. */
  get isAbsolute(): boolean {
    return this.written.startsWith('/');
  }

  /** In UTF-16 units; costs nothing. */
  get length(): number {
    return this.written.length;
  }

  /** The same for who wants to pay for what it is about to do with the text, and to know nothing of it. */
  get size(): number {
    return this.written.length;
  }

  /** Texts of different lengths need no looking at. */
  says(other: StringValue): boolean {
    return this.length === other.length && this.text === other.text;
  }
}
/**
 * A text of which only some pieces are known; one that is not text has the identity of what fills it. The known
 * ones are paid for as those of a `StringValue` are.
 */
export class TextWithGaps<Gap> {
  readonly kind = 'partial-string';

  constructor(
    private readonly written: readonly (string | Gap)[],
    private due = 0,
  ) {
    payForList(written.length);
  }

  get pieces(): readonly (string | Gap)[] {
    if (this.due > 0) {
      payForText(this.due);
      this.due = 0;
    }
    return this.written;
  }

  /** What is not known of it; of what is known nobody knows more afterwards. */
  get gaps(): readonly Gap[] {
    return this.written.filter((piece): piece is Gap => typeof piece !== 'string');
  }

  /** The pieces to be put together with others: not looked at, nor paid for. */
  get joinable(): readonly (string | Gap)[] {
    return this.written;
  }
}
