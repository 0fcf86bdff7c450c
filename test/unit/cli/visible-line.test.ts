// Nothing that is printed moves a cursor, hides, turns the reading direction, or gives a command to a build server.
import { describe, expect, it } from 'vitest';
import { visibleDiffLine, visibleJson, visibleLine } from '../../../server/src/cli/visible-line';

const codePoints = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
const HIDDEN = [
  ...codePoints(0x00, 0x1f),
  ...codePoints(0x7f, 0x9f),
  ...codePoints(0x200b, 0x200f),
  ...codePoints(0x2028, 0x202e),
  ...codePoints(0x2060, 0x206f),
  ...codePoints(0xe0020, 0xe007f),
  ...[
    '\u00ad',
    '\u034f',
    '\u061c',
    '\u115f',
    '\u180e',
    '\u3164',
    '\ufeff',
    '\ufff9',
    '\ud800',
    '\udfff',
    '\u{1d173}',
    '\u{e0100}',
  ],
];
const SEEN = ['a', ' ', '~', 'é', 'e\u0301', 'ж', '漢', 'א', '😀', '\ue0b0', '`', '\\'];

describe('a line', () => {
  it.each(HIDDEN.map((hidden) => [hidden.codePointAt(0)?.toString(16), hidden]))('shows U+%s', (_code, hidden) => {
    expect(visibleLine(`a${hidden}b`)).toMatch(/^a\\([nrt]|u\{[0-9a-f]+\})b$/);
  });

  it.each(SEEN)('leaves %j as it is', (text) => {
    expect(visibleLine(`a${text}b`)).toBe(`a${text}b`);
  });

  it.each([
    ['::error::x', '\\u{3a}:error::x'],
    ['  \u00a0::set-output name=a::b', '  \\u{a0}::set-output name=a::b'],
    ['a\n::error::x', 'a\\n::error::x'],
    ['a ##[add-mask]x', 'a \\u{23}#[add-mask]x'],
    ['###[error]', '#\\u{23}#[error]'],
    ['x ##vso[task.setvariable]y', 'x \\u{23}#vso[task.setvariable]y'],
    ['##teamcity[x]', '\\u{23}#teamcity[x]'],
    ['a.nix:1:2: std::string #[x] ## [y]', 'a.nix:1:2: std::string #[x] ## [y]'],
  ])('%j is no command', (text, shown) => {
    expect(visibleLine(text)).toBe(shown);
  });
});

it('a line of a diff keeps its tabs and its line end, and nothing else', () => {
  expect(visibleDiffLine('+\ta\u001b[2J\tb\rc\r')).toBe('+\ta\\u{1b}[2J\tb\\rc\r');
  expect(visibleDiffLine(' ::error::x')).toBe(' \\u{3a}:error::x');
});

describe('JSON', () => {
  const value = { '::a': [...HIDDEN, ...SEEN], b: '##vso[x] ##[y]' };

  it.each([undefined, 2])('with indent %j says the same without any of it', (indent) => {
    const json = visibleJson(JSON.stringify(value, null, indent));
    expect(JSON.parse(json)).toEqual(value);
    for (const line of json.split('\n')) expect(visibleLine(line)).toBe(line);
  });
});
