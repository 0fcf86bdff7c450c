// A definition that takes all time or memory is not known; everything else is found as if it were not there.
import { describe, expect, test } from 'vitest';
import type { Budget } from '../../server/src/eval/budget';
import { parseFixture } from '../support/fixture';
import { testWorkspace } from '../support/workspace';

/** Less than the usual, so that it takes no time to run out. */
const BUDGET: Budget = { fuel: 2_000_000, depth: 600, bytes: 100_000_000 };

const BOMBS: Readonly<Record<string, string>> = {
  'calls that double': 'let f = n: if n == 0 then 0 else f (n - 1) + f (n - 1); in f 60',
  'recursion without end': 'let f = n: 1 + f (n + 1); in f 0',
  'a text that doubles': 'let f = n: s: if n == 0 then s else f (n - 1) (s + s); in f 60 "ab"',
  'texts that share their beginning':
    'let f = n: s: if n == 0 then s else f (n - 1) (s + s); big = f 20 "abc"; in builtins.genList (i: big + toString i) 5000',
  'texts with gaps that share their beginning':
    'let f = n: s: if n == 0 then s else f (n - 1) (s + s); big = f 17 "${pkgs.hello}c"; in builtins.genList (i: big + toString i) 5000',
  'a tree that shares': 'let f = n: if n == 0 then 1 else let x = f (n - 1); in [ x x ]; in f 60',
  'sets that share': 'let f = n: if n == 0 then 1 else let x = f (n - 1); in { a = x; b = x; }; in f 60',
  'properties that share': 'let f = n: if n == 0 then "a" else let x = f (n - 1); in lib.mkMerge [ x x ]; in f 60',
  'properties in properties': "builtins.foldl' (a: _: lib.mkIf true a) true (lib.range 0 20000)",
  'an expression that backtracks': `builtins.match "((a*)*)*b" "${'a'.repeat(200)}c"`,
  'a choice that branches': 'let f = n: if pkgs.unknown then f (n + 1) else f (n + 2); in f 0',
  'choices that branch into each other':
    'let f = n: if pkgs.x then g (n + 1) else h (n + 1); g = n: if pkgs.y then h n else f n; h = n: if pkgs.z then f n else g n; in f 0',
  'a call with too many arguments': `${'1 '.repeat(50_000)}1`,
  'a condition that recurses': 'let f = n: pkgs.unknown && f (n + 1); in f 0',
  'a set in itself': 'let s = { a = s; b = 1; }; in s',
  'a set in itself, twice': 'let s = { a = s; b = s; c = 1; }; in s',
  'a derivation, which is in itself': 'derivation { name = "a"; system = "b"; builder = "c"; }',
  'a default that recurses': 'let f = n: pkgs.unknown.${toString n} or (f (n + 1)); in f 0',
};

/**
 * Places of the bomb in a configuration: as a value in both systems, as a condition, and as what modules are made from.
 */
const PLACES: Readonly<Record<string, (bomb: string) => string>> = {
  value: (bomb) => `{ networking.hostName = ${bomb}; specialisation.a.configuration.networking.hostName = ${bomb}; }`,
  condition: (bomb) => `{ services.printing.enable = lib.mkIf (builtins.deepSeq ${bomb} true) true; }`,
  'set of options': (bomb) => `{ environment.etc = ${bomb}; }`,
  'setting of a format': (bomb) =>
    `{ services.loki.configuration.a = ${bomb}; specialisation.a.configuration.services.loki.configuration.a = ${bomb}; }`,
  module: (bomb) => `{ specialisation.b.configuration = ${bomb}; }`,
};

const CONFLICT = `{ lib, pkgs, ... }: { imports = [ ./bomb.nix ]; services.openssh.enable = true;
  specialisation.a.configuration.services.openssh.enable = false; }`;

describe.each(Object.entries(PLACES))('as a %s', (_place, wrap) => {
  test.each(Object.entries(BOMBS))('%s', async (_name, bomb) => {
    const files = parseFixture(
      `#- /home/configuration.nix\n${CONFLICT}\n#- /home/bomb.nix\n{ lib, pkgs, ... }: ${wrap(`(${bomb})`)}\n`,
    );
    const workspace = await testWorkspace(files, { budget: BUDGET });
    const found = workspace.snapshot().findings;
    workspace.dispose();
    const conflicts = found.filter(
      ({ code, file }) => code === 'option-conflict' && file === '/home/configuration.nix',
    );
    expect(conflicts.map(({ message }) => message.includes('services.openssh.enable'))).toEqual([true, true]);
  });
});
