// What the editor does by itself in a Nix file: words, indentation, closing, Enter.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

interface EnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly previousLineText?: string;
  readonly action: { readonly indent: string };
}
interface Configuration {
  readonly wordPattern: string;
  readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
  readonly onEnterRules: readonly EnterRule[];
}

const path = fileURLToPath(new URL('../../../client/src/language-configuration.json', import.meta.url));
const configuration = JSON.parse(readFileSync(path, 'utf8')) as Configuration;

describe('words', () => {
  test.each([
    ["x = foldl' f", ['x', "foldl'", 'f']],
    ['services.my-app.enable', ['services', 'my-app', 'enable']],
    ["''one two''", ['one', 'two']],
    ["a'b c''", ["a'b", 'c']],
    ['port = 8080;', ['port', '8080']],
  ])('%s', (text, words) => {
    expect(text.match(new RegExp(configuration.wordPattern, 'g'))).toEqual(words);
  });
});

describe('indentation', () => {
  const increase = new RegExp(configuration.indentationRules.increaseIndentPattern);
  const decrease = new RegExp(configuration.indentationRules.decreaseIndentPattern);

  test.each(['{', 'a = {', 'imports = [ # files', 'a = lib.mkIf (', 'let', 'x = let', 'a."b # c" = {'])(
    'more after: %s',
    (line) => {
      expect(line).toMatch(increase);
    },
  );

  test.each(['a = 1;', '# a = {', 'a = { };', 'outlet', 'a = "{";', '}', 'x = 1; # {'])(
    'the same after: %s',
    (line) => {
      expect(line).not.toMatch(increase);
    },
  );

  test.each(['}', '  };', ']', ')', 'in', '  in {'])('less at: %s', (line) => {
    expect(line).toMatch(decrease);
  });

  test.each(['inherit a;', 'input = 1;', "in' = 1;", '{ }', 'a }'])('not less at: %s', (line) => {
    expect(line).not.toMatch(decrease);
  });
});

describe('Enter', () => {
  const press = (before: string, after = '', previous = '') =>
    configuration.onEnterRules.find(
      (rule) =>
        new RegExp(rule.beforeText).test(before) &&
        (rule.afterText === undefined || new RegExp(rule.afterText).test(after)) &&
        (rule.previousLineText === undefined || new RegExp(rule.previousLineText).test(previous)),
    )?.action.indent;

  test.each([
    ["  text = ''", "'';", '', 'indentOutdent'],
    ["  text = ''", '', '', 'indent'],
    ["  ''", '', '', undefined],
    ['/**', ' */', '', 'indentOutdent'],
    ['  a =', '', '', 'indent'],
    ['  if b then', '', '', 'indent'],
    ['  a == b', '', '', undefined],
    ['  a !=', '', '', undefined],
    ['    value;', '', '  a =', 'outdent'],
    ['    with lib;', '', '  a =', undefined],
    ['  a = 1;', '', '  b = 2;', undefined],
  ])('%j before %j, after the line %j: %s', (before, after, previous, indent) => {
    expect(press(before, after, previous)).toBe(indent);
  });
});
