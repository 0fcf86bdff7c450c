// `--complete` of homes: those of Home Manager alone, and those in a NixOS, with the small ones of our own.
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { SMALL_HOME_MANAGER, SMALL_NIXPKGS } from '../../support/small-nixpkgs';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

let here = '';
let env: NodeJS.ProcessEnv = {};
beforeEach(() => {
  here = temporaryFolder();
  env = { PATH: process.env.PATH, HOME: join(here, 'home'), XDG_CACHE_HOME: join(here, 'cache') };
  writeIn(
    here,
    'flake/flake.nix',
    `{
  inputs.nixpkgs.url = "path:${SMALL_NIXPKGS}";
  inputs.home-manager.url = "path:${SMALL_HOME_MANAGER}";
  outputs = { nixpkgs, home-manager, ... }: {
    homeConfigurations.ada = home-manager.lib.homeManagerConfiguration {
      pkgs = nixpkgs.legacyPackages.x86_64-linux;
      modules = [ ./home.nix { home.username = "ada"; } ];
    };
    nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
      system = "x86_64-linux";
      modules = [
        home-manager.nixosModules.home-manager
        ({ lib, ... }: {
          boot.loader.grub.device = "/dev/sda";
          fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; };
          system.stateVersion = "99.05";
          users.users.bob = { isNormalUser = true; group = "users"; };
          home-manager.users.bob = { imports = [ ./home.nix ]; home.username = lib.mkForce ""; };
        })
      ];
    };
  };
}
`,
  );
  writeIn(
    here,
    'flake/home.nix',
    `{
  home.stateVersion = "99.05";
  specialisation.dark.configuration = {
    programs.git.enable = true;
  };
  specialisation.odd.configuration.programs.nothing.enable = true;
}
`,
  );
});

it('checks homes and systems, each with what is its own', async () => {
  const { stdout } = await run(['check', '.', '--complete', '--format', 'concise'], join(here, 'flake'), env);
  const found = stdout.trim().split('\n');
  expect(found.join('\n')).toMatch(/^home\.nix:6:3: error: .*programs\.nothing.*\[unknown-option\]$/m);
  expect(found.join('\n')).toMatch(/ error: .*bob's home: home\.username is empty\..*\[failed-assertion\]$/m);
});

interface Option {
  readonly value?: unknown;
  readonly definitions: readonly {
    readonly file: string;
    readonly range: { readonly start: { readonly line: number } } | null;
  }[];
}

it('explains a home with its specialisations, and where its defaults stand', async () => {
  const options = ['programs.git.enable', 'home.homeDirectory'].flatMap((option) => ['--option', option]);
  const args = ['explain', '.', '--complete', '--system', 'ada', '--format', 'json', ...options];
  const { stdout } = await run(args, join(here, 'flake'), env);
  const { systems } = JSON.parse(stdout) as { systems: { name: string; options: Record<string, Option> }[] };
  const [base, dark] = systems.map((system) => system.options);
  expect(base?.['home.homeDirectory']).toMatchObject({
    value: '/home/ada',
    // The line of `default`.
    definitions: [{ file: expect.stringContaining('home-environment.nix'), range: { start: { line: 17 } } }],
  });
  expect(base?.['programs.git.enable']).toMatchObject({
    value: false,
    // The line of the option: its default is the library's.
    definitions: [{ file: expect.stringContaining('git.nix'), range: { start: { line: 13 } } }],
  });
  expect(dark?.['programs.git.enable']).toMatchObject({ value: true, definitions: [{ file: 'home.nix' }] });
});
