// Fixes that do what they say: for whole sets, for modules within other files, for specialisations that inherit
// nothing; and none where none can help.
import { describe, expect, test } from 'vitest';
import { checkFix, checkNoFix, fixesIn } from '../support/check';

const flake = (module: string): string => `
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem {
      modules = [
${module}
      ];
    };
  };
}
`;

describe('a weak set or list of a specialisation is never forced as a whole', () => {
  const weak = (value: string): string => `
{ lib, ... }:
{
  environment.sessionVariables.EDITOR = "vim";
  specialisation.gaming.configuration.environment.sessionVariables = ${value};
}
`;

  test('it stands without its wrapper', async () => {
    await checkFix('rewrite', weak('lib.mkDefault { MODE = "gaming"; }'), weak('{ MODE = "gaming"; }'));
    await checkNoFix('mkForce', weak('lib.mkDefault { MODE = "gaming"; }'));
  });

  test('not where both give the same attribute', async () => {
    await checkNoFix('rewrite', weak('lib.mkDefault { EDITOR = "nano"; }'));
    await checkNoFix('mkForce', weak('lib.mkDefault { EDITOR = "nano"; }'));
  });

  test('a list gets the priority of the base system', () =>
    checkFix(
      'rewrite',
      `
{ lib, ... }:
{
  services.udev.path = lib.mkForce [ "a" ];
  specialisation.x.configuration.services.udev.path = [ "b" ];
}
`,
      `
{ lib, ... }:
{
  services.udev.path = lib.mkForce [ "a" ];
  specialisation.x.configuration.services.udev.path = lib.mkForce [ "b" ];
}
`,
    ));
});

describe('modules that stand in a flake', () => {
  const body = (value: string): string => `          services.openssh.enable = true;
          specialisation.a.configuration.services.openssh.enable = ${value};`;

  test('become functions', () =>
    checkFix(
      'mkForce',
      flake(`        {
${body('false')}
        }`),
      flake(`        ({ lib, ... }: {
${body('lib.mkForce false')}
        })`),
    ));

  test('take more arguments where they are functions', () =>
    checkFix(
      'mkForce',
      flake(`        ({ ... }: {
${body('false')}
        })`),
      flake(`        ({ lib, ... }: {
${body('lib.mkForce false')}
        })`),
    ));

  test('keep a value to the base with their own config', () =>
    checkFix(
      'baseOnly',
      flake(
        '        { services.openssh.enable = true; specialisation.a.configuration.services.openssh.enable = false; }',
      ),
      flake(
        '        ({ config, lib, ... }: { services.openssh.enable = lib.mkIf (config.specialisation != { }) true; specialisation.a.configuration.services.openssh.enable = false; })',
      ),
    ));

  test('also in the home of a user within a specialisation', () =>
    checkFix(
      'mkForce',
      flake(`        {
          home-manager.users.ann.programs.kitty.themeFile = "Dark";
          specialisation.light.configuration.home-manager.users.ann.programs.kitty.themeFile = "Light";
        }`),
      flake(`        ({ lib, ... }: {
          home-manager.users.ann.programs.kitty.themeFile = "Dark";
          specialisation.light.configuration.home-manager.users.ann.programs.kitty.themeFile = lib.mkForce "Light";
        })`),
    ));

  test('also where the sets around it are written out', () =>
    checkFix(
      'mkForce',
      flake(`        { home-manager.users.ann = { programs.kitty.themeFile = "Dark"; }; }
        { specialisation.light.configuration = { home-manager.users.ann = { programs.kitty.themeFile = "Light"; }; }; }`),
      flake(`        { home-manager.users.ann = { programs.kitty.themeFile = "Dark"; }; }
        ({ lib, ... }: { specialisation.light.configuration = { home-manager.users.ann = { programs.kitty.themeFile = lib.mkForce "Light"; }; }; })`),
    ));

  test('the `config` around a home with specialisations of its own is not that of the home', () =>
    checkNoFix(
      'baseOnly',
      flake(`        ({ config, lib, ... }: {
          home-manager.users.ann = {
            programs.kitty.themeFile = "Dark";
            specialisation.light.configuration.programs.kitty.themeFile = "Light";
          };
        })`),
    ));

  test('but sets that have a name may be used for more', () =>
    checkNoFix(
      'mkForce',
      `
#- /flake.nix
{
  outputs = { nixpkgs, ... }:
    let mine = { services.openssh.enable = true; specialisation.a.configuration.services.openssh.enable = false; };
    in { nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ mine ]; }; };
}
`,
    ));
});

describe('a specialisation that inherits nothing', () => {
  const alone = (value: string, imported = 'services.printing.enable = true;', head = ''): string => `
{ lib, ... }:
{
  imports = [ ./base.nix ];
  specialisation.server = {
    inheritParentConfig = false;
    configuration = {
      imports = [ ./base.nix ];
      services.printing.enable = ${value};
    };
  };
}
#- /base.nix
${head}{
  ${imported}
  fileSystems."/" = { device = "/dev/vda"; fsType = "ext4"; };
  boot.loader.systemd-boot.enable = true;
  system.stateVersion = "24.11";
  nixpkgs.hostPlatform = "x86_64-linux";
}
`;

  test('wins over what it imports', () => checkFix('mkForce', alone('false'), alone('lib.mkForce false')));

  test('what it imports yields', () =>
    checkFix(
      'mkDefault',
      alone('false'),
      alone('false', 'services.printing.enable = lib.mkDefault true;', '{ lib, ... }:\n'),
    ));

  test('what is the base system only does not help there', () => checkNoFix('baseOnly', alone('false')));
});

describe('none that cannot help', () => {
  test('both sides are one text', async () => {
    const text = `
#- /flake.nix
{
  outputs = { nixpkgs, ... }:
    let gpu = { pkgs, lib, ... }: { boot.kernelPackages = pkgs.linuxPackages_latest; };
    in {
      nixosConfigurations.box = nixpkgs.lib.nixosSystem {
        modules = [ gpu { specialisation.gaming.configuration.imports = [ gpu ]; } ];
      };
    };
}
`;
    expect(await fixesIn(text)).toEqual([]);
  });

  test.each(['let lib = { }; in', 'let mkForce = value: value; lib.mkDefault = mkForce; in'])(
    'the library is another one: %s',
    async (head) => {
      const text = `
{ config, ... }: ${head}
{
  networking.hostName = "a";
  specialisation.x.configuration.networking.hostName = "b";
}
`;
      expect(await fixesIn(text)).toEqual([]);
    },
  );

  test('one function gives both', () =>
    checkNoFix(
      'mkForce',
      `
{ lib, ... }:
let host = name: { networking.hostName = name; };
in {
  imports = [ (host "a") ];
  specialisation.x.configuration = host "b";
}
`,
    ));
});

test('a fix that changes another file says so', async () => {
  const fixes = await fixesIn(`
{ lib, ... }:
{
  imports = [ ./modules/desktop.nix ];
  specialisation.x.configuration.services.printing.enable = false;
}
#- /modules/desktop.nix
{ services.printing.enable = true; }
`);
  expect(fixes.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
    "mkForce: Wrap the specialisation's value in mkForce (the specialisation wins)",
    "mkDefault: Wrap the base system's value in mkDefault (every specialisation may override it) in modules/desktop.nix",
    "baseOnly: Use the base system's value in the base system only in modules/desktop.nix",
    "mkForce: Wrap the specialisation's value in mkForce (the specialisation wins) in configuration.nix",
    "mkDefault: Wrap the base system's value in mkDefault (every specialisation may override it)",
    "baseOnly: Use the base system's value in the base system only",
  ]);
});
