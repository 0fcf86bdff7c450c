// Texts put together from others take no memory until somebody looks at them; then they are paid for.
import { describe, expect, test } from 'vitest';
import { describeValue } from '../../../server/src/analysis/describe';
import { Allowance, withBudget } from '../../../server/src/eval/budget';
import type { Delayed } from '../../../server/src/eval/values';
import { joinedString, list, OpaqueValue, PartialString, string } from '../../../server/src/eval/values';
import { TEST_BUDGET } from '../../support/eval';

const LONG = 'abc'.repeat(100_000);

/** What is paid for in bytes while `work` is done. */
function paid(work: () => unknown): number {
  const allowance = new Allowance(TEST_BUDGET);
  const before = allowance.bytes;
  withBudget<unknown>(allowance, work, (why) => why);
  return before - allowance.bytes;
}

describe('what is paid for', () => {
  test('a text that was put together, once, when it is looked at', () => {
    const value = joinedString(`${LONG}x`);
    expect(paid(() => value.joinable)).toBe(0);
    expect(paid(() => value.length)).toBe(0);
    expect(paid(() => value.text)).toBeGreaterThanOrEqual(LONG.length);
    expect(paid(() => value.text)).toBe(0);
  });

  test('nothing for a text as it is written, or a short one', () => {
    expect(paid(() => string(LONG).text)).toBe(0);
    expect(paid(() => joinedString('a').text)).toBe(0);
  });

  test('a text with gaps: its pieces as they are made, their characters when they are looked at', () => {
    const gap = new OpaqueValue('pkgs.hello', 'package');
    const pieces = Array.from({ length: 10_000 }, (_, i) => (i % 2 === 0 ? 'a' : gap));
    expect(paid(() => new PartialString(pieces))).toBeGreaterThanOrEqual(8 * pieces.length);
    const value = new PartialString([LONG, gap], LONG.length);
    expect(paid(() => value.joinable)).toBe(0);
    expect(paid(() => value.pieces)).toBeGreaterThanOrEqual(LONG.length);
  });
});

describe('what a message shows of a value', () => {
  class Untouched implements Delayed {
    readonly kind = 'thunk';
    readonly value = undefined;
    get code(): never {
      throw new Error('looked at');
    }
    force(): never {
      throw new Error('looked at');
    }
  }

  test('is all that is looked at', () => {
    const value = list([string(LONG), new Untouched()]);
    expect(describeValue(value)).toBe(`[ "${LONG.slice(0, 56)}…`);
    expect(describeValue(list([value, new Untouched()]))).toBe(`[ [ "${LONG.slice(0, 54)}…`);
  });

  test('is nothing of a text that the budget does not allow to look at', () => {
    const allowance = new Allowance({ ...TEST_BUDGET, fuel: 10 });
    const shown = withBudget(
      allowance,
      () => describeValue(list([joinedString(LONG), string('b')])),
      () => '',
    );
    expect(shown).toBe('[ "…" "b" ]');
  });

  test.each([
    [list([]), '[ ]'],
    [list([string('a'), list([string('b')])]), '[ "a" [ "b" ] ]'],
    [new PartialString(['a', new OpaqueValue('pkgs.x', 'package'), 'b']), '"a…b"'],
  ])('%#', (value, shown) => expect(describeValue(value)).toBe(shown));
});
