// The values of the evaluator: Nix's own, and three more that stand for what cannot be known (opaque, choice, unknown).
// One small class per kind keeps property access fast; `kind` discriminates the union.
import { AttributeSet, type EntryOf } from './attribute-set';
import type { Env, LambdaCode } from './frame';
import { payForList } from './meter';
import type { Origin } from './origin';
import type { ErrorCode, UnknownCode } from './reason-codes';
import type { Site } from './site';
import { StringValue, TextWithGaps } from './text-values';

export { type Origin, StringValue };

export type Value =
  | NullValue
  | BoolValue
  | IntValue
  | FloatValue
  | StringValue
  | PartialString
  | PathValue
  | ListValue
  | AttrsValue
  | LambdaValue
  | PrimopValue
  | OpaqueValue
  | ChoiceValue
  | UnknownValue
  | ErrorValue;

/** A place that holds a value, now or when somebody asks. */
export type Slot = Value | Delayed;

/** A value that is computed once, when somebody asks: see thunk.ts. */
export interface Delayed {
  readonly kind: 'thunk';
  /** The result once it is there. */
  readonly value: Value | undefined;
  /** The expression it stands for, or the call that made it. */
  readonly code: Site;
  force(): Value;
}

export class NullValue {
  readonly kind = 'null';
}
export class BoolValue {
  readonly kind = 'bool';
  constructor(private readonly is: boolean) {}
  get value(): boolean {
    return this.is;
  }
  /** To be shown, and for nothing else. */
  get shown(): boolean {
    return this.value;
  }
}
/** 64-bit integer: a number while it is safe, else a bigint. Make them with `int`. */
export class IntValue {
  readonly kind = 'int';
  constructor(private readonly is: number | bigint) {}
  get value(): number | bigint {
    return this.is;
  }
  get shown(): number | bigint {
    return this.value;
  }
}
export class FloatValue {
  readonly kind = 'float';
  constructor(private readonly is: number) {}
  get value(): number {
    return this.is;
  }
  get shown(): number {
    return this.value;
  }
}
export type Piece = string | OpaqueValue | UnknownValue;
/** A string of which only some pieces are known. */
export class PartialString extends TextWithGaps<OpaqueValue | UnknownValue> {}
/** An absolute, normalised path. */
export class PathValue {
  readonly kind = 'path';
  constructor(readonly path: string) {}
}

/** `open`: there may be further elements, anywhere among the known ones, for the reason it carries. */
export class ListValue {
  readonly kind = 'list';
  constructor(
    readonly items: readonly Slot[],
    readonly open?: UnknownValue,
  ) {
    payForList(items.length);
  }
}

export type Entry = EntryOf<Slot>;

/** A set. `open`: there may be further attributes, and the known ones are certain. */
export class AttrsValue extends AttributeSet<Slot, UnknownValue> {
  /** The slot of a name that is one of the set's own. */
  at(name: string): Slot {
    return this.get(name) ?? fail('missing-attribute', `attribute '${name}' missing`);
  }
}

export class LambdaValue {
  readonly kind = 'lambda';
  constructor(
    readonly code: LambdaCode,
    readonly env: Env,
  ) {}
}

export interface PrimopDefinition {
  readonly name: string;
  readonly arity: number;
  /** Called with exactly `arity` arguments. `site` is where the call stands. */
  run(args: readonly Slot[], site: Site): Value;
}
export class PrimopValue {
  readonly kind = 'primop';
  constructor(
    readonly definition: PrimopDefinition,
    readonly args: readonly Slot[],
  ) {}
}

/** A part of a path that only tells one thing from another: it is never shown. */
export const apart = (text: string): string => `\0${text}\0`;

/**
 * Something that exists but whose inside is not evaluated (`pkgs.firefox`, a flake input): equal path = equal value.
 * `resolve` answers selections, made at `site`, that are known after all; where it gives undefined, the path grows.
 */
export class OpaqueValue {
  readonly kind = 'opaque';
  private text: string | undefined;

  /** @param identity the path; a function where it takes forcing to know it, as for a call's arguments. */
  constructor(
    readonly identity: string | (() => string),
    readonly trait: OpaqueTrait,
    readonly resolve?: (name: string, site?: Site) => Slot | undefined,
    readonly known?: OpaqueKnowledge,
  ) {}

  get path(): string {
    this.text ??= typeof this.identity === 'string' ? this.identity : this.identity();
    return this.text;
  }

  /** The path as people read it. */
  get shown(): string {
    return this.path
      .split('\0')
      .filter((_, i) => i % 2 === 0)
      .join('');
  }
}
/** What is known of something opaque besides single attributes. */
export interface OpaqueKnowledge {
  /** What calling it gives. */
  call?(argument: Slot, site: Site): Value;
  /** What importing one of its files gives. `below` starts with a slash, or is empty for the thing itself. */
  file?(below: string): Value | undefined;
  /** As a text it is a place in the store with this name behind its hash; undefined where the name is not known. */
  stored?(): string | undefined;
  /** Where on disk it lies, or what it is a copy of; `needs` gives a file that Nix reads to make it. */
  readonly place?: string;
  needs?(): string | undefined;
  /** Whether it has an attribute that `resolve` gives, where giving it does not say that it is there. */
  has?(name: string): Value;
  /** All its attributes, for operations that need every one of them. */
  whole?(): Value;
}
export type OpaqueTrait = 'package' | 'module' | 'plain';

/** The outcomes of a condition that is not known; one of them is the value. Never nested, at most CHOICE_LIMIT long. */
export class ChoiceValue {
  readonly kind = 'choice';
  constructor(
    readonly options: readonly Value[],
    readonly reason: UnknownValue,
  ) {}
}

/** Why something is not known: a stable code, what it is about, and where it arose. */
export class UnknownValue {
  readonly kind = 'unknown';
  constructor(
    readonly code: UnknownCode,
    readonly detail: string,
    readonly site?: Site,
  ) {}
}

/** What real Nix would fail with. `throw` and `assert` are what `tryEval` catches. */
export class ErrorValue {
  readonly kind = 'error';
  constructor(
    readonly code: ErrorCode,
    readonly message: string,
    readonly site?: Site,
  ) {}
}

export const NULL = new NullValue();
export const TRUE = new BoolValue(true);
export const FALSE = new BoolValue(false);
export const EMPTY_LIST = new ListValue([]);
export const EMPTY_ATTRS = new AttrsValue(new Map());
export const EMPTY_STRING = new StringValue('');

export const bool = (value: boolean): BoolValue => (value ? TRUE : FALSE);
export const string = (text: string): StringValue => (text === '' ? EMPTY_STRING : new StringValue(text));
/** A text put together from others. Short ones are free. */
export const joinedString = (text: string): StringValue =>
  text.length < 128 ? string(text) : new StringValue(text, text.length);
export const list = (items: readonly Slot[], open?: UnknownValue): ListValue => new ListValue(items, open);
/** An integer of the safe range as a number, else as a bigint. The caller has checked the 64-bit range. */
export const int = (value: number | bigint): IntValue =>
  new IntValue(
    typeof value === 'bigint' && value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value,
  );
export const fail = (code: ErrorCode, message: string, site?: Site): ErrorValue => new ErrorValue(code, message, site);
export const unknown = (code: UnknownCode, detail: string, site?: Site): UnknownValue =>
  new UnknownValue(code, detail, site);

/** A set made by the evaluator itself: plain slots, no origins. */
export function attrs(slots: Iterable<readonly [string, Slot]>, open?: UnknownValue): AttrsValue {
  const entries = new Map<string, Entry>();
  for (const [name, slot] of slots) entries.set(name, { slot, origin: undefined });
  return new AttrsValue(entries, open);
}
