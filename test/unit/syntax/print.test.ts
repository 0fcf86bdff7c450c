// Names, paths and texts as Nix writes them.
import { describe, expect, it } from 'vitest';
import { dotted, printName, printString } from '../../../server/src/syntax/print';

describe('printing', () => {
  it.each([
    ['enable', 'enable'],
    ["it's-a_name9", "it's-a_name9"],
    ['9lives', '"9lives"'],
    ['', '""'],
    ['a.b', '"a.b"'],
    ['with', '"with"'],
    ['a"b', '"a\\"b"'],
    ['${x}', '"\\${x}"'],
  ])('the name %s is written %s', (name, written) => {
    expect(printName(name)).toBe(written);
  });

  it('a text is written on one line', () => {
    expect(printString('a\n\t"b\\ $c ${d}\r')).toBe('"a\\n\\t\\"b\\\\ $c \\${d}\\r"');
  });

  it('a path quotes only where it must', () => {
    expect(dotted(['users', 'users', 'a b', 'in', 'uid'])).toBe('users.users."a b"."in".uid');
  });
});
