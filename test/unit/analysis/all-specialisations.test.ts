// Whether the specialisations that are found are surely all there are.
import { expect, test } from 'vitest';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

async function found(configuration: string) {
  const workspace = await testWorkspace(parseFixture(`#- /configuration.nix\n${configuration}\n#- /more.nix\n{ }`));
  const [system] = workspace.snapshot().systems;
  return [system?.specialisations.map(({ name }) => name), system?.hasAllSpecialisations];
}

test.each<[string, readonly string[], boolean]>([
  ['{ specialisation.a.configuration = { }; imports = [ ./more.nix ]; }', ['a'], true],
  // Whether it is there may be unknown; that there is no other is not.
  ['{ lib, ... }: { specialisation.a = lib.mkIf (builtins.getEnv "X" == "") { configuration = { }; }; }', ['a'], true],
  [
    '{ lib, ... }: { specialisation.a.configuration = { }; specialisation.b = lib.mkIf false { configuration = { }; }; }',
    ['a'],
    true,
  ],
  ['{ specialisation = builtins.listToAttrs [ { name = "a"; value.configuration = { }; } ]; }', ['a'], true],
])('all: %s', async (text, names, all) => {
  expect(await found(text)).toEqual([names, all]);
});

test.each<[string, readonly string[]]>([
  ['{ inputs, ... }: { specialisation.a.configuration = { }; imports = [ inputs.x.nixosModules.y ]; }', ['a']],
  ['{ pkgs, ... }: { specialisation = { a.configuration = { }; } // pkgs.more; }', ['a']],
  ['{ pkgs, ... }: { specialisation.a.configuration = { }; } // pkgs.more', []],
  ['{ specialisation.a.configuration = { }; specialisation.${builtins.getEnv "X"}.configuration = { }; }', ['a']],
])('maybe more: %s', async (text, names) => {
  expect(await found(text)).toEqual([names, false]);
});
