// Each unknown says why it is one, and where: the reason of a condition stays the reason of what depends on it.
import { describe, expect, test } from 'vitest';
import type { UnknownValue, Value } from '../../../server/src/eval/values';
import { TEST_BUDGET, testEvaluator } from '../../support/eval';

const NAMES =
  'u = builtins.getEnv "X"; o = builtins.fetchTarball "o"; c = if u == "1" then true else false; s = { a = 1; } // o; t = "a${o}";';

function reasonOf(value: Value): UnknownValue | undefined {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'choice') return value.reason;
  return value.kind === 'attrs' || value.kind === 'list' ? value.open : undefined;
}

async function explained(expression: string): Promise<string> {
  const text = `let ${NAMES} in ${expression}`;
  const reason = reasonOf((await testEvaluator({}, TEST_BUDGET)).value(text));
  if (reason?.site === undefined) return `${reason?.code}: ${reason?.detail} (nowhere)`;
  const { start, end } = reason.site.expr;
  return `${reason.code}: ${reason.detail} (${text.slice(start, end)})`;
}

const ENVIRONMENT = 'environment: builtins.getEnv (builtins.getEnv "X")';

describe('why and where', () => {
  test.each([
    ['u', ENVIRONMENT],
    ['if u == "1" then 1 else 2', ENVIRONMENT],
    ['if c then 1 else 2', ENVIRONMENT],
    ['c && true', ENVIRONMENT],
    ['!c && c', ENVIRONMENT],
    ['c -> c', ENVIRONMENT],
    ['c == true', ENVIRONMENT],
    ['c == c', ENVIRONMENT],
    ['if !o.x then 1 else 2', 'opaque: builtins.fetchTarball "o".x (!o.x)'],
    ['if o.x then 1 else 2', 'opaque: builtins.fetchTarball "o".x (if o.x then 1 else 2)'],
    ['-o', 'opaque: builtins.fetchTarball "o" (-o)'],
    ['o < 1', 'opaque: builtins.fetchTarball "o" (o < 1)'],
    ['o + 1', 'opaque: builtins.fetchTarball "o" (o + 1)'],
    ['o.x || false', 'opaque: builtins.fetchTarball "o".x (o.x || false)'],
    ['s.b or 1', 'opaque: builtins.fetchTarball "o" ({ a = 1; } // o)'],
    ['o.b or 1', 'opaque: builtins.fetchTarball "o" ? b (o.b or 1)'],
    ['({ a ? 1 }: a) s', 'opaque: builtins.fetchTarball "o" ({ a = 1; } // o)'],
    ['({ b ? 1, ... }: b) s', 'opaque: builtins.fetchTarball "o" ({ a = 1; } // o)'],
    ['[ 1 ] ++ u', ENVIRONMENT],
    ['[ 1 ] ++ o', 'opaque: builtins.fetchTarball "o" ([ 1 ] ++ o)'],
    ['{ a = 1; } // u', ENVIRONMENT],
    ['{ ${u} = 1; }', 'dynamic: an attribute whose name is not known (u)'],
    ['t == "abc"', 'opaque: builtins.fetchTarball "o" (t == "abc")'],
    ['builtins.stringLength t', 'opaque: a string with unknown parts (builtins.stringLength t)'],
    ['builtins.match "a" t', 'opaque: builtins.fetchTarball "o" (builtins.match "a" t)'],
    ['builtins.hasAttr "x${u}" { }', ENVIRONMENT],
    ['builtins.length o', 'opaque: builtins.fetchTarball "o" (builtins.length o)'],
    ['builtins.head (if c then [ 1 ] else [ 2 ])', ENVIRONMENT],
    ['builtins.filter (x: c) [ 1 2 ]', ENVIRONMENT],
    ['builtins.sort (a: b: o) [ 1 2 ]', 'opaque: builtins.fetchTarball "o" (builtins.sort (a: b: o) [ 1 2 ])'],
    ['builtins.currentTime', 'environment: builtins.currentTime (builtins.currentTime)'],
    ['import ./none.nix', 'import: /project/none.nix (import ./none.nix)'],
    ['import ./none.nix { }', 'import: /project/none.nix (import ./none.nix { })'],
    ['builtins.readFile ./none.txt', 'import: /project/none.txt (builtins.readFile ./none.txt)'],
    ['<nixpkgs>', 'search-path: <nixpkgs> (<nixpkgs>)'],
    ['builtins.nope 1', 'missing-builtin: builtins.nope (builtins.nope)'],
    ['builtins.genList (x: x) 1000000000', 'size: a list is too large (builtins.genList (x: x) 1000000000)'],
    ['let f = n: f (n + 1); in f 0', 'depth: nested too deeply (f (n + 1))'],
  ])('%s', async (expression, reason) => {
    expect(await explained(expression)).toBe(reason);
  });
});
