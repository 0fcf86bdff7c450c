// Values of literals as they are written in a file, which take note of being looked at: what is told of them without
// looking (that one is a text, where it is written) stays right when another one is put in its place.
import type { StringExpr, VariableExpr } from '../syntax/ast';
import { type Content, contentOf, lookAt } from '../syntax/literals';
import { BoolValue, type Slot, StringValue } from './values';

class WrittenText extends StringValue {
  private readonly content: Content;

  constructor(
    text: string,
    readonly expr: StringExpr,
  ) {
    super(text);
    this.content = contentOf(expr);
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

export const writtenText = (text: string, expr: StringExpr): StringValue => new WrittenText(text, expr);

export const writtenBool = ({ value }: BoolValue, expr: VariableExpr): BoolValue => new WrittenBool(value, expr);

/** Whether a text is the one that is written there. */
export function isTextOf(slot: Slot, expr: StringExpr): boolean {
  if (slot instanceof WrittenText && slot.expr === expr) return true;
  lookAt(expr);
  return slot.kind === 'string' && slot.text === expr.parts.join('');
}
