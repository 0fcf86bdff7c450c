// Which values can stand for a string, and which strings are store paths.

import { parentFolder } from '../../paths';
import { decide } from '../../primop';
import { hasAttr } from '../../select';
import type { Site } from '../../site';
import { coerce } from '../../strings';
import { force } from '../../thunk';
import { lift } from '../../unknowns';
import { bool, FALSE, type Slot, TRUE, unknown, type Value } from '../../values';
import { anyOf } from '../support';

const STORE = '/nix/store';

/** Strings, paths, and sets with `outPath` or `__toString`. */
export function isStringLike(slot: Slot, site: Site): Value {
  return lift(force(slot), (value) => {
    if (value.kind === 'string' || value.kind === 'partial-string' || value.kind === 'path') return TRUE;
    return value.kind === 'attrs'
      ? anyOf(['outPath', '__toString'], (name) => hasAttr(value, name), undefined, site)
      : FALSE;
  });
}

/** Whether something names an object directly in the store. */
export function isStorePath(slot: Slot, site: Site): Value {
  return decide(
    isStringLike(slot, site),
    () =>
      lift(coerce(force(slot), site, true), (value) => {
        if (value.kind !== 'string') return unknown('opaque', 'a string with unknown parts', site);
        return bool(
          (value.text.startsWith('/') && parentFolder(value.text) === STORE) || /^\/[0-9a-z]{52}$/.test(value.text),
        );
      }),
    () => FALSE,
    site,
  );
}

/** Whether an absolute path lies in an object of the store. */
export const inStore = (path: string): boolean => {
  const [first = '', second = '', third = ''] = path.split('/').filter((part) => part !== '' && part !== '.');
  return (first === 'nix' && second === 'store' && /^.{32}-.+$/.test(third)) || /^[0-9a-z]{52}$/.test(first);
};
