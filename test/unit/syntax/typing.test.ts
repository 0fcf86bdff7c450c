// While something is typed, all else is read as before.
import { expect, it } from 'vitest';
import { firstError } from '../../../server/src/syntax/first-error';
import { testParser } from '../../support/parser';
import { printExpr } from '../../support/print-expr';
import { isInList, PLACES, prefixesOf, standsAlone, TYPED, WRITTEN } from '../../support/typing';

const parser = await testParser();
const BEFORE = printExpr(parser.parse(WRITTEN).root);

it.each(TYPED)('%s', (typed) => {
  const wrong: string[] = [];
  for (const place of PLACES) {
    // In front of something else nobody can tell which bracket or quote is whose, or what is commented out.
    if (!standsAlone(place) && /["'[{\n#*<~]|\blet\b|^inherit/.test(typed)) continue;
    // Of a definition of several lines in a list half a line may look like an element.
    if (typed.includes('\n') && isInList(place)) continue;
    for (const prefix of prefixesOf(typed, place)) {
      const text = WRITTEN.slice(0, place) + prefix + WRITTEN.slice(place);
      // Some of it is Nix by chance.
      if (firstError(text) === undefined) continue;
      const { root } = parser.parse(text);
      // What is whole within a block that is not may count.
      const after = printExpr(prefix.includes('\n') ? without(root, place, place + prefix.length) : root);
      if (after !== BEFORE) wrong.push(`${PLACES.indexOf(place)}: ${JSON.stringify(prefix)} ${after}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** A tree without the bindings that start in a stretch. */
function without<T>(tree: T, start: number, end: number): T {
  return JSON.parse(JSON.stringify(tree), (_, value: unknown) =>
    Array.isArray(value) ? value.filter((item) => !isBindingIn(item, start, end)) : value,
  ) as T;
}

function isBindingIn(item: { kind?: string; start?: number } | null, start: number, end: number): boolean {
  const at = item?.kind === 'binding' || item?.kind === 'inherit' ? item.start : undefined;
  return at !== undefined && at >= start && at < end;
}
