import { describe, test } from 'vitest';
import { checkDiagnostics, checkSilent } from '../support/check';

describe('what does not hold', () => {
  test('at its own place, whoever puts it into the list', () =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, config, ... }:
{
  services.openssh.enable = true;
  assertions =
    [ { assertion = !config.services.openssh.enable; message = "nobody comes in"; } ]
#       ^^^^^^^^^ error(failed-assertion): The assertion \`nobody comes in\` does not hold: the system does not evaluate
    ++ map (name: { assertion = name != "root"; message = "not \${name}"; }) [ "kim" "root" ];
#                   ^^^^^^^^^ error(failed-assertion): The assertion \`not root\` does not hold
  specialisation.x.configuration.assertions = lib.singleton { assertion = false; message = "not here"; };
#                                                             ^^^^^^^^^ error(failed-assertion): The assertion \`not here\` does not hold: specialisation \`x\` does not evaluate
}
`));

  test('at what the specialisation sets that breaks it', () =>
    checkDiagnostics(`
#- /configuration.nix
{ config, ... }:
{
  assertions = [ { assertion = !config.services.openssh.enable; message = "nobody comes in"; } ];
  specialisation.open.configuration = {
    services.openssh.enable = true;
#   ^^^^^^^^^^^^^^^^^^^^^^^ error(failed-assertion): The assertion \`nobody comes in\` does not hold: specialisation \`open\` does not evaluate
  };
  specialisation.closed.configuration = { };
}
`));

  test('at the name of the specialisation that breaks it by several things, or by what the text does not tell', () =>
    checkDiagnostics(`
#- /configuration.nix
{ config, ... }:
let
  isOpen = settings: settings.services.openssh.enable;
in
{
  assertions = [
    { assertion = config.networking.hostName != config.networking.domain; message = "two names"; }
    { assertion = !isOpen config; message = "nobody comes in"; }
  ];
  networking.hostName = "a";
  networking.domain = "b";
  specialisation.same.configuration = { lib, ... }: {
#                ^^^^ error(failed-assertion): The assertion \`two names\` does not hold: specialisation \`same\` does not evaluate
    networking.hostName = lib.mkForce "c";
    networking.domain = lib.mkForce "c";
  };
  specialisation.open.configuration.services.openssh.enable = true;
#                ^^^^ error(failed-assertion): The assertion \`nobody comes in\` does not hold: specialisation \`open\` does not evaluate
}
`));

  test('a condition that fails itself', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  assertions = [ { assertion = throw "no idea"; message = "all is well"; } ];
#                  ^^^^^^^^^ error(failed-assertion): The assertion \`all is well\` fails itself with \`no idea\`
  specialisation.x.configuration = { };
}
`));

  test('by the default of an option that nobody sets: likely', () =>
    checkDiagnostics(`
#- /configuration.nix
{ config, ... }:
{
  assertions = [ { assertion = config.services.openssh.enable; message = "a way in"; } ];
#                  ^^^^^^^^^ warning(failed-assertion): The assertion \`a way in\` does not hold: the system may not evaluate
  specialisation.x.configuration = { };
}
`));
});

test('silent: what holds, what is conditioned away or replaced', () =>
  checkSilent(`
#- /configuration.nix
{ lib, config, ... }:
{
  imports = [ ./a.nix ];
  assertions = lib.mkForce [
    { assertion = config.services.openssh.enable -> config.services.openssh.ports != [ ]; message = throw "lazy"; }
    { assertion = config.networking.unheardOf; message = "who knows"; }
  ];
  services.openssh = { enable = true; ports = [ 22 ]; };
  specialisation.x.configuration.services.openssh.settings.X11Forwarding = true;
}
#- /a.nix
{ assertions = [ { assertion = false; message = "replaced"; } ]; }
`));

test('silent: what a module that is not seen may declare as well', () =>
  checkSilent(
    `
#- /flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; other.url = "github:some/one"; };
  outputs = { nixpkgs, other, ... }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem { modules = [ ./a.nix other.nixosModules.default ]; };
  };
}
#- /a.nix
{ config, lib, ... }:
{
  options.secrets = lib.mkOption {
    type = with lib.types; attrsOf (submodule { options.file = lib.mkOption { type = path; }; });
  };
  config.secrets.key.file = "/etc/key";
  config.assertions = [
    { assertion = config.secrets.key.path != ""; message = "there is a key"; }
    { assertion = lib.length config.secrets.key.file > 0; message = "there are files"; }
  ];
  config.specialisation.x.configuration = { };
}
`,
    'failed-assertion',
  ));

test('silent: what a set that is not known may say in a submodule', () =>
  checkSilent(
    `
#- /flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; secrets.url = "git+ssh://git@example.org/secrets"; };
  outputs = { nixpkgs, secrets, ... }: {
    nixosConfigurations.box = nixpkgs.lib.nixosSystem { specialArgs = { inherit secrets; }; modules = [ ./a.nix ]; };
  };
}
#- /a.nix
{ config, lib, secrets, ... }:
let
  server = lib.mkOption {
    default = { };
    type = lib.types.submodule { options.name = lib.mkOption { type = lib.types.str; default = ""; }; };
  };
in
{
  imports = [ { options.a = server; options.b = server; } ];
  a = secrets.server;
  b = if builtins.getEnv "HERE" == "1" then { name = "here"; } else { };
  assertions = map (one: { assertion = config.\${one}.name != ""; message = "no name"; }) [ "a" "b" ];
  specialisation.x.configuration = { };
}
`,
    'failed-assertion',
  ));

test('silent: what reads a set in parts that only some versions of Nix join', () =>
  checkSilent(
    `
#- /configuration.nix
{ config, lib, ... }:
{
  options.my.b = lib.genAttrs [ "c" "d" ] (_: lib.mkOption { default = 1; });
  config.my.b.c = 1;
  config.my = { b.d = 2; };
  config.assertions = [ { assertion = config.my.b.c == 1; message = "one"; } ];
  config.specialisation.x.configuration = { };
}
`,
    'failed-assertion',
  ));

test('and where all modules are seen, it is missing', () =>
  checkDiagnostics(`
#- /configuration.nix
{ config, lib, ... }:
{
  options.secrets = lib.mkOption {
    type = with lib.types; attrsOf (submodule { options.file = lib.mkOption { type = path; }; });
  };
  config.secrets.key.file = "/etc/key";
  config.assertions = [ { assertion = config.secrets.key.path != ""; message = "there is a key"; } ];
#                         ^^^^^^^^^ error(failed-assertion): fails itself with \`attribute 'path' missing\`
  config.specialisation.x.configuration = { };
}
`));
