// invalid-module: what Nix takes for no module, or for no option, whatever the options are.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkSilent } from '../support/check';

describe('found: parts of modules among settings', () => {
  test('in `config` under a condition, even one that is false', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  config = lib.mkIf (config.specialisation != { }) {
    imports = [ ./users.nix ];
#   ^^^^^^^ error(invalid-module): \`imports\` is no option | inside \`mkIf\`: the system does not evaluate. | Import the module always
  };
}
#- /users.nix
{ users.users.bob.isNormalUser = true; }
`));

  test('in an element of mkMerge, in a set of options, and in a module that is a condition as a whole', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  imports = [ ./whole.nix ];
  config = lib.mkMerge [
    { imports = [ ]; }
#     ^^^^^^^ error(invalid-module): only options can stand in \`config\`
    { services.imports = [ ]; }
#     ^^^^^^^^^^^^^^^^ error(invalid-module): \`services.imports\` is no option
  ];
}
#- /whole.nix
{ lib, ... }:
lib.mkIf true {
  imports = [ ];
# ^^^^^^^ error(invalid-module): inside \`mkIf\`
}
`));

  test('each of them', () =>
    checkDiagnostics(`
{
  config = {
    options.a = 1;
#   ^^^^^^^ error(invalid-module): \`options\` is no option | Write \`options\` beside \`config\`.
    disabledModules = [ ];
#   ^^^^^^^^^^^^^^^ error(invalid-module): \`disabledModules\`
    freeformType = null;
#   ^^^^^^^^^^^^ error(invalid-module): \`freeformType\`
    _file = "a";
#   ^^^^^ error(invalid-module): \`_file\`
    key = "a";
#   ^^^ error(invalid-module): \`key\`
    config.a = 1;
#   ^^^^^^ error(invalid-module): Take one \`config\` away.
  };
}
`));

  test('in a specialisation', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  specialisation.a.configuration.config.imports = [ ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(invalid-module): specialisation \`a\` does not evaluate.
  specialisation.b.configuration = { lib, ... }: lib.mkIf true { imports = [ ]; };
#                                                                ^^^^^^^ error(invalid-module): specialisation \`b\`
}
`));

  test('in the home of a user, also in a specialisation', () =>
    checkDiagnostics(`
{
  home-manager.users.kim = { config.imports = [ ]; };
#                            ^^^^^^^^^^^^^^ error(invalid-module): the system does not evaluate.
  specialisation.a.configuration.home-manager.users.kim = { config.imports = [ ]; };
#                                                           ^^^^^^^^^^^^^^ error(invalid-module): specialisation \`a\`
}
`));
});

describe('found: what is no set of settings', () => {
  test('functions and files in `config`', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  imports = [ ./a.nix ./b.nix ];
  config = lib.mkMerge [
    ./x.nix
#   ^^^^^^^ error(invalid-module): Settings are expected here, and this is a path | belong in \`imports\`
    (import ./x.nix)
#   ^^^^^^^^^^^^^^^^ error(invalid-module): this is a function
    (lib.mkIf (1 == 2) ./x.nix)
#    ^^^^^^^^^^^^^^^^^^^^^^^^^ error(invalid-module): Import the module always
    { }
  ];
}
#- /x.nix
{ lib, ... }: { services.openssh.enable = true; }
#- /a.nix
{
  config = [ { } ];
# ^^^^^^ error(invalid-module): Settings are a set, and this is a list
}
#- /b.nix
{ lib, ... }: { config = lib.mkForce (lib: { }); }
#                        ^^^^^^^^^^^^^^^^^^^^^^ error(invalid-module): this is a function
`));

  test('settings beside `config` or `options`; what they say counts all the same', () =>
    checkDiagnostics(`
{
  imports = [ ./b.nix ];
  config.time.timeZone = "Europe/Rome";
# ^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
  networking.hostName = "a";
# ^^^^^^^^^^ error(invalid-module): \`networking\` and \`specialisation\` stand beside \`config\`
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
}
#- /b.nix
{ lib, ... }:
{
  options.my.it = lib.mkOption { };
  services.openssh.enable = true;
# ^^^^^^^^ error(invalid-module): \`services\` stands beside \`options\`
}
`));

  test('imports that are no list, and elements that are no modules', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  imports = [ ./a.nix ./b.nix ];
}
#- /b.nix
{ lib, ... }:
{
  imports = lib.mkIf true [ ./c.nix ];
# ^^^^^^^ error(invalid-module): \`imports\` is a list of modules, and this is an \`mkIf\`
}
#- /a.nix
{ lib, ... }:
{
  imports = [
    ./c.nix
    (lib.mkIf true ./c.nix)
#    ^^^^^^^^^^^^^^^^^^^^^ error(invalid-module): this is a path
    null
#   ^^^^ error(invalid-module): This is \`null\`, which is no module
    (lib.mkMerge [ { } ])
#   ^^^^^^^^^^^^^^^^^^^^^ error(invalid-module): an \`mkMerge\`
    [ ]
#   ^^^ error(invalid-module): a list
    import ./c.nix
#   ^^^^^^ error(invalid-module): This is a function | \`import\` and the path are two elements of the list
  ];
}
#- /c.nix
{ }
`));

  test('the configuration of a specialisation, and a file that it imports', () =>
    checkDiagnostics(`
{
  specialisation.c.configuration = { imports = [ ./b.nix ]; };
#                                                ^^^^^^^ error(invalid-module): a list
  specialisation.a.configuration = null;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(invalid-module): specialisation \`a\` does not evaluate
  specialisation.b.configuration = [ { } ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(invalid-module): a list
}
#- /b.nix
[ ./a.nix ]
`));
});

describe('silent', () => {
  test('imports where they belong, and what the option of a specialisation takes', () =>
    checkSilent(`
{ lib, config, ... }:
{
  imports = [ ./a.nix ] ++ lib.optional (1 == 1) ./b.nix;
  specialisation.a.configuration = lib.mkIf true { imports = [ ./c.nix ]; };
  specialisation.b.configuration = lib.mkMerge [ { imports = [ ./c.nix ]; } ./c.nix (import ./c.nix) ];
  specialisation.c.configuration = ./c.nix;
}
#- /a.nix
{ lib, ... }: { _file = "a"; key = "a"; options.my.it = lib.mkOption { default = 1; }; config = { }; meta.maintainers = [ ]; }
#- /b.nix
{ lib, ... }: lib.mkIf (1 == 1) { time.timeZone = "Europe/Rome"; }
#- /c.nix
{ lib, ... }: { services.openssh.enable = true; }
`));

  test('what is called for a set of settings', () =>
    checkSilent(`
{ lib, config, pkgs, ... }:
{
  config = lib.mkMerge [ (import ./x.nix { inherit lib; }) (lib.mkIf config.services.openssh.enable { }) { } ];
}
#- /x.nix
{ lib }: { services.openssh.enable = true; }
`));

  test('options of the same names, and where anything is let through', async () => {
    await checkSilent(`
{ lib, ... }:
{
  options.key = lib.mkOption { type = lib.types.str; };
  config.key = "a";
}
`);
    await checkSilent(`
{ lib, ... }: { freeformType = lib.types.attrsOf lib.types.anything; config = { imports = [ ]; key = 1; }; }
`);
    await checkSilent(`
{ lib, ... }: { config = { _module.check = false; imports = [ ]; }; }
`);
    await checkSilent(`
{ lib, ... }: { config = lib.mkMerge [ { _module.freeformType = lib.types.attrs; } { imports = [ ]; } ]; }
`);
  });

  test('what is not known', () =>
    checkSilent(`
{ lib, flag, settings, ... }:
{
  imports = [ flag ] ++ settings;
  config = lib.mkMerge [ settings (if flag then ./x.nix else { }) (lib.optionalAttrs flag { imports = [ ]; }) ];
}
#- /x.nix
{ }
`));
});

test('a warning in a specialisation that may not exist', () =>
  checkDiagnostics(`
{ lib, flag, ... }:
{
  specialisation = lib.mkIf flag { a.configuration.config.imports = [ ]; };
#                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(invalid-module): may not evaluate
}
`));

test('silent: modules in an option that is a list, where conditions are taken off', () =>
  checkSilent(`
#- /flake.nix
{
  outputs = { nixpkgs, ... }:
    let
      inherit (nixpkgs) lib;
      setup = lib.evalModules {
        modules = [
          { options.modules = lib.mkOption { type = lib.types.listOf lib.types.raw; }; }
          { modules = [ (lib.mkIf true ({ ... }: { services.openssh.enable = true; })) (lib.mkIf (1 == 2) 5) ]; }
        ];
      };
    in { nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = setup.config.modules; }; };
}
`));

describe('submodules of NixOS', () => {
  test('sets are settings, functions are modules', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  users.users.kim.imports = [ ./user.nix ];
# ^^^^^^^^^^^^^^^^^^^^^^^ error(invalid-module): \`users.users.kim.imports\` is no option | A function
  users.users.ann = { lib, ... }: { imports = [ ./user.nix ]; };
  nix.settings.imports = [ "free" ];
  virtualisation.vmVariant = { imports = [ ./vm.nix ]; };
  specialisation.x.configuration.fileSystems."/" = { imports = [ ]; device = "/dev/sda1"; };
#                                                    ^^^^^^^ error(invalid-module): \`fileSystems."/".imports\` is no option
}
#- /user.nix
{ isNormalUser = true; }
#- /vm.nix
{ services.openssh.enable = true; }
`));
});
