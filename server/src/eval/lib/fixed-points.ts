// lib.fixedPoints: sets defined in terms of their own result, and overlays on them.

import { binary, ternary, unary } from '../builtins/row';
import { update } from '../collections';
import { equal } from '../compare';
import { binaryFunction, decide, expectClosedList, expectString, primop, type Row, unaryFunction } from '../primop';
import type { Site } from '../site';
import { force, lazily } from '../thunk';
import { attrs, EMPTY_ATTRS, fail, type Slot, type Value } from '../values';
import { call } from './support';
import { isFunction } from './trivial';

/** `fn` applied to its own result. */
function fix(fn: Slot, site: Site): Value {
  const result: Slot = lazily(site, () => call(fn, [result], site));
  return force(result);
}

/** As `fix`, remembering the function in `__unfix__`. */
const unfixable = (fn: Slot, site: Site): Value =>
  fix(
    unaryFunction('fix', (self) => update(call(fn, [self], site), attrs([['__unfix__', fn]]), site)),
    site,
  );

/** `overlay final prev` laid over `fn final`. */
export function extended(overlay: Slot, fn: Slot, final: Slot, site: Site): Value {
  const previous = call(fn, [final], site);
  return update(previous, call(overlay, [final, previous], site), site);
}

function compose(first: Slot, second: Slot, final: Slot, previous: Slot, site: Site): Value {
  const applied = lazily(site, () => call(first, [final, previous], site));
  const between = lazily(site, () => update(force(previous), force(applied), site));
  return update(force(applied), call(second, [final, between], site), site);
}

const composed = (first: Slot, second: Slot): Slot =>
  binaryFunction('composeExtensions', (final, previous, site) => compose(first, second, final, previous, site));
const NOTHING = primop('composeManyExtensions', 2, () => EMPTY_ATTRS);

/** A set with a function `name` that gives the set with an overlay. */
export function makeExtensible(name: string, fn: Slot, site: Site): Value {
  const again = unaryFunction(name, (overlay) =>
    makeExtensible(
      name,
      unaryFunction('extends', (final) => extended(overlay, fn, final, site)),
      site,
    ),
  );
  return unfixable(
    unaryFunction('makeExtensible', (self) => update(call(fn, [self], site), attrs([[name, again]]), site)),
    site,
  );
}

/** A set, a function of the previous set, or an overlay, as an overlay. */
function toExtension(value: Slot, site: Site): Value {
  const from = binaryFunction('toExtension', (final, previous) => {
    const applied = call(value, [previous], site);
    return decide(
      isFunction(applied, site),
      () => call(value, [final, previous], site),
      () => applied,
      site,
    );
  });
  return decide(
    isFunction(value, site),
    () => from,
    () => primop('toExtension', 2, () => force(value)),
    site,
  );
}

/** Most rounds `converge` makes. */
const ROUNDS = 10_000;

function converge(fn: Slot, start: Slot, site: Site): Value {
  let current: Slot = start;
  for (let round = 0; round < ROUNDS; round++) {
    const next = call(fn, [current], site);
    const same = equal(next, current, site);
    if (same.kind !== 'bool') return same;
    if (same.value) return force(current);
    current = next;
  }
  return fail('infinite-recursion', 'converge does not end', site);
}

export const FIXED_POINT_ROWS: readonly Row[] = [
  unary('fix', fix),
  unary("fix'", unfixable),
  binary('converge', converge),
  ternary('extends', extended),
  [
    'composeExtensions',
    4,
    (args, site) => {
      const [first, second, final, previous] = args as readonly [Slot, Slot, Slot, Slot];
      return compose(first, second, final, previous, site);
    },
  ],
  unary('composeManyExtensions', (overlays, site) =>
    expectClosedList(overlays, site, (items) =>
      force(items.reduceRight<Slot>((rest, overlay) => composed(overlay, rest), NOTHING)),
    ),
  ),
  unary('makeExtensible', (fn, site) => makeExtensible('extend', fn, site)),
  binary('makeExtensibleWithCustomName', (name, fn, site) =>
    expectString(name, site, ({ text }) => makeExtensible(text, fn, site)),
  ),
  unary('toExtension', toExtension),
];
