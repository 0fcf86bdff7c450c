// lib.customisation: functions that can be called again with other arguments, and package scopes.

import { binary, ternary, unary } from '../builtins/row';
import { update } from '../collections';
import { decide, expectAttrs, expectString, type Row, unaryFunction } from '../primop';
import { selectAttr } from '../select';
import type { Site } from '../site';
import { force, lazily } from '../thunk';
import { isTrue } from '../truth';
import { distribute } from '../unknowns';
import { AttrsValue, attrs, EMPTY_ATTRS, type Entry, type Slot, unknown, type Value } from '../values';
import { extended } from './fixed-points';
import { call, select } from './support';
import { callable, functionArgs, isFunction } from './trivial';

/** Calls a built-in function that needs the interpreter. */
type CallBuiltin = (name: string, args: readonly Slot[], site: Site) => Value;

/** A function that takes the same arguments as another one. */
const mirrored = (fn: Slot, site: Site, run: (args: Slot) => Value): AttrsValue =>
  callable(
    unaryFunction('overridable', (args) => run(args)),
    lazily(site, () => functionArgs(fn, site)),
  );

/** A function whose results can be made again with changed arguments. */
function makeOverridable(fn: Slot, site: Site): Value {
  const made = mirrored(fn, site, (args) => overridable(fn, args, site));
  return distribute(force(fn), (known) => {
    if (known.kind !== 'attrs') return made;
    const override = known.get('override');
    if (override === undefined) return update(known, made, site);
    const again = unaryFunction('override', (change) =>
      makeOverridable(
        lazily(site, () => call(override, [change], site)),
        site,
      ),
    );
    return update(update(known, made, site), attrs([['override', again]]), site);
  });
}

/** What an overridable function gives for some arguments. */
function overridable(fn: Slot, args: Slot, site: Site): Value {
  const override = mirrored(fn, site, (change) => {
    const changed = (): Value =>
      decide(
        isFunction(change, site),
        () => call(change, [args], site),
        () => force(change),
        site,
      );
    return overridable(
      fn,
      lazily(site, () => update(force(args), changed(), site)),
      site,
    );
  });
  const again = (method: string): Slot =>
    unaryFunction(method, (change) =>
      overridable(
        mirrored(fn, site, (given) => call(select(call(fn, [given], site), method, site), [change], site)),
        args,
        site,
      ),
    );
  return distribute(call(fn, [args], site), (result) => {
    if (result.kind === 'lambda' || result.kind === 'primop')
      return update(
        mirrored(result, site, (given) => call(result, [given], site)),
        attrs([['override', override]]),
        site,
      );
    if (result.kind !== 'attrs') return result;
    const methods: (readonly [string, Slot])[] = [
      ['override', override],
      ['overrideDerivation', again('overrideDerivation')],
    ];
    if (result.entries.has('overrideAttrs')) methods.push(['overrideAttrs', again('overrideAttrs')]);
    return update(result, attrs(methods), site);
  });
}

/** The arguments a function takes out of a set that has more, and those given by hand. */
function chosen(fn: Slot, from: Slot, given: Slot, site: Site): Value {
  return expectAttrs(functionArgs(fn, site), site, (wanted) => {
    const source = force(from);
    const entries = new Map<string, Entry>();
    for (const [name, { slot: optional }] of wanted.entries) {
      const known = source.kind === 'attrs' ? source.entries.get(name) : undefined;
      if (known !== undefined) entries.set(name, known);
      else if (source.kind === 'opaque')
        entries.set(name, {
          slot: isTrue(force(optional))
            ? unknown('argument', `${source.path} ? ${name}`, site)
            : lazily(site, () => selectAttr(source, name, site)),
          origin: undefined,
        });
    }
    return update(new AttrsValue(entries, source.kind === 'attrs' ? source.open : undefined), force(given), site);
  });
}

const loaded = (builtins: CallBuiltin, fn: Slot, site: Site): Value =>
  decide(
    isFunction(fn, site),
    () => force(fn),
    () => builtins('import', [fn], site),
    site,
  );

function callPackages(builtins: CallBuiltin, from: Slot, fn: Slot, given: Slot, site: Site): Value {
  const target = loaded(builtins, fn, site);
  const args = lazily(site, () => chosen(target, from, given, site));
  return distribute(call(target, [args], site), (result) => {
    if (result.kind !== 'attrs') return result;
    return attrs(
      [...result.entries.keys()].map((name) => [
        name,
        lazily(site, () =>
          overridable(
            mirrored(target, site, (again) => select(call(target, [again], site), name, site)),
            args,
            site,
          ),
        ),
      ]),
      result.open,
    );
  });
}

/** A set of packages that see each other. */
export function makeScope(newScope: Slot, fn: Slot, site: Site): Value {
  const self: Slot = lazily(site, () => {
    const inner = unaryFunction('newScope', (scope) =>
      call(newScope, [lazily(site, () => update(force(self), force(scope), site))], site),
    );
    const overlay = unaryFunction('overrideScope', (change) =>
      makeScope(
        newScope,
        unaryFunction('packages', (final) => extended(change, fn, final, site)),
        site,
      ),
    );
    const first = attrs([['callPackage', lazily(site, () => call(inner, [EMPTY_ATTRS], site))]]);
    return update(
      update(first, call(fn, [self], site), site),
      attrs([
        ['newScope', inner],
        ['overrideScope', overlay],
        ['packages', fn],
      ]),
      site,
    );
  });
  return force(self);
}

const CROSS = ['BuildBuild', 'BuildHost', 'BuildTarget', 'HostHost', 'HostTarget', 'TargetTarget'] as const;
const small = (name: string): string => name[0]?.toLowerCase() + name.slice(1);

export const customisationRows = (builtins: CallBuiltin): readonly Row[] => [
  unary('makeOverridable', makeOverridable),
  ternary('callPackageWith', (from, fn, given, site) => {
    const target = loaded(builtins, fn, site);
    return overridable(
      target,
      lazily(site, () => chosen(target, from, given, site)),
      site,
    );
  }),
  ternary('callPackagesWith', (from, fn, given, site) => callPackages(builtins, from, fn, given, site)),
  binary('makeScope', makeScope),
  binary('renameCrossIndexFrom', (prefix, set, site) =>
    expectString(prefix, site, ({ text }) =>
      attrs(CROSS.map((name) => [small(name), lazily(site, () => select(set, text + name, site))])),
    ),
  ),
  binary('renameCrossIndexTo', (prefix, set, site) =>
    expectString(prefix, site, ({ text }) =>
      attrs(CROSS.map((name) => [text + name, lazily(site, () => select(set, small(name), site))])),
    ),
  ),
  binary('mapCrossIndex', (fn, set, site) =>
    attrs(
      CROSS.map((name) => [
        small(name),
        lazily(site, () => call(fn, [lazily(site, () => select(set, small(name), site))], site)),
      ]),
    ),
  ),
];
