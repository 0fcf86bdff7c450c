// Sets that say what they are: `_type = "…"` and `type = "derivation"`.
import type { Code } from '../code';
import { equal } from '../compare';
import { decide } from '../primop';
import { hasAttr, selectAttr } from '../select';
import { force } from '../thunk';
import { FALSE, type Slot, string, type Value } from '../values';

/** Whether a value is a set whose `attribute` is this text. */
export function hasTag(slot: Slot, tag: string, site: Code, attribute = '_type'): Value {
  const value = force(slot);
  return decide(
    hasAttr(value, attribute),
    () => equal(selectAttr(value, attribute, site), string(tag), site),
    () => FALSE,
    site,
  );
}

export const isDerivation = (slot: Slot, site: Code): Value => hasTag(slot, 'derivation', site, 'type');
