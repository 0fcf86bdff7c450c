// Projects without a flake: configuration.nix, pins, and files that make several hosts.
import { describe, expect, test } from 'vitest';
import { namedConfiguration } from '../../../server/src/project/classic';
import { checkDiagnostics, checkSystems, systemsIn } from '../../support/check';
import { COLLISION, LAPTOP } from './entry-points';

const MODULES = '[ ./hosts/laptop.nix ./modules/time.nix ]';

describe('a file that makes hosts', () => {
  test.each([
    [
      '<nixpkgs/nixos/lib/eval-config.nix>',
      `{ laptop = import <nixpkgs/nixos/lib/eval-config.nix> { modules = ${MODULES}; }; }`,
    ],
    ['<nixpkgs/nixos>', `{ laptop = import <nixpkgs/nixos> { configuration = { imports = ${MODULES}; }; }; }`],
    ['<nixpkgs> + "/nixos"', `{ laptop = import (<nixpkgs> + "/nixos") { configuration.imports = ${MODULES}; }; }`],
    [
      'pkgs.path',
      `{ pkgs ? import <nixpkgs> { } }: { laptop = import (pkgs.path + "/nixos/lib/eval-config.nix") { modules = ${MODULES}; }; }`,
    ],
    [
      'fetchTarball',
      `let nixpkgs = fetchTarball "https://github.com/NixOS/nixpkgs/archive/nixos-25.05.tar.gz"; in { laptop = import "\${nixpkgs}/nixos/lib/eval-config.nix" { modules = ${MODULES}; }; }`,
    ],
  ])('%s', (_, text) => checkSystems(LAPTOP, `\n#- /default.nix\n${text}\n${COLLISION}`));

  test('npins', () =>
    checkSystems(
      LAPTOP,
      `
#- /hosts.nix
let sources = import ./npins; in
builtins.mapAttrs (name: modules: import "\${sources.nixos}/nixos/lib/eval-config.nix" { inherit modules; }) { laptop = ${MODULES}; }
#- /npins/default.nix
throw "is not evaluated: it would fetch"
#- /npins/sources.json
{ "pins": { "nixos": { "type": "Channel", "name": "nixos-unstable", "url": "https://releases.nixos.org/nixos/unstable/nixos-25.11/nixexprs.tar.xz" } }, "version": 5 }
${COLLISION}`,
    ));

  test('niv', () =>
    checkSystems(
      LAPTOP,
      `
#- /hosts.nix
let sources = import ./nix/sources.nix; in { laptop = import (sources.nixpkgs + "/nixos") { configuration = { imports = ${MODULES}; }; }; }
#- /nix/sources.nix
throw "is not evaluated: it would fetch"
#- /nix/sources.json
{ "nixpkgs": { "branch": "nixos-unstable", "owner": "NixOS", "repo": "nixpkgs" } }
${COLLISION}`,
    ));

  test('files that only call the one that makes them', () =>
    checkSystems(
      ['nixos -: travel'],
      `
#- /default.nix
{ modules ? [ ], ... }: import <nixpkgs/nixos/lib/eval-config.nix> { inherit modules; }
#- /machines/laptop.nix
import ../. { modules = [ ../hosts/laptop.nix ../modules/time.nix ]; }
#- /lib/helper.nix
x: import ../. x
${COLLISION}`.replaceAll('#- /', '#- /etc/'),
    ));

  test('one host, which needs no name', () =>
    checkSystems(
      ['nixos -: travel'],
      `\n#- /system.nix\nimport <nixpkgs/nixos> { configuration = { imports = ${MODULES}; }; }\n${COLLISION}`,
    ));
});

describe('configuration.nix', () => {
  const HARDWARE = `
#- /hardware-configuration.nix
{ config, lib, pkgs, modulesPath, ... }:
{
  imports = [ (modulesPath + "/installer/scan/not-detected.nix") ];
  boot.initrd.availableKernelModules = [ "nvme" "xhci_pci" ];
  fileSystems."/" = { device = "/dev/disk/by-uuid/0"; fsType = "ext4"; };
  swapDevices = [ ];
  nixpkgs.hostPlatform = lib.mkDefault "x86_64-linux";
  hardware.cpu.intel.updateMicrocode = lib.mkDefault config.hardware.enableRedistributableFirmware;
}
`;

  test('as nixos-generate-config writes it: what it imports from NixOS takes no certainty away', () =>
    checkSystems(
      ['nixos -: travel'],
      `
#- /configuration.nix
{ config, lib, pkgs, ... }:
{
  imports = [ ./hardware-configuration.nix ./modules/time.nix ];
  specialisation.travel.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): "UTC"
}
#- /modules/time.nix
{
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ error(option-conflict): \`travel\`
}
${HARDWARE}`,
    ));

  test('with Home Manager from a channel: a tree of its own', () =>
    checkSystems(
      ['nixos -', 'home-manager -: focus'],
      `
#- /configuration.nix
{
  imports = [ <home-manager/nixos> ];
  home-manager.users.ann = { imports = [ ./ann.nix ]; programs.git.enable = false; };
#                                                     ^^^^^^^^^^^^^^^^^^^ error(option-conflict): \`focus\`
}
#- /ann.nix
{
  specialisation.focus.configuration.programs.git.enable = true;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): false
}
`,
    ));

  test('the one that the environment names', async () => {
    const fixture = `
#- /etc/machine.nix
{ imports = [ ./more.nix ]; }
#- /etc/more.nix
{ specialisation.travel.configuration = { }; }
#- /etc/unrelated.nix
{ imports = [ ./machine.nix ]; }
`;
    expect(await systemsIn(fixture)).toEqual(['nixos -: travel']);
    const named = namedConfiguration({ NIXOS_CONFIG: '/etc/../etc/machine.nix', NIX_PATH: 'nixos-config=/other.nix' });
    expect(named).toBe('/etc/machine.nix');
    expect(await systemsIn(fixture, { named })).toEqual(['nixos -: travel']);
    expect(namedConfiguration({ NIX_PATH: 'nixpkgs=/x:nixos-config=/etc/machine.nix:/y' })).toBe('/etc/machine.nix');
    expect(namedConfiguration({ NIXOS_CONFIG: 'relative.nix' })).toBeUndefined();
    expect(namedConfiguration({})).toBeUndefined();
  });
});

test('a module that no host reaches is a fragment: what it says is never certain', () =>
  checkDiagnostics(`
#- /flake.nix
{ outputs = { mystery, ... }: { nixosConfigurations = mystery.hosts ./hosts; }; }
#- /hosts/laptop.nix
{
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ warning(option-conflict): \`travel\`
  specialisation.travel.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict): "UTC"
}
`));
