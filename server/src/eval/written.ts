// Values of literals as they are written in a file, which take note of being looked at: what is told of them without
// looking (that one is a text, where it is written) stays right when another one is put in its place. Of a text note is
// also taken of what it was compared with: as long as the answer stays the same, another one may stand there. What is
// evaluated already gives what is written there by now (`Content.now`).
import type { FloatExpr, IntExpr, StringExpr, VariableExpr } from '../syntax/ast';
import { type Content, toShow } from '../syntax/content';
import { contentOf, lookAt, saidBy } from '../syntax/literals';
import type { Unit } from './site';
import { BoolValue, FloatValue, IntValue, int, PartialString, type Slot, StringValue, type Value } from './values';

/** What stands between interpolations, of which note is taken when somebody looks at it. */
class NotedText extends StringValue {
  constructor(
    text: string,
    due: number,
    private readonly content: Content,
  ) {
    super(text, due);
  }

  override get text(): string {
    this.content.look();
    return super.text;
  }

  override get joinable(): string {
    this.content.look();
    return super.joinable;
  }

  override get length(): number {
    this.content.look();
    return super.length;
  }
}

class WrittenText extends StringValue {
  private readonly content: Content;

  constructor(
    text: string,
    readonly expr: StringExpr,
    readonly unit: Unit,
  ) {
    super(text, 0);
    this.content = contentOf(expr);
  }

  override get text(): string {
    this.content.look();
    return this.content.now ?? super.text;
  }

  override get shown(): string {
    return toShow(this.content, saidBy(this.expr)) ?? this.text;
  }

  override get joinable(): string {
    return this.text;
  }

  override get length(): number {
    return this.text.length;
  }

  override says(other: StringValue): boolean {
    const isWritten = other instanceof WrittenText;
    const text = isWritten ? saidBy(other.expr) : other.text;
    this.content.compareWith(isWritten ? other.expr : text);
    if (isWritten) other.content.compareWith(this.expr);
    return saidBy(this.expr) === text;
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
    this.content.look();
    return this.joined.pieces;
  }

  override get joinable(): PartialString['joinable'] {
    this.content.look();
    return super.joinable;
  }
}

class WrittenBool extends BoolValue {
  private readonly content: Content;

  constructor(
    value: boolean,
    private readonly expr: VariableExpr,
  ) {
    super(value);
    this.content = contentOf(expr);
  }

  override get value(): boolean {
    this.content.look();
    return this.content.now === undefined ? super.value : this.content.now === 'true';
  }

  override get shown(): boolean {
    const said = toShow(this.content, saidBy(this.expr));
    return said === undefined ? this.value : said === 'true';
  }
}

class WrittenInt extends IntValue {
  private readonly content: Content;

  constructor(
    value: number | bigint,
    readonly expr: IntExpr,
  ) {
    super(value);
    this.content = contentOf(expr);
  }

  override get value(): number | bigint {
    this.content.look();
    return this.content.now === undefined ? super.value : numberOf(this.content.now);
  }

  override get shown(): number | bigint {
    const said = toShow(this.content, saidBy(this.expr));
    return said === undefined ? this.value : numberOf(said);
  }
}

const numberOf = (digits: string): number | bigint => int(BigInt(digits)).value;

class WrittenFloat extends FloatValue {
  private readonly content: Content;

  constructor(readonly expr: FloatExpr) {
    super(expr.value);
    this.content = contentOf(expr);
  }

  override get value(): number {
    this.content.look();
    return this.content.now === undefined ? super.value : Number(this.content.now);
  }

  override get shown(): number {
    const said = toShow(this.content, saidBy(this.expr));
    return said === undefined ? this.value : Number(said);
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
export const writtenInt = ({ value }: IntValue, expr: IntExpr): IntValue => new WrittenInt(value, expr);
export const writtenFloat = (expr: FloatExpr): FloatValue => new WrittenFloat(expr);

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

/** The same of a number. */
export function isNumberOf(slot: Slot, expr: IntExpr | FloatExpr): boolean {
  if ((slot instanceof WrittenInt || slot instanceof WrittenFloat) && slot.expr === expr) return true;
  lookAt(expr);
  if (expr.kind === 'int') return slot.kind === 'int' && String(slot.value) === expr.digits;
  return slot.kind === 'float' && slot.value === expr.value;
}
