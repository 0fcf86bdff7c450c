// While something is typed, all else is read as before.
import { expect, it } from 'vitest';
import { firstError } from '../../../server/src/syntax/first-error';
import { testParser } from '../../support/parser';
import { printExpr } from '../../support/print-expr';
import { isInList, PLACES, precedesDefinition, prefixesOf, standsAlone, TYPED, WRITTEN } from '../../support/typing';

const parser = await testParser();
const BEFORE = printExpr(parser.parse(WRITTEN).root);

const NOT_AROUND_DEFINITIONS = [
  'foo = "a ${b} c";',
  'imports = [ ./x.nix ];',
  'environment.systemPackages = with pkgs; [ git vim ];',
  '"a.b" = 1;',
];

/** Texts that have been read: many definitions begin alike. */
const read = new Set<string>();

/** Another half of the places for each; what is typed is alike. */
it.each([...TYPED.entries()])('%i: %s', (turn, typed) => {
  const wrong: string[] = [];
  for (const place of PLACES.filter((_, index) => index % 2 === turn % 2)) {
    // In front of something else nobody can tell which bracket or quote is whose, or what is commented out. Only a
    // definition is certainly none of the text or the list that is open before it.
    const isTold = precedesDefinition(place) && NOT_AROUND_DEFINITIONS.includes(typed);
    if (!standsAlone(place) && !isTold && /["'[{\n#*<~]|\blet\b|^inherit/.test(typed)) continue;
    // Of a definition of several lines in a list half a line may look like an element.
    if (typed.includes('\n') && isInList(place)) continue;
    for (const prefix of prefixesOf(typed, place)) {
      const text = WRITTEN.slice(0, place) + prefix + WRITTEN.slice(place);
      if (read.has(text)) continue;
      read.add(text);
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

it.each([...PLACES.entries()].filter(([, place]) => !standsAlone(place)))(
  'whatever is typed into a line (%i), the other lines are read as before',
  (index, place) => {
    const start = WRITTEN.lastIndexOf('\n', place) + 1;
    const end = WRITTEN.indexOf('\n', place);
    const before = printExpr(without(parser.parse(WRITTEN).root, start, end));
    const wrong: string[] = [];
    const prefixes = TYPED.filter((text) => !text.includes('\n')).flatMap((typed) =>
      prefixesOf(typed, place).filter((_, at) => (at + index) % 5 === 0),
    );
    for (const prefix of new Set(prefixes)) {
      const text = WRITTEN.slice(0, place) + prefix + WRITTEN.slice(place);
      if (firstError(text) === undefined) continue;
      if (printExpr(without(parser.parse(text).root, start, end + prefix.length)) !== before) wrong.push(prefix);
    }
    expect(wrong).toEqual([]);
  },
);
