// Which arguments of a module each of its values needs, as written.
import { expect, it } from 'vitest';
import { argumentNeeds } from '../../../server/src/lexical/argument-needs';
import { testParser } from '../../support/parser';

/** The needs of the value that ends at the mark `|`; undefined where nothing is known of it. */
async function needsOf(marked: string): Promise<readonly string[] | undefined> {
  const parser = await testParser();
  const { values } = argumentNeeds(parser.parse(marked.replace('|', '')).root);
  const needs = values.get(marked.indexOf('|'));
  return needs && [...needs].sort();
}

it.each<[string, string, readonly string[] | undefined]>([
  ['a literal', '{ config, ... }: { x = 1|; }', []],
  ['no function', '{ x = 1|; }', []],
  ['an argument', '{ config, lib, ... }: { x = config.a|; }', ['config']],
  ['two', '{ config, lib, ... }: { x = lib.mkForce config.a|; }', ['config', 'lib']],
  ['all of them', 'args: { x = args.config.a|; }', ['']],
  ['all of them, beside names', 'args@{ lib, ... }: { x = args.config.a|; y = lib.a; }', ['']],
  ['through a name', '{ config, ... }: let cfg = config.a; in { x = cfg.b|; }', ['config']],
  ['through several', '{ config, ... }: let a = b; b = c; c = config.x; in { x = a|; }', ['config']],
  ['in a circle', '{ config, ... }: let a = b; b = a + config.x; in { x = a|; }', ['config']],
  ['through inherit', '{ config, ... }: let inherit (config) a; in { x = a|; }', ['config']],
  ['a name of the same spelling', '{ config, ... }: { x = (config: config.a) { a = 1; }|; }', []],
  ['of a with', '{ config, pkgs, ... }: { x = with config; a|; }', ['config']],
  [
    'inside a with, a name of a let',
    '{ config, pkgs, ... }: let a = config.b; in { x = with pkgs; [ a ]|; }',
    ['config', 'pkgs'],
  ],
  ['around: a condition', '{ config, lib, ... }: lib.mkIf config.on { x = 1|; }', ['config', 'lib']],
  ['around: a let beside it', '{ config, ... }: let on = config.on; in { x = 1|; }', []],
  ['around: if', '{ config, ... }: if config.on then { x = 1|; } else { }', ['config']],
  ['around: a list', '{ config, lib, ... }: { imports = [ config.a ]; z.x = 1|; }', []],
  ['around: another definition', '{ config, lib, ... }: { a = config.b; x = 1|; }', []],
  ['around: an update that may replace it', '{ config, ... }: { x = 1|; } // config.a', ['config']],
  ['around: an update that it is', '{ config, ... }: config.a // { x = 1|; }', []],
  ['around: a computed name', '{ config, ... }: { ${config.a} = { x = 1|; }; }', ['config']],
  ['a set in rec', '{ config, ... }: rec { a = config.b; x = a|; }', ['config']],
  ['merged', '{ config, lib, ... }: { z = lib.mkMerge [ { x = 1|; } (lib.mkIf config.on { y = 2; }) ]; }', ['lib']],
  ['elsewhere: a let', '{ config, lib, ... }: let z = { x = 1|; }; in { y = lib.mkIf config.on z; }', undefined],
  ['elsewhere: an argument of any function', '{ config, ... }: { y = f { x = 1|; } config.on; }', undefined],
])('%s', async (_name, text, expected) => {
  expect(await needsOf(text)).toEqual(expected);
});
