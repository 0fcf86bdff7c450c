// Selecting an attribute of a value, and asking whether it is there.

import { memoOf } from '../base/memo';
import { slipOf } from '../base/slip';
import { printName } from '../syntax/print';
import { AbsentAttribute, MissingAttribute, UnlikelyAttribute } from './errors';
import { outcomeOf } from './forks';
import { NO_SITE, type Site } from './site';
import { force } from './thunk';
import { typeName } from './type-name';
import { choose, located } from './unknowns';
import {
  type AttrsValue,
  type ChoiceValue,
  FALSE,
  fail,
  OpaqueValue,
  TRUE,
  type UnknownValue,
  unknown,
  type Value,
} from './values';

/** `value.name`. Absent from a closed set is Nix's error, from an open set unknown. */
export function selectAttr(value: Value, name: string, site: Site): Value {
  switch (value.kind) {
    case 'attrs': {
      const slot = value.get(name);
      if (slot !== undefined) return named(force(slot), site);
      return value.open === undefined ? new MissingAttribute(name, value, site) : beyond(value, value.open, name, site);
    }
    case 'opaque': {
      const known = value.resolve?.(name, site);
      return known === undefined ? extend(value, name) : force(known);
    }
    case 'error':
    case 'unknown':
      return value;
    case 'choice':
      return selectEach(value, name, site);
    default:
      return fail('type', `expected a set but found a ${typeName(value)}`, site);
  }
}

/** Constants that are not known say where they were asked for. */
const named = (value: Value, site: Site): Value =>
  value.kind === 'unknown' && value.site === undefined ? located(value, site) : value;

/** An attribute may itself come from what is not decided here, as in a recursion that ends with the condition. */
function selectEach(choice: ChoiceValue, name: string, site: Site): Value {
  const { options, reason } = choice;
  const at = site === NO_SITE ? undefined : site;
  return choose(
    options.map((option) => outcomeOf(at, reason, () => selectAttr(option, name, site))),
    reason,
  );
}

/**
 * What a set may have beyond the attributes we know. For the library and the built-ins the name says which function is
 * not ours yet.
 */
function beyond(set: AttrsValue, open: UnknownValue, name: string, site: Site): Value {
  if (open.code !== 'missing-lib' && open.code !== 'missing-builtin') return open;
  return isMisspelt(set, name)
    ? new MissingAttribute(name, set, site)
    : unknown(open.code, `${open.detail}.${name}`, site);
}

const misspelt = memoOf((_set: AttrsValue) => new Map<string, boolean>());

/**
 * Whether a part of the library, or of what Nix has built in, certainly has no such name: a newer one may have more,
 * but not one that is a slip of what there is.
 */
export function isMisspelt(set: AttrsValue, name: string): boolean {
  const known = misspelt(set);
  let answer = known.get(name);
  if (answer === undefined) {
    answer = slipOf(name, set.entries.keys()) !== undefined;
    known.set(name, answer);
  }
  return answer;
}

/** The opaque thing one attribute deeper. */
function extend(value: OpaqueValue, name: string): OpaqueValue {
  return new OpaqueValue(`${value.path}.${printName(name)}`, value.trait);
}

/** `value ? name`, for a value that is no set simply false. */
export function hasAttr(value: Value, name: string): Value {
  switch (value.kind) {
    case 'attrs':
      return value.get(name) !== undefined ? TRUE : (value.open ?? FALSE);
    case 'opaque': {
      const known = value.resolve?.(name);
      if (known?.kind === 'error' && !(known instanceof UnlikelyAttribute))
        return known instanceof AbsentAttribute ? FALSE : known;
      if (known === undefined || known.kind === 'error') return unknown('opaque', `${value.shown} ? ${name}`);
      return value.known?.has?.(name) ?? TRUE;
    }
    case 'error':
    case 'unknown':
      return value;
    case 'choice':
      return hasEach(value, name);
    default:
      return FALSE;
  }
}

function hasEach(choice: ChoiceValue, name: string): Value {
  return choose(
    choice.options.map((option) => hasAttr(option, name)),
    choice.reason,
  );
}
