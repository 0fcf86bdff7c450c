// Where a text stops to be Nix, against where Nix stops: texts that parse, with a character
// or a word taken away or put in.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { LineIndex } from '../../server/src/base/line-index';
import { firstError } from '../../server/src/syntax/first-error';
import { nixVersion } from '../support/nix';

const folder = mkdtempSync(join(tmpdir(), 'nix-errors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = `{ lib, pkgs, config ? null, ... }@args:
let
  inherit (lib) mkIf mkForce;
  name = "a\${toString 1}b";
  text = ''
    one \${name}
    ''\${two} '''
  '';
  f = { a, b ? 1 }: a: [ a.b (b.c or 2) ./x/y.nix <nixpkgs> https://a.org/b ];
in
with lib;
assert true -> (1 + 2 * 3 == 7 && !(2 < 1)) || args ? a.b;
rec {
  imports = [ ./hardware.nix ./a/\${name}/b.nix ] ++ optional (config != null) { };
  "quoted name".\${name} = if name == "a" then -1 else 2;
  services.openssh = { enable = true; } // { ports = [ 22 ]; };
  inherit text f;
}
`;
const INSERTED = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ';',
  '=',
  '.',
  ',',
  ':',
  '@',
  '"',
  "''",
  '${',
  ' let ',
  ' in ',
  ' if ',
  ' then ',
  ' else ',
];
const MORE = [
  ' rec ',
  ' with ',
  ' inherit ',
  ' or ',
  '?',
  '!',
  '-',
  ' == ',
  ' // ',
  ' a ',
  './x ',
  '...',
  '%',
  '#',
  '/*',
  '\\',
  '$',
  '~/',
  '<x>',
];

/** Every text once: at steps through the text something is taken away or put in. */
function* broken(): Iterable<string> {
  let turn = 0;
  for (let at = 0; at < TEXT.length; at += 5) {
    const word = [...INSERTED, ...MORE][turn++ % (INSERTED.length + MORE.length)] ?? '';
    yield TEXT.slice(0, at) + TEXT.slice(at + 1);
    yield TEXT.slice(0, at) + word + TEXT.slice(at);
  }
}

/**
 * The line that Nix complains of, counted from 1; 0 when it reads the text. Undefined: it complains of
 * something else than the syntax.
 */
function lineByNix(text: string, index: number): Promise<number | undefined> {
  const file = join(folder, `${index}.nix`);
  writeFileSync(file, text);
  const env = { ...process.env, NIX_PATH: '', HOME: folder };
  return new Promise((resolve) => {
    execFile('nix-instantiate', ['--parse', '--store', 'dummy://', file], { env }, (error, _output, complaint) => {
      const isSyntax = /syntax error|trailing slash/.test(complaint);
      const line = /\.nix:(\d+):\d+:/.exec(complaint)?.[1];
      resolve(error === null ? 0 : isSyntax && line !== undefined ? Number(line) : undefined);
    });
  });
}

it.runIf(nixVersion() !== undefined)('is the line that Nix complains of', { timeout: 300_000 }, async () => {
  const texts = [...broken()];
  const wrong: string[] = [];
  let compared = 0;
  for (const [index, text] of texts.entries()) {
    const expected = await lineByNix(text, index);
    if (expected === undefined) continue;
    compared++;
    const found = firstError(text);
    const line = found === undefined ? 0 : new LineIndex(text).position(found.start).line + 1;
    if (line !== expected) wrong.push(`${line}, not ${expected}: ${text}`);
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(texts.length / 2);
});
