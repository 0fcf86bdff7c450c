// Texts of other formats that are read again: by the same text, at the same price, and only where they fit.
import { expect, it, vi } from 'vitest';
import { Allowance, SMALL_STACK, withBudget } from '../../../server/src/eval/budget';
import { readJson } from '../../../server/src/eval/builtins/json-read';
import { keptReadings } from '../../../server/src/eval/builtins/kept-readings';
import { siteIn } from '../../../server/src/eval/site';
import type { Value } from '../../../server/src/eval/values';

const SITE = siteIn('/a.nix');
const LONG = JSON.stringify({ lists: Array.from({ length: 10_000 }, (_, i) => [i]), deep: [[[[{}]]]] });

interface Read {
  readonly value: Value;
  readonly fuel: number;
  readonly bytes: number;
}

function within(read: (text: string, site: typeof SITE) => Value, text: string, budget = SMALL_STACK): Read {
  const allowance = new Allowance(budget);
  const { fuel, bytes } = allowance;
  const value = withBudget(
    allowance,
    () => read(text, SITE),
    (why) => why,
  );
  return { value, fuel: fuel - allowance.fuel, bytes: bytes - allowance.bytes };
}

it('a long text is read once, and each who reads it pays the same', () => {
  const reader = vi.fn(readJson);
  const read = keptReadings(reader);
  const first = within(read, LONG);
  const again = within(read, `${LONG}`);
  expect(reader).toHaveBeenCalledTimes(1);
  expect(again.value).toBe(first.value);
  expect(again.fuel).toBe(first.fuel);
  expect(first.fuel).toBeGreaterThan(10_000);
  // But for what is left of a portion.
  expect(Math.abs(again.bytes - first.bytes)).toBeLessThan(100_000);
  expect(first.bytes).toBeGreaterThan(500_000);
});

it('what is too much for one is not too much for the next, and the other way round', () => {
  const read = keptReadings(readJson);
  const [poor, shallow] = [
    { ...SMALL_STACK, fuel: 50 },
    { ...SMALL_STACK, depth: 5 },
  ];
  expect(within(read, LONG, poor).value).toMatchObject({ kind: 'unknown', code: 'fuel' });
  expect(within(read, LONG, shallow).value).toMatchObject({ kind: 'unknown', code: 'depth' });
  expect(within(read, LONG).value.kind).toBe('attrs');
  expect(within(read, LONG, poor).value).toMatchObject({ kind: 'unknown', code: 'fuel' });
});

it('short and very long texts, failures, and those not read for long are read anew', () => {
  const reader = vi.fn(readJson);
  const read = keptReadings(reader);
  for (const text of ['[ 1 ]', '[ 1 ]', `${LONG} x`, `${LONG} x`]) within(read, text);
  expect(reader).toHaveBeenCalledTimes(4);
  const veryLong = `${LONG}${' '.repeat(100_000)}`;
  for (const text of [veryLong, veryLong]) within(read, text);
  expect(reader).toHaveBeenCalledTimes(6);
  for (let i = 0; i < 20; i++) within(read, `${LONG}${' '.repeat(i)}`);
  within(read, LONG);
  expect(reader).toHaveBeenCalledTimes(27);
});
