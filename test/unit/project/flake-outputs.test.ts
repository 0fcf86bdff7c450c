// What a flake says around a system of it: which configurations there are, and what deploys it.
import { describe, expect, test } from 'vitest';
import { outputsIn } from '../../../server/src/service/reports';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

const HOST = (name: string) => `nixosConfigurations.${name} = nixpkgs.lib.nixosSystem { modules = [ ]; };`;
const HOME = 'homeConfigurations.me = home-manager.lib.homeManagerConfiguration { modules = [ ]; };';

/** What is said around “laptop”, or the home “me”. */
async function around(outputs: string, kind: 'nixos' | 'home-manager' = 'nixos') {
  const text = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  inputs.home-manager.url = "github:nix-community/home-manager";
  inputs.colmena.url = "github:zhaofengli/colmena";
  outputs = { self, nixpkgs, home-manager, colmena, ... }: ${outputs};
}`;
  const workspace = await testWorkspace(parseFixture(`#- /flake.nix\n${text}`));
  workspace.snapshot();
  const host = kind === 'nixos' ? 'laptop' : 'me';
  return outputsIn(workspace, { kind, host, entry: '/flake.nix', inside: [], specialisation: null });
}

describe('the configurations', () => {
  const names = async (more: string, kind?: 'home-manager') =>
    (await around(`{ ${HOST('laptop')} ${HOST('server')} ${HOME} ${more} }`, kind))?.configurations;

  test('are all that the output has, also what is none that is understood', async () => {
    expect(await names('')).toEqual(['laptop', 'server']);
    expect(await names('nixosConfigurations.odd = throw "later";')).toEqual(['laptop', 'odd', 'server']);
    expect(await names('', 'home-manager')).toEqual(['me']);
  });

  test('of a condition that is not known all of both', async () => {
    const set = `{ nixosConfigurations = { ${HOST('laptop').replace('nixosConfigurations.', '')} } // (if builtins.getEnv "X" == "" then { a = 1; } else { b = 2; }); }`;
    expect((await around(set))?.configurations ?? ['a', 'b', 'laptop']).toEqual(['a', 'b', 'laptop']);
  });

  test('are not known where there may be more', async () => {
    const open = `{ nixosConfigurations = { ${HOST('laptop').replace('nixosConfigurations.', '')} } // nixpkgs.more; }`;
    expect((await around(open))?.configurations).toBeUndefined();
    const outputs = `({ ${HOST('laptop')} } // nixpkgs.more)`;
    expect((await around(outputs))?.configurations).toBeUndefined();
  });

  test('may also be among the packages, where Nix looks first', async () => {
    expect(await names('packages.x86_64-linux.hello = nixpkgs.hello;')).toEqual(['laptop', 'server']);
    expect(await names('packages.x86_64-linux.nixosConfigurations.more = 1;')).toBeUndefined();
    expect(await names('packages.x86_64-linux.nixosConfigurations.more = 1;', 'home-manager')).toEqual(['me']);
    expect(await names('legacyPackages = nixpkgs.legacyPackages;')).toBeUndefined();
  });
});

describe('what deploys it', () => {
  const fleets = async (more: string) => {
    const found = await around(`{ ${HOST('laptop')} ${more} }`);
    return [found?.colmena, found?.deployRs];
  };

  test('is nothing where the flake says nothing of it', async () => {
    expect(await fleets('')).toEqual([false, false]);
  });

  test.each([
    ['colmena = { meta = { }; defaults = { }; laptop = { }; };', true],
    ['colmena = { meta = { }; server = { }; };', false],
    ['colmenaHive = colmena.lib.makeHive { meta = { }; laptop = { }; };', true],
    ['colmenaHive = colmena.lib.makeHive self.outputs.colmena; colmena = { laptop = { }; };', true],
    ['colmena = nixpkgs.hive;', undefined],
  ])('colmena, for %s', async (more, expected) => {
    expect((await fleets(more))[0]).toBe(expected);
  });

  test.each([
    ['deploy.nodes.laptop = { hostname = "laptop"; };', true],
    ['deploy.nodes.server = { hostname = "server"; };', false],
    ['deploy = { sshUser = "root"; };', false],
    ['deploy.nodes = builtins.mapAttrs (name: _: { hostname = name; }) self.nixosConfigurations;', true],
    ['deploy = nixpkgs.deploy;', undefined],
  ])('deploy-rs, for %s', async (more, expected) => {
    expect((await fleets(more))[1]).toBe(expected);
  });
});

test('a system without a flake has nothing around it', async () => {
  const workspace = await testWorkspace(
    parseFixture('#- /configuration.nix\n{ specialisation.a.configuration = { }; }'),
  );
  const [system] = workspace.snapshot().systems;
  expect(system && outputsIn(workspace, { ...system, specialisation: null })).toBeUndefined();
});
