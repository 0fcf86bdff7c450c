// set-of-options: a value where options lie below.
import { describe, expect, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent, findingsIn } from '../support/check';
import { parseFixture } from '../support/fixture';

describe('found', () => {
  test('with the option that was meant', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  networking.firewall = false;
# ^^^^^^^^^^^^^^^^^^^ error(set-of-options): \`networking.firewall\` is a set of options, so it cannot be false (did you mean \`networking.firewall.enable\`?): the system does not evaluate.
  services = {
    printing = lib.mkForce true;
#   ^^^^^^^^ error(set-of-options): did you mean \`services.printing.enable\`?
    openssh = lib.mkIf (1 == 2) (lib.mkDefault true);
#   ^^^^^^^ error(set-of-options): did you mean \`services.openssh.enable\`?
    desktopManager = "plasma6";
#   ^^^^^^^^^^^^^^ error(set-of-options): did you mean \`services.desktopManager.plasma6.enable = true\`?
  };
  time = "Europe/Rome";
# ^^^^ error(set-of-options): did you mean \`time.timeZone\`?
  boot = null;
# ^^^^ error(set-of-options): cannot be null: the system
}
`));

  test('whatever a condition that is not known says', () =>
    checkDiagnostics(`
{ config, ... }:
{
  programs.steam = if config.networking.hostName == "gaming" then true else false;
# ^^^^^^^^^^^^^^ error(set-of-options): \`programs.steam\` is a set of options
  programs.git = if config.networking.hostName == "work" then true else { enable = true; };
}
`));

  test('a package', () =>
    checkDiagnostics(`
{ lib, pkgs, ... }:
{
  programs.git = pkgs.git;
# ^^^^^^^^^^^^ error(set-of-options): \`programs.git\` is a set of options | did you mean \`programs.git.package\`?
  services.openssh = lib.mkForce pkgs.openssh;
# ^^^^^^^^^^^^^^^^ error(set-of-options): \`services.openssh\`
  services.postgresql.package = pkgs.postgresql;
  environment.systemPackages = [ pkgs.git ];
  services.unheard-of = pkgs.git;
  specialisation.a.configuration.programs.firefox = with pkgs; firefox;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(set-of-options): did you mean \`programs.firefox.package\`?
  home-manager.users.kim.programs.git = pkgs.git;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(set-of-options): \`programs.git\`
}
`));

  test('in mkMerge, in a specialisation and in the homes of users', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  networking = lib.mkMerge [ { hostName = "a"; } [ ] ];
# ^^^^^^^^^^ error(set-of-options): \`networking\` is a set of options, so it cannot be [ ]
  home-manager.users.kim.programs.git = true;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(set-of-options): \`programs.git\`
  specialisation.a.configuration = {
    services.printing = true;
#   ^^^^^^^^^^^^^^^^^ error(set-of-options): specialisation \`a\` does not evaluate.
    home-manager.users.kim.programs.zsh = true;
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(set-of-options): \`home-manager.users.kim.programs.zsh\`
  };
}
`));

  test('inside entries', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  users.users.kim = { isNormalUser = true; openssh = [ "key" ]; };
#                                          ^^^^^^^ error(set-of-options): \`users.users.kim.openssh\` is a set of options
  specialisation.a.configuration.users.users.kim.openssh.authorizedKeys = lib.mkForce [ "key" ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(set-of-options)
}
`));

  test('of options that the configuration declares', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  options.my.it.enable = lib.mkEnableOption "it";
  options.my.user = lib.mkOption { type = lib.types.submodule { options.shell.name = lib.mkOption { type = lib.types.str; }; }; };
  config.my.it = true;
# ^^^^^^^^^^^^ error(set-of-options): did you mean \`my.it.enable\`?
  config.my.user.shell = "zsh";
# ^^^^^^^^^^^^^^^^^^^^ error(set-of-options): did you mean \`my.user.shell.name\`?
}
`));

  test('as a warning where a module could not be read, or NixOS loses some of its own', async () => {
    await checkDiagnostics(`
#- /flake.nix
{
  outputs = { nixpkgs, other, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./a.nix other.nixosModules.x ]; };
  };
}
#- /a.nix
{
  networking.firewall = false;
# ^^^^^^^^^^^^^^^^^^^ warning(set-of-options): the system may not evaluate
}
`);
    await checkDiagnostics(`
{
  disabledModules = [ "services/networking/firewall.nix" ];
  networking.firewall = false;
# ^^^^^^^^^^^^^^^^^^^ warning(set-of-options)
}
`);
  });
});

describe('silent', () => {
  test('options, sets, and what is known of neither', () =>
    checkSilent(`
{ lib, config, flag, pkgs, ... }:
{
  networking.firewall = { enable = false; };
  networking.hostName = "a";
  services.printing = lib.mkIf flag { enable = true; };
  services.openssh = flag;
  my.own = true;
  my.other.enable = true;
  services.some-new-service = true;
  environment.variables = { A = "1"; };
  boot.kernelPackages = pkgs.linuxPackages;
  security.rtkit = lib.mkMerge [ ];
  users.users.kim = { openssh = { }; isNormalUser = true; };
}
`));

  test('what a list below a free name has as options', () =>
    checkSilent(`
{
  home-manager.users.kim.programs.obsidian.vaults.notes.settings.hotkeys."app:reload" = [ { key = "r"; } ];
  home-manager.users.kim.home.stateVersion = "25.05";
  specialisation.x.configuration = { };
}
`));

  test('a set of options that the configuration declares as an option', () =>
    checkSilent(`
{ lib, ... }:
{
  options.services.printing = lib.mkOption { type = lib.types.bool; };
  config.services.printing = true;
}
`));
});

test('no more than a warning where what the flake has locked is newer than what is known, or nothing', async () => {
  const fixture = (lastModified: number, option: string): string => `
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [ ./a.nix ]; };
  };
}
#- /flake.lock
{ "nodes": { "nixpkgs": { "locked": { "type": "github", "owner": "NixOS", "repo": "nixpkgs", "lastModified": ${lastModified} } }, "root": { "inputs": { "nixpkgs": "nixpkgs" } } }, "root": "root" }
#- /a.nix
{ ${option} = true; specialisation.x.configuration = { }; }
`;
  const severities = async (time: number, option: string): Promise<readonly string[]> =>
    (await findingsIn(parseFixture(fixture(time, option)))).map(({ code, severity }) => `${code} ${severity}`);
  expect(await severities(1_700_000_000, 'services.printing')).toEqual(['set-of-options error']);
  expect(await severities(1_780_000_000, 'services.printing')).toEqual(['set-of-options warning']);
  // An option by then.
  expect(await severities(1_700_000_000, 'networking.wireless.userControlled')).toEqual(['set-of-options error']);
  expect(await severities(1_780_000_000, 'networking.wireless.userControlled')).toEqual([]);
  expect(
    await findingsIn(parseFixture('\n#- /configuration.nix\n{ networking.wireless.userControlled = true; }\n')),
  ).toEqual([]);
});

describe('mended', () => {
  test('by the switch', () =>
    checkFix(
      'rename',
      `
{ lib, ... }:
{
  networking.firewall = lib.mkForce false;
}
`,
      `
{ lib, ... }:
{
  networking.firewall.enable = lib.mkForce false;
}
`,
    ));

  test('by what the text names', () =>
    checkFix(
      'rename',
      '{ services.desktopManager = "plasma6"; }',
      '{ services.desktopManager.plasma6.enable = true; }',
    ));

  test('not where nothing is meant for sure', async () => {
    await checkNoFix('rename', '{ networking = true; }');
    await checkNoFix('rename', '{ networking.firewall = [ 80 ]; }');
  });
});
