// The functions of nixpkgs that make NixOS tests: what they are given is kept, to be found again
// behind what looks like a package.

import { apply } from '../eval/apply';
import type { Interpreter } from '../eval/interpreter';
import { unaryFunction } from '../eval/primop';
import { selectAttr } from '../eval/select';
import type { Site } from '../eval/site';
import { lazily } from '../eval/thunk';
import { type AttrsValue, attrs, EMPTY_ATTRS, OpaqueValue, type Slot, type Value } from '../eval/values';

/** The attribute that tells a test from other derivations. */
const MARKER = '__nixosTest';

/**
 * A function that makes a test. @param how its name in what stands for the driver: `runTest`
 * takes a module, `makeTest` a set.
 */
export function testFunction(how: 'runTest' | 'makeTest', interpreter: Interpreter): Slot {
  return unaryFunction(how, (given, site) => test(how, given, interpreter, site));
}

function test(how: string, given: Slot, interpreter: Interpreter, site: Site): OpaqueValue {
  const made = lazily(site, () => {
    const driver = interpreter.outside()?.library('nixos-tests') ?? EMPTY_ATTRS;
    return apply(selectAttr(driver, how, site), given, site);
  });
  return new OpaqueValue('a NixOS test', 'package', (name) => (name === MARKER ? made : undefined), {
    // What make-test-python.nix gives takes the packages to test with.
    call: () => test(how, given, interpreter, site),
  });
}

/** `nixos/lib/testing-python.nix`, called: the functions that make tests. */
export function testing(interpreter: Interpreter): AttrsValue {
  const make = testFunction('makeTest', interpreter);
  return attrs(['makeTest', 'makeTestPython', 'simpleTest'].map((name) => [name, make]));
}

/** What a test was made to: its `name` and its `nodes`, each a system; undefined for what is no test. */
export function testOf(value: Value): Slot | undefined {
  return value.kind === 'opaque' ? value.resolve?.(MARKER) : undefined;
}
