// `eval` in a process of its own: values as Nix prints them, what is not known, and what fails.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

describe('eval', () => {
  it('prints values as Nix does', async () => {
    const table: readonly (readonly [string, string])[] = [
      ['null', 'null'],
      ['1 + 1', '2'],
      ['-9223372036854775807', '-9223372036854775807'],
      ['1.0', '1'],
      ['3.14159265', '3.14159'],
      ['1234567.0', '1.23457e+06'],
      ['0.00001', '1e-05'],
      ['/etc/../x', '/x'],
      ['"a\\n\\"\\${b}\\\\"', '"a\\n\\"\\${b}\\\\"'],
      ['{ }', '{ }'],
      ['[ ]', '[ ]'],
      ['{ "b c" = [ 1 2 ]; "if" = true; a.b = "x"; }', '{ a = { b = "x"; }; "b c" = [ 1 2 ]; "if" = true; }'],
      ['x: x', '<LAMBDA>'],
      ['builtins.add', '<PRIMOP>'],
      ['builtins.add 1', '<PRIMOP-APP>'],
      ['let x = { inherit x; }; in x', '{ x = «repeated»; }'],
    ];
    // One process for all: a list of them is printed by the same rules.
    const all = await run(['eval', '-E', `[ ${table.map(([text]) => `(${text})`).join(' ')} ]`]);
    expect(all).toEqual({ exitCode: 0, stdout: `[ ${table.map(([, printed]) => printed).join(' ')} ]\n`, stderr: '' });
  });

  it.each([
    ['builtins.getEnv "HOME"', 'unknown: environment: builtins.getEnv (1:1)'],
    ['<nixpkgs>', 'unknown: search-path: <nixpkgs> (1:1)'],
    ['if builtins.currentTime > 5 then 1 else 2', 'unknown: one of 1, 2'],
    ['[ 1 (builtins.getEnv "HOME") ]', '[ 1 «unknown: environment: builtins.getEnv» ]'],
    ['{ a = throw "no"; }', '{ a = «error: no»; }'],
    ['throw "no"', 'error: no (1:1)'],
    ['\n  x', "error: undefined variable 'x' (2:3)"],
    ['1 +', 'error: syntax error at 1:4'],
    ['let f = f; in f', expect.stringContaining('error: infinite recursion')],
  ])('of %j exits with 1', async (text, printed) => {
    const { exitCode, stdout, stderr } = await run(['eval', '-E', text]);
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(stdout.trimEnd()).toEqual(printed);
  });

  it('does not call a text wrong that it is too long to read', async () => {
    const folder = temporaryFolder();
    writeIn(folder, 'long.nix', `${' '.repeat(7_000_000)}1 )`);
    const { exitCode, stdout, stderr } = await run(['eval', join(folder, 'long.nix')]);
    expect([exitCode, stdout, stderr]).toEqual([1, 'unknown: size: the text is too long to read (long.nix:1:1)\n', '']);
  });

  it('prints JSON', async () => {
    const text = '{ b = [ 1 2.5 null ]; a = "x"; big = 9223372036854775807; }';
    expect(await run(['eval', '--json', '-E', text])).toEqual({
      exitCode: 0,
      stdout: '{"a":"x","b":[1,2.5,null],"big":9223372036854775807}\n',
      stderr: '',
    });
    expect(await run(['eval', '--json', '-E', '{ a = throw "no"; }'])).toMatchObject({
      exitCode: 1,
      stdout: 'error: no (1:7)\n',
    });
    expect(await run(['eval', '--json', '-E', 'x: x'])).toMatchObject({ exitCode: 1 });
  });

  it('reads files below the folder it is about, and no others', async () => {
    const folder = temporaryFolder(`
#- /outer.nix
1
#- /in/default.nix
{ a = import ./a.nix; b = builtins.readDir ./.; }
#- /in/a.nix
2
#- /in/out.nix
[ (import ./a.nix) (import ../outer.nix) ]`);
    const inner = join(folder, 'in');
    expect((await run(['eval', inner])).stdout).toBe(
      '{ a = 2; b = { "a.nix" = "regular"; "default.nix" = "regular"; "out.nix" = "regular"; }; }\n',
    );
    expect(await run(['eval', '-E', 'import ./a.nix'], inner)).toMatchObject({ exitCode: 0, stdout: '2\n' });
    const outside = await run(['eval', join(inner, 'out.nix')]);
    expect(outside.exitCode).toBe(1);
    expect(outside.stdout).toMatch(/^\[ 2 «unknown: outside: .*outer\.nix \(outside .*\/in\)» \]\n$/);
  });

  it('places what fails in the file it is in', async () => {
    const folder = temporaryFolder('#- /a.nix\nimport ./b/c.nix\n#- /b/c.nix\n{ }.x\n');
    expect((await run(['eval', join(folder, 'a.nix')])).stdout).toMatch(/^error: .*\(b\/c\.nix:1:1\)\n$/);
  });

  it('ends when there is no end', async () => {
    const { exitCode, stdout } = await run(['eval', '--json', '-E', 'let f = n: { x = f (n + 1); }; in f 0']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^unknown: /);
  });

  it.each([
    [[], /-E EXPR\) or a file is missing/],
    [['-E', '1', 'a.nix'], /not both/],
    [['a.nix', 'b.nix'], /only one file/],
    [['nowhere.nix'], /no such file: nowhere\.nix/],
  ])('%j is wrong usage', async (args, message) => {
    const { exitCode, stdout, stderr } = await run(['eval', ...args], temporaryFolder());
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
