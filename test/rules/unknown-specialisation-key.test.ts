// unknown-specialisation-key: what stands beside `configuration`.
import { describe, expect, test } from 'vitest';
import { checkDiagnostics, checkFix, checkSilent, findingsIn } from '../support/check';

describe('found', () => {
  test('options written without configuration', () =>
    checkDiagnostics(`
{ pkgs, ... }:
{
  specialisation.desktop = {
    services.xserver.enable = true;
#   ^^^^^^^^ error(unknown-specialisation-key): \`specialisation.desktop\` has no option \`services\` | \`configuration\` | does not evaluate
    environment.systemPackages = [ pkgs.firefox ];
#   ^^^^^^^^^^^ error(unknown-specialisation-key): no option \`environment\`
  };
}
`));

  test('as one path', () =>
    checkDiagnostics(`
{
  specialisation.desktop.services.xserver.enable = true;
#                        ^^^^^^^^ error(unknown-specialisation-key): no option \`services\`
}
`));

  test('imports: the value of an entry is options only', () =>
    checkDiagnostics(`
{
  specialisation.desktop = {
    imports = [ ./desktop.nix ];
#   ^^^^^^^ error(unknown-specialisation-key): no option \`imports\`
  };
}
`));

  test('a misspelt option', () =>
    checkDiagnostics(`
{
  specialisation.a.configurations.networking.hostName = "a";
#                  ^^^^^^^^^^^^^^ error(unknown-specialisation-key): no option \`configurations\` | \`configuration\` is probably meant
  specialisation.b.config.networking.hostName = "b";
#                  ^^^^^^ error(unknown-specialisation-key): \`configuration\` is probably meant
  specialisation.c = {
    inheritParentConfiguration = false;
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^ error(unknown-specialisation-key): \`inheritParentConfig\` is probably meant
    configuration = { };
  };
}
`));

  test('two that share the text are one finding', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  specialisation = lib.genAttrs [ "a" "b" ] (name: {
    networking.hostName = name;
#   ^^^^^^^^^^ error(unknown-specialisation-key): \`specialisation.<name>\` has no option \`networking\`
  });
}
`));

  test('in the file that the entry imports', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  specialisation.x = import ./x.nix;
}
#- /x.nix
{
  networking.hostName = "x";
# ^^^^^^^^^^ error(unknown-specialisation-key): specialisation.x
}
`));

  test('inheritParentConfig in Home Manager', () =>
    checkDiagnostics(`
#- /home.nix
{
  home.username = "kim";
  specialisation.dark = {
    inheritParentConfig = true;
#   ^^^^^^^^^^^^^^^^^^^ error(unknown-specialisation-key): inheritParentConfig | always inherits
    configuration.home.sessionVariables.THEME = "dark";
  };
}
`));

  test('a module that is not read may declare more', () =>
    checkDiagnostics(`
{ inputs, ... }:
{
  imports = [ inputs.other.nixosModules.default ];
  specialisation.desktop.services.xserver.enable = true;
#                        ^^^^^^^^ warning(unknown-specialisation-key): unless a module that could not be read
}
`));
});

describe('silent', () => {
  test('the options there are, and toplevel', () =>
    checkSilent(`
{ pkgs, ... }:
{
  specialisation.a = { inheritParentConfig = true; configuration = { }; };
  specialisation.b.toplevel = pkgs.hello;
  specialisation.c = { };
}
`));

  test('specialisation declared a second time', () =>
    checkSilent(`
{ lib, ... }:
{
  options.specialisation = lib.mkOption {
    type = lib.types.attrsOf (lib.types.submodule { options.title = lib.mkOption { type = lib.types.str; }; });
  };
  config.specialisation.x = { title = "X"; configuration = { }; };
}
`));

  test('a file of NixOS that writes out a user of Home Manager', () =>
    checkSilent(
      `
#- /laptop.nix
{
  home-manager.users.kim.home.stateVersion = "25.11";
  specialisation.x = { inheritParentConfig = true; configuration = { }; };
}
`,
      'unknown-specialisation-key',
    ));

  test('attributes that are not known', () =>
    checkSilent(`
{ inputs, ... }:
{
  specialisation.x = inputs.self.bodies.x;
  specialisation.y = { configuration = { }; } // inputs.self.bodies.y;
}
`));

  test('other options of that name', () =>
    checkSilent(`
{ lib, ... }:
{
  options.my.specialisation = lib.mkOption { type = lib.types.attrs; };
  config.my.specialisation.x.services = { };
  config.environment.etc."specialisation".text = "";
}
`));
});

describe('fixes', () => {
  test('the whole set is the configuration', () =>
    checkFix(
      'add',
      `
{
  specialisation.desktop = {
    services.xserver.enable = true;
    imports = [ ];
  };
}
`,
      `
{
  specialisation.desktop.configuration = {
    services.xserver.enable = true;
    imports = [ ];
  };
}
`,
    ));

  test('paths get one more step', () =>
    checkFix(
      'add',
      `
{
  specialisation.desktop.services.xserver.enable = true;
  specialisation.desktop.services.xserver.xkb.layout = "us";
  specialisation.desktop.networking.hostName = "d";
}
`,
      `
{
  specialisation.desktop.configuration.services.xserver.enable = true;
  specialisation.desktop.configuration.services.xserver.xkb.layout = "us";
  specialisation.desktop.configuration.networking.hostName = "d";
}
`,
    ));

  test('beside other options', () =>
    checkFix(
      'add',
      `
{
  specialisation.desktop = {
    inheritParentConfig = true;
    services.xserver.enable = true;
  };
}
`,
      `
{
  specialisation.desktop = {
    inheritParentConfig = true;
    configuration.services.xserver.enable = true;
  };
}
`,
    ));

  test('an imported file stays as it is', () =>
    checkFix(
      'add',
      `
#- /configuration.nix
{
  specialisation.x = import ./x.nix;
}
#- /x.nix
{
  networking.hostName = "x";
}
`,
      `
#- /configuration.nix
{
  specialisation.x.configuration = import ./x.nix;
}
#- /x.nix
{
  networking.hostName = "x";
}
`,
    ));

  test('a misspelt option is renamed', () =>
    checkFix(
      'rename',
      `
{
  specialisation.a.configurations.networking.hostName = "a";
  specialisation.a.configurations.time.timeZone = "UTC";
}
`,
      `
{
  specialisation.a.configuration.networking.hostName = "a";
  specialisation.a.configuration.time.timeZone = "UTC";
}
`,
    ));

  test('Home Manager: inheritParentConfig goes', () =>
    checkFix(
      'remove',
      `
#- /home.nix
{
  home.username = "kim";
  specialisation.dark = {
    inheritParentConfig = true;
    configuration = { };
  };
}
`,
      `
#- /home.nix
{
  home.username = "kim";
  specialisation.dark = {
    configuration = { };
  };
}
`,
    ));

  test('none beside a configuration that is a function: a path cannot join it', async () => {
    const found = await findingsIn(
      new Map([
        [
          '/configuration.nix',
          '{ specialisation.x = { configuration = { pkgs, ... }: { }; services.openssh.enable = true; }; }',
        ],
      ]),
    );
    expect(found.map(({ code, fixes }) => [code, fixes.length])).toEqual([['unknown-specialisation-key', 0]]);
  });
});
