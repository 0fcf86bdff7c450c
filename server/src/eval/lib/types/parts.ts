// What option types are made of: sets that say what they are, with a check that answers true, false or "not known".

import { unaryFunction } from '../../primop';
import type { Site } from '../../site';
import { concatPieces } from '../../strings';
import { force, lazily } from '../../thunk';
import { lift } from '../../unknowns';
import {
  AttrsValue,
  attrs,
  bool,
  EMPTY_ATTRS,
  type Entry,
  NULL,
  type Slot,
  string,
  unknown,
  type Value,
} from '../../values';
import { call, select } from '../support';

export interface TypeParts {
  readonly name: Slot;
  readonly description: Slot;
  readonly descriptionClass?: Slot;
  readonly check: Slot;
  /** The value of an option of this type that nobody defines, where the type has one. */
  readonly emptyValue?: Slot;
  readonly nested?: Slot;
  /** The name of the function that makes the type, where it is not the type's own name, and what it was given. */
  readonly functor?: string;
  readonly payload?: AttrsValue;
}

/**
 * An option type. It has parts that are not here (merge, getSubOptions …): asking for them is unknown, not an error.
 */
export function makeType(parts: TypeParts): AttrsValue {
  const functor = attrs(
    [
      ['name', parts.functor === undefined ? parts.name : string(parts.functor)],
      ['payload', parts.payload ?? NULL],
    ],
    OPEN,
  );
  return attrs(
    [
      ['_type', string('option-type')],
      ['name', parts.name],
      ['description', parts.description],
      ['descriptionClass', parts.descriptionClass ?? NULL],
      ['check', parts.check],
      ['emptyValue', parts.emptyValue === undefined ? EMPTY_ATTRS : attrs([['value', parts.emptyValue]])],
      ['nestedTypes', parts.nested ?? EMPTY_ATTRS],
      ['deprecationMessage', NULL],
      ['functor', functor],
    ],
    OPEN,
  );
}

const OPEN = unknown('missing-lib', 'lib.types.<type>');

/** `type // { … }` for types of ours: the named parts replaced. */
export function changeType(type: AttrsValue, parts: Iterable<readonly [name: string, slot: Slot]>): AttrsValue {
  const entries = new Map<string, Entry>(type.entries);
  for (const [name, slot] of parts) entries.set(name, { slot, origin: undefined });
  return new AttrsValue(entries, type.open);
}

/** A payload laid over a type's own, for types that are another one with a condition. */
export function changePayload(type: AttrsValue, payload: AttrsValue): AttrsValue {
  return changeType(type, [
    [
      'functor',
      attrs(
        [
          ['name', type.get('name') ?? NULL],
          ['payload', payload],
        ],
        OPEN,
      ),
    ],
  ]);
}

/** A check that looks at the value itself only. */
export const checkKnown = (test: (value: Value) => boolean): Slot =>
  unaryFunction('check', (value) => lift(force(value), (known) => bool(test(known))));

export const checkWith = (test: (value: Slot, site: Site) => Value): Slot =>
  unaryFunction('check', (value, site) => test(value, site));

/** `type.check value` */
export const passes = (type: Slot, value: Slot, site: Site): Value => call(select(type, 'check', site), [value], site);

/** A type's description as part of a longer one: in parentheses unless it is of a class that reads well there. */
export function phrase(type: Slot, classes: readonly string[], site: Site): Value {
  const described = select(type, 'description', site);
  const kind = select(type, 'descriptionClass', site);
  return kind.kind === 'string' && classes.includes(kind.text) ? described : concatPieces(['(', described, ')']);
}

/** A description put together when somebody reads it. */
export const describe = (site: Site, parts: () => readonly (string | Value)[]): Slot =>
  lazily(site, () => concatPieces(parts()));

export const NOUN = string('noun');
export const CONJUNCTION = string('conjunction');
export const COMPOSITE = string('composite');
export const CLAUSE = string('nonRestrictiveClause');

/** A type without types inside. */
export const noun = (name: string, description: string, check: Slot, emptyValue?: Slot): AttrsValue =>
  makeType({
    name: string(name),
    description: string(description),
    descriptionClass: NOUN,
    check,
    ...(emptyValue === undefined ? {} : { emptyValue }),
  });
