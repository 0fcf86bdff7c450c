// duplicate-attribute: what no version of Nix reads, because it is said twice.
import { describe, expect, test } from 'vitest';
import { checkDiagnostics, checkSilent, findingsIn } from '../support/check';

describe('found', () => {
  test('a path, at its second place', () =>
    checkDiagnostics(`
{
  time.timeZone = "UTC";
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ error(duplicate-attribute): \`time.timeZone\` is already defined in this set (configuration.nix:
}
`));

  test('in the body of a specialisation', () =>
    checkDiagnostics(`
{ lib, pkgs, ... }:
{
  specialisation.a.configuration = {
    environment.systemPackages = lib.mkForce [ ];
    environment.systemPackages = with pkgs; [ vim ];
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ error(duplicate-attribute): \`environment.systemPackages\`
  };
}
`));

  test.each([
    ['a set beside a value', '{ a = 1; b = 2; a.c = 3; }', 'a'],
    ['a value beside a set', '{ a.c = 3; a = 1; }', 'a'],
    ['parts of sets', '{ a = { b = 1; }; a = { b = 2; }; }', 'a.b'],
    ['a path and a part of a set', '{ a.b = 1; a = { b = 2; }; }', 'a.b'],
    ['parts deeper down', '{ a.b.c = 1; a = { b.c = 2; }; }', 'a.b.c'],
    ['a quoted name', '{ a = 1; "a" = 2; }', 'a'],
    ['a name in braces', '{ a = 1; ${"a"} = 2; }', 'a'],
    ['an inherited one', '{ inherit (x) a; a = 1; }', 'a'],
    ['one inherited twice', '{ inherit (x) a b a; }', 'a'],
    ['a set that is called', '{ a = { }; a = f { }; }', 'a'],
    ['a recursive set', 'rec { a = 1; a = 2; }', 'a'],
    ['an inner set', '{ f = [ { a = 1; a = 2; } ]; }', 'a'],
  ])('%s', (_what, text, name) => {
    const file = `{ lib, x, f, ... }:\n{ lib = x: ${text}; }`;
    return checkNamed(file, `\`${name}\` is already defined in this set`);
  });

  test.each([
    ['let a = 1; a = 2; in a', '`a` is already defined in this `let`'],
    ['let a.b = 1; a.b = 2; in a', '`a.b` is already defined in this `let`'],
    ['{ a, b, a }: a', '`a` is already an argument'],
    ['a@{ a, b }: a', '`a` is already an argument'],
    ['{ a, b }@b: a', '`b` is already an argument'],
  ])('%s', (text, message) => checkNamed(`{ lib = ${text}; }`, message));
});

describe('silent', () => {
  test.each([
    '{ a.b = 1; a.c = 2; }',
    '{ a = { b = 1; }; a = { c = 2; }; a.d = 3; }',
    // A duplicate in some versions of Nix.
    '{ a.b.c = 1; a = { b.d = 2; }; }',
    '{ a = { b.c = 1; }; a = { b.d = 2; }; }',
    '{ ${x} = 1; ${x} = 2; "${x}" = 3; }',
    '{ ${x}.a = 1; ${x}.a = 2; }',
    '{ a = 1; b = { a = 1; }; }',
    '{ a = 1; } // { a = 2; }',
    'let a = 1; in let a = 2; in a',
    '{ a }: { a }: a',
    '{ a, b ? a }: { inherit a b; }',
  ])('%s', (text) => checkSilent(`{ lib = x: ${text}; }`, 'duplicate-attribute'));

  test('while something is typed', () =>
    checkSilent('{ time.timeZone = "UTC"; time.timeZone = ', 'duplicate-attribute'));
});

/** The rule has one finding in a file, with these words. */
async function checkNamed(text: string, message: string): Promise<void> {
  const findings = await findingsIn(new Map([['/configuration.nix', text]]));
  const messages = findings.filter(({ code }) => code === 'duplicate-attribute').map((found) => found.message);
  expect(messages).toEqual([expect.stringContaining(message)]);
}
