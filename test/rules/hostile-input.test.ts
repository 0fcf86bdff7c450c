// Input that is no configuration, or half of one: no crash, no hang, no false error.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findingsIn } from '../support/check';
import type { Files } from '../support/fixture';

const EXAMPLE = readFileSync(join(import.meta.dirname, 'fixtures/hundred-lines.nix'), 'utf8');

/** The errors, but for those of rules that are right here: Nix does not take such a text. */
async function errorsIn(files: Files, isTrue: readonly string[] = []): Promise<readonly string[]> {
  const errors = (await findingsIn(files)).filter(({ severity }) => severity === 'error');
  return errors.filter(({ code }) => !isTrue.includes(code)).map(({ message }) => message);
}
const single = (text: string): Files => new Map([['/configuration.nix', text]]);

describe('a configuration cut off at every second character', () => {
  // The whole is clean, so whatever a cut shows as an error is false, but that half a name,
  // where nothing follows, is none.
  const isHalfName = (message: string, text: string): boolean =>
    message.startsWith(`\`${/\w+$/.exec(text)?.[0]}\` is not defined:`);
  test('the whole has no findings', async () => expect(await findingsIn(single(EXAMPLE))).toEqual([]));
  // Odd, so that each stretch has other characters.
  const STEP = 401;
  for (let from = 0; from < EXAMPLE.length; from += STEP) {
    test(`from ${from}`, async () => {
      for (let end = from; end < Math.min(from + STEP, EXAMPLE.length); end += 2) {
        const text = EXAMPLE.slice(0, end);
        const errors = (await errorsIn(single(text), ['syntax-error'])).filter((message) => !isHalfName(message, text));
        expect(errors, `cut at ${end}: …${text.slice(-40)}`).toEqual([]);
      }
    });
  }
});

describe('what is no configuration at all', () => {
  const texts: Readonly<Record<string, string>> = {
    empty: '',
    blank: ' \n\t\n',
    'only a comment': '# nothing',
    'binary bytes': Array.from({ length: 4096 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join(''),
    'a number': '42',
    'a list': '[ { specialisation.x.configuration = { }; } ]',
    'endless recursion': 'let f = n: f (n + 1); in { specialisation = f 0; time.timeZone = "UTC"; }',
    'self-reference': 'let x = x; in { specialisation = if true then { } else x; }',
    'config that depends on itself':
      '{ config, lib, ... }: lib.mkIf (config.time.timeZone == "UTC") { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }',
    'deep nesting': `{ specialisation.x.configuration.a = ${'['.repeat(20_000)}${']'.repeat(20_000)}; }`,
    'a package made of others without end':
      'let f = n: pkgs.wrap { a = f (n + 1); b = f (n + 2); }; pkgs = import <nixpkgs> { }; in { time.timeZone = f 0; specialisation.x.configuration.time.timeZone = f 1; }',
    'deep sets': `{ specialisation.x.configuration = ${'{ a = '.repeat(5_000)}1${'; }'.repeat(5_000)}; }`,
    'a name of every kind':
      '{ specialisation."a b".configuration = { }; specialisation."".configuration = { }; specialisation."\u0000".configuration = { }; }',
  };
  const UNREADABLE = ['empty', 'blank', 'only a comment', 'binary bytes'];
  const NO_MODULES = ['a number', 'a list', 'configuration of the wrong type'];
  // The condition around the option is made from it.
  const ENDLESS = ['config that depends on itself'];
  for (const [name, text] of Object.entries(texts))
    test(name, async () => {
      const codes = [
        ...(UNREADABLE.includes(name) ? ['syntax-error'] : []),
        ...(NO_MODULES.includes(name) ? ['invalid-module'] : []),
        ...(ENDLESS.includes(name) ? ['infinite-recursion'] : []),
      ];
      expect(await errorsIn(single(text), codes)).toEqual([]);
      if (codes.length > 0) expect(await errorsIn(single(text))).toHaveLength(1);
    });

  test('configuration of the wrong type', async () => {
    const [message, ...others] = await errorsIn(
      single('{ specialisation.x.configuration = "text"; time.timeZone = "UTC"; }'),
    );
    expect(message).toContain('This is a string, which is no module');
    expect(others).toEqual([]);
  });
  test('imports that depend on config', async () =>
    expect(
      await errorsIn(
        single(
          '{ config, lib, ... }: { imports = lib.optional config.x.enable ./y.nix; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }',
        ),
      ),
    ).toEqual([expect.stringMatching(/^Infinite recursion/)]));

  for (const text of [
    '{ specialisation = 3; time.timeZone = "UTC"; }',
    '{ specialisation = [ { time.timeZone = "UTC"; } ]; }',
  ])
    test(`of the wrong type, and nothing else: ${text}`, async () => {
      const [message, ...others] = await errorsIn(single(text));
      expect(message).toContain('it takes a set');
      expect(others).toEqual([]);
    });

  test('five megabytes', async () => {
    const long = `{ a = [\n${'  "0123456789012345678901234567890123456789"\n'.repeat(112_000)}]; specialisation.x.configuration = { }; }`;
    expect(long.length).toBeGreaterThan(5_000_000);
    expect(await errorsIn(single(long))).toEqual([]);
  });
});

describe('imports', () => {
  test('a cycle', async () => {
    const files = new Map([
      ['/configuration.nix', '{ imports = [ ./a.nix ]; specialisation.x.configuration = { }; }'],
      ['/a.nix', '{ imports = [ ./b.nix ]; }'],
      ['/b.nix', '{ imports = [ ./a.nix ./configuration.nix ]; }'],
    ]);
    expect(await findingsIn(files)).toEqual([]);
  });
  test('a file that imports itself as a value', async () =>
    expect(
      await errorsIn(single('{ imports = [ (import ./configuration.nix) ]; specialisation.x.configuration = { }; }')),
    ).toEqual([]));
  test('missing files', async () =>
    expect(
      await errorsIn(
        single('{ imports = [ ./none.nix ./no/dir ]; specialisation.x.configuration.imports = [ ./gone.nix ]; }'),
        ['missing-import'],
      ),
    ).toEqual([]));
  test('an import that is no module is said for each', async () => {
    const files = new Map([
      ['/configuration.nix', '{ imports = [ ./x.nix 3 null ]; specialisation.x.configuration = { }; }'],
      ['/x.nix', '"text"'],
    ]);
    const kinds = (await errorsIn(files)).map((message) => message.split(',')[0]);
    expect(kinds).toEqual(['This is a string', 'This is an integer', 'This is `null`']);
  });
});
