// The parser against Nix's own: what is accepted, what strings mean, and how expressions are put together.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nixVersion } from '../support/nix';
import { testParser } from '../support/parser';
import { printExpr } from '../support/print-expr';
import { STRINGS } from '../unit/syntax/string-table';
import { desugar } from './desugar';

const version = nixVersion();
const folder = mkdtempSync(join(tmpdir(), 'nix-parse-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const parser = await testParser();

let files = 0;
function nix(args: readonly string[], text: string): Promise<{ readonly output?: string; readonly error?: string }> {
  const file = join(folder, `${files++}.nix`);
  writeFileSync(file, text);
  const env = { ...process.env, NIX_PATH: '', HOME: folder };
  return new Promise((resolve) => {
    execFile('nix-instantiate', [...args, '--store', 'dummy://', file], { env }, (error, output, complaint) => {
      resolve(error === null ? { output } : { error: complaint });
    });
  });
}

/** Free variables are an error to `--parse`, and so are duplicate attributes; neither is about syntax. */
const NOT_SYNTAX = /undefined variable|already defined|duplicate formal/;

const ACCEPTED = [
  'a b.c or d e',
  'a.b or c.d or e',
  '{ a, b ? 1, }@c: a',
  '{ inherit; inherit (a); inherit (a) b "c"; }',
  'let inherit (a) b; in b',
  'let { body = 1; }',
  '[ a.b (c d) "e" ./f { } rec { } ]',
  'a//b',
  'a //b',
  '{ "a b".${c}."d${e}" = 1; }',
  'x:x',
  'a: a',
  '~/a',
  './a/${b}/c',
  '<a/b>',
  '.5',
  '1.e3',
  "'''${a}''",
  '/**/ a # b',
  '{ or = 1; }.or',
  'map or [ ]',
  '__curPos',
  'if a then b else if c then d else e',
  'assert a; with b; c',
  '"\\\n$${a}$"',
  'a ? b."c".${d}',
  '{ ... }: a',
  '{ a }: { }',
];

const REJECTED = [
  '',
  '{ a = ; }',
  '{ a = 1 }',
  '{ a }',
  '{ a = 1;',
  '[ 1, 2 ]',
  '{ , }: a',
  '{ ..., }: a',
  'a.',
  'a +',
  '"a',
  "''a",
  'let a = 1;',
  'if a then b',
  'with a',
  'a )',
  '{ a = { b = 1; }; };',
  '{ a = true b = 1; }',
  'x: { y }',
  'inherit a;',
];

/** Free variables are `a` to `g`. No `inherit (from)`, and no nesting of attribute sets that Nix would merge. */
const SHAPES = [
  'a b c',
  'a (b c) d',
  'a.b.c d.e',
  'a.b or c d',
  '(a b).c',
  '-a + b - c',
  'a - b - c * d / e',
  'a + b + c',
  'a ++ b ++ c',
  'a // b // c',
  'a//b//c ++ d',
  'a //b == c',
  '!a//b',
  '!a && b || c -> d -> e',
  'a == b && c != d || e < f',
  'a + 1 < b * 2',
  'a >= b -> c <= d',
  'a > b',
  '!a ? b',
  'a ? b.c && d',
  '-a.b',
  'a b - c',
  'a: b: a b',
  '{ a }: a',
  'b@{ a ? c d, ... }: a',
  'let x = a; y = b; in x y',
  'rec { x = a; y = x; }',
  '{ x = a b; }.x',
  'with a; with b; c d',
  'if a then b else c + d',
  'assert a == b; c',
  '[ a (b c) d.e ]',
  'a (b: c) d',
  'a { x = b; } [ c ]',
  '"x${a}y${b}"',
  "''x${a} y''",
  'with g; f map or a',
  'with g; [ f or a ]',
];
const PIPES = ['a |> b |> c', 'a <| b <| c', 'a b |> c d', 'a -> b |> c || d', 'a // b <| c ++ d'];

if (version === undefined) {
  it('is left out: there is no Nix here', () => {});
} else {
  const withPipes = Number(version.split('.')[0]) > 2 || Number(version.split('.')[1]) >= 24;
  const flags = withPipes ? ['--extra-experimental-features', 'pipe-operators'] : [];

  describe(`Nix ${version}`, () => {
    it.each([...ACCEPTED, ...SHAPES, ...(withPipes ? PIPES : [])])('accepts %s', async (text) => {
      const { error = '' } = await nix([...flags, '--parse'], text);
      expect(error === '' || NOT_SYNTAX.test(error) ? '' : error).toBe('');
      expect(parser.parse(text).errors).toEqual([]);
    });

    it.each(REJECTED)('rejects %s', async (text) => {
      const { error } = await nix(['--parse'], text);
      expect(error).toMatch(/syntax error/);
      expect(parser.parse(text).errors).not.toEqual([]);
    });

    it.each(STRINGS)('string %j', async (text, value) => {
      const { output = '' } = await nix(['--eval', '--strict', '--json'], text);
      expect(JSON.parse(output)).toBe(value);
    });

    it.each([...SHAPES, ...(withPipes ? PIPES : [])])('groups %s alike', async (text) => {
      const names = 'a: b: c: d: e: f: g: map: ';
      const { output = '', error } = await nix([...flags, '--parse'], `${names}${text}`);
      expect(error).toBeUndefined();
      expect(printExpr(desugar(parser.parse(output).root))).toBe(
        printExpr(desugar(parser.parse(`${names}${text}`).root)),
      );
    });
  });
}
