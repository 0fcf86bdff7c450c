// Sets that say what they are: `_type = "…"` and `type = "derivation"`.

import { equal } from '../compare';
import { hasAttr, selectAttr } from '../select';
import type { Site } from '../site';
import { force } from '../thunk';
import { isTrue } from '../truth';
import { type Slot, string, type Value } from '../values';

/** Whether a value is a set whose `attribute` is this text. */
export function hasTag(slot: Slot, tag: string, site: Site, attribute = '_type'): Value {
  const value = force(slot);
  const there = hasAttr(value, attribute);
  return isTrue(there) ? equal(selectAttr(value, attribute, site), string(tag), site) : there;
}

export const isDerivation = (slot: Slot, site: Site): Value => hasTag(slot, 'derivation', site, 'type');
