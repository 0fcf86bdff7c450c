// Values of literals as they are written in a file, which take note of being looked at: what is told of them without
// looking (that one is a text, where it is written) stays right when another one is put in its place. Of a text note is
// also taken of what it was compared with: as long as the answer stays the same, another one may stand there.
import type { StringExpr, VariableExpr } from '../syntax/ast';
import { type Content, contentOf, lookAt, plainText } from '../syntax/literals';
import type { Unit } from './site';
import { BoolValue, PartialString, type Slot, StringValue, type Value } from './values';

/** A text of which note is taken when somebody looks at it: a literal, or what stands between interpolations. */
class NotedText extends StringValue {
  constructor(
    text: string,
    due: number,
    protected readonly content: Content,
  ) {
    super(text, due);
  }

  override get text(): string {
    this.content.isLookedAt = true;
    return super.text;
  }

  override get joinable(): string {
    this.content.isLookedAt = true;
    return super.joinable;
  }

  override get length(): number {
    this.content.isLookedAt = true;
    return super.length;
  }
}

class WrittenText extends NotedText {
  constructor(
    text: string,
    readonly expr: StringExpr,
    readonly unit: Unit,
  ) {
    super(text, 0, contentOf(expr));
  }

  override says(other: StringValue): boolean {
    const isWritten = other instanceof WrittenText;
    const text = isWritten ? plainText(other.expr) : other.text;
    this.content.compareWith(isWritten ? other.expr : text);
    if (isWritten) other.content.compareWith(this.expr);
    return plainText(this.expr) === text;
  }
}

/** A text with interpolations of which not all is known. */
class JoinedPieces extends PartialString {
  constructor(
    private readonly joined: PartialString,
    private readonly content: Content,
  ) {
    super(joined.joinable);
  }

  override get pieces(): PartialString['pieces'] {
    this.content.isLookedAt = true;
    return this.joined.pieces;
  }

  override get joinable(): PartialString['joinable'] {
    this.content.isLookedAt = true;
    return super.joinable;
  }
}

class WrittenBool extends BoolValue {
  private readonly content: Content;

  constructor(
    value: boolean,
    readonly expr: VariableExpr,
  ) {
    super(value);
    this.content = contentOf(expr);
  }

  override get value(): boolean {
    this.content.isLookedAt = true;
    return super.value;
  }
}

export const writtenText = (text: string, expr: StringExpr, unit: Unit): StringValue =>
  new WrittenText(text, expr, unit);

/** What a text with interpolations comes to. */
export function joinedText(value: Value, expr: StringExpr): Value {
  const content = contentOf(expr);
  if (value.kind === 'string') return new NotedText(value.joinable, value.unpaid, content);
  if (value.kind === 'partial-string') return new JoinedPieces(value, content);
  // What fails does so whatever stands around it; of other values nobody takes note.
  if (value.kind !== 'error') content.isLookedAt = true;
  return value;
}

export const writtenBool = ({ value }: BoolValue, expr: VariableExpr): BoolValue => new WrittenBool(value, expr);

/** Whether two texts are the same; of those that are written somewhere nothing else is known afterwards. */
export const sameText = (a: StringValue, b: StringValue): boolean => (b instanceof WrittenText ? b.says(a) : a.says(b));

/** The literal that a value is, whatever it says, and the file it stands in. */
export const literalOf = (value: Slot): { readonly expr: StringExpr; readonly file: string } | undefined =>
  value instanceof WrittenText ? { expr: value.expr, file: value.unit.file } : undefined;

/** Whether a text is the one that is written there. */
export function isTextOf(slot: Slot, expr: StringExpr): boolean {
  if (slot instanceof WrittenText && slot.expr === expr) return true;
  lookAt(expr);
  return slot.kind === 'string' && slot.text === expr.parts.join('');
}
