// Modules of others that a flake locks and Nix has in its store: their options and definitions are those of the system.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { storePathOf } from '../../../server/src/eval/store';
import { SMALL_NIXPKGS } from '../../support/small-nixpkgs';
import { StoreDisk } from '../../support/store-disk';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { runHere } from './run-here';

const hashOf = (letter: string): string => `sha256-${letter.repeat(43)}=`;
const nameOf = (letter: string): string => (storePathOf(hashOf(letter)) ?? '').replace('/nix/store/', '');

const locked = (repo: string, letter: string): object => ({
  locked: { type: 'github', owner: 'someone', repo, rev: 'a', narHash: hashOf(letter) },
  original: { type: 'github', owner: 'someone', repo },
});

const SHADES = `{ config, lib, ... }:
let
  cfg = config.services.shades;
in
{
  options.services.shades = {
    enable = lib.mkEnableOption "shades";
    colour = lib.mkOption {
      type = lib.types.enum [ "green" "red" ];
      default = "green";
      description = "Their colour.";
    };
  };
  config = lib.mkIf cfg.enable {
    networking.hostName = lib.mkDefault "shaded";
    assertions = [
      {
        assertion = cfg.colour == "green" || !config.services.lantern.enable;
        message = "services.shades.colour: red ones burn.";
      }
    ];
  };
}
`;

let here = '';
let disk = new StoreDisk('');
beforeEach(() => {
  here = temporaryFolder();
  vi.stubEnv('XDG_CACHE_HOME', join(here, 'cache'));
  writeIn(
    here,
    `store/${nameOf('C')}/flake.nix`,
    '{ outputs = { self }: { nixosModules.default = ./shades.nix; }; }\n',
  );
  writeIn(here, `store/${nameOf('C')}/shades.nix`, SHADES);
  symlinkSync(SMALL_NIXPKGS, join(here, 'store', nameOf('A')));
  const nodes = {
    nixpkgs: locked('nixpkgs', 'A'),
    shades: locked('shades', 'C'),
    root: { inputs: { nixpkgs: 'nixpkgs', shades: 'shades' } },
  };
  writeIn(here, 'flake/flake.lock', JSON.stringify({ version: 7, root: 'root', nodes }));
  disk = new StoreDisk(join(here, 'store'));
});

/** A host with the module, and with settings. */
function flake(settings: string): void {
  const modules = 'modules = [ shades.nixosModules.default ./desk.nix ];';
  writeIn(
    here,
    'flake/flake.nix',
    `{
  inputs.nixpkgs.url = "github:someone/nixpkgs";
  inputs.shades.url = "github:someone/shades";
  outputs = { nixpkgs, shades, ... }: {
    nixosConfigurations.desk = nixpkgs.lib.nixosSystem { system = "x86_64-linux"; ${modules} };
  };
}
`,
  );
  writeIn(
    here,
    'flake/desk.nix',
    `{
  boot.loader.grub.device = "/dev/sda";
  fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; };
  system.stateVersion = "99.05";
  services.shades.enable = true;
${settings}
}
`,
  );
}

it('are checked with the system, their options known and their assertions told where the user breaks them', async () => {
  flake('  services.shades.hue = 1;\n  services.shades.colour = "red";\n  services.lantern.enable = true;');
  const { stdout, stderr } = await runHere(['check', join(here, 'flake'), '--format', 'concise'], disk);
  expect(stdout.trim().split('\n')).toEqual([
    expect.stringMatching(/\/desk\.nix:6:3: error: `services\.shades\.hue` is no option.*\[unknown-option\]$/),
    '1 error in 1 system',
  ]);
  expect(stderr).toContain(`NixOS 99.05 in /nix/store/${nameOf('A')} (by flake.lock)`);
  flake('  services.shades.colour = "red";\n  services.lantern.enable = true;');
  const whole = await runHere(['check', join(here, 'flake'), '--complete', '--format', 'concise'], disk);
  expect(whole.stdout).toMatch(/desk\.nix:[67]:3: error: .*red ones burn/m);
  expect(whole.stderr).not.toContain('left out');
});

it('define what they define, with its place', async () => {
  flake('');
  const options = ['networking.hostName', 'services.shades.colour'].flatMap((option) => ['--option', option]);
  const { stdout } = await runHere(['explain', join(here, 'flake'), '--complete', ...options], disk);
  const lines = stdout.split('\n').map((line) => line.replace(/\S*\/nix\/store\//, ''));
  expect(lines).toEqual(
    expect.arrayContaining([
      `${join(here, 'flake')}/flake.nix, host desk, base system:`,
      '  networking.hostName = "shaded"',
      `    --> ${nameOf('C')}/shades.nix:15:5`,
      expect.stringContaining('wins: "shaded" (mkDefault, priority 1000)'),
      '  services.shades.colour = "green"',
      `    --> ${nameOf('C')}/shades.nix:10:7`,
      expect.stringContaining('wins: "green" (mkOptionDefault, priority 1500)'),
    ]),
  );
});
