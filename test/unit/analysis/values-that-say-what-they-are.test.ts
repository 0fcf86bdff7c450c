// Attributes that no module declares, as where a name is half typed: what says what it is (a flake's system, a package
// set) is a value, and nobody goes through it as if options were in it.
import { expect, it } from 'vitest';
import { optionsOf } from '../../../server/src/analysis/merge-points';
import { answerOf } from '../../../server/src/service/api';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

const FLAKE = `
#- /etc/flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs, ... }: let
    host = name: nixpkgs.lib.nixosSystem {
      specialArgs = { inherit (self) outputs; };
      modules = [ ./host.nix { networking.hostName = name; } ];
    };
  in {
    nixosConfigurations.laptop = host "laptop";
    nixosConfigurations.server = host "server";
  };
}
#- /etc/host.nix
{ lib, outputs, ... }:
{
  home-manager.extraSpecialArg = { inherit outputs; };
  mine.shown = lib.mkDefault { _type = "gvariant"; value = 1; };
  mine.plain.deep = { value = 1; };
}
`;

it('a set with a _type is the value of an option', async () => {
  const workspace = await testWorkspace(parseFixture(FLAKE));
  const found = answerOf(
    workspace.ask({}, ({ base }) => [
      optionsOf(base)
        .map(({ path }) => path.join('.'))
        .sort(),
    ]),
  );
  workspace.dispose();
  const options = [
    'home-manager.extraSpecialArg.outputs.nixosConfigurations.laptop',
    'home-manager.extraSpecialArg.outputs.nixosConfigurations.server',
    'mine.plain.deep.value',
    'mine.shown',
    'networking.hostName',
  ];
  expect(found).toEqual([options, options]);
});
