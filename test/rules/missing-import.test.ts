// missing-import: imports that certainly lead nowhere, and those that may lead somewhere on another machine.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkSilent } from '../support/check';

describe('found', () => {
  test('in the base and in a specialisation', () =>
    checkDiagnostics(`
{
  imports = [ ./desktop.nix ];
#             ^^^^^^^^^^^^^ error(missing-import): \`./desktop.nix\` is imported, but there is no such file
  specialisation.a.configuration.imports = [ ./missing.nix ];
#                                            ^^^^^^^^^^^^^ error(missing-import): \`./missing.nix\`
}
`));

  test('a folder without default.nix', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  imports = [ ./modules ];
#             ^^^^^^^^^ error(missing-import): \`./modules\` | no \`default.nix\`
}
#- /modules/a.nix
{ }
`));

  test('a module of a flake, and one in a neighbouring folder', () =>
    checkDiagnostics(`
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem {
      modules = [ ./hosts/a.nix ./hosts/b.nix ];
#                               ^^^^^^^^^^^^^ error(missing-import): \`./hosts/b.nix\`
    };
  };
}
#- /hosts/a.nix
{
  imports = [ ../modules/ssh.nix ];
#             ^^^^^^^^^^^^^^^^^^ error(missing-import): \`../modules/ssh.nix\`
}
`));

  test('a path that is put together, and one that is imported by hand', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  imports = [ (./. + "/a.nix") (import ./b.nix) ];
#             ^^^^^^^^^^^^^^^^ error(missing-import): \`./a.nix\`
#                                      ^^^^^^^ error(missing-import): \`./b.nix\`
}
`));

  test('what a package is made of', () =>
    checkDiagnostics(`
{ pkgs, lib, ... }:
{
  environment.systemPackages = [ pkgs.git (pkgs.callPackage ./tool.nix { }) ];
#                                                           ^^^^^^^^^^ error(missing-import): \`./tool.nix\` is needed for \`environment.systemPackages\`
  users.users.kim.packages = with pkgs; [ (python3Packages.callPackage ./other { inherit lib; }) ];
#                                                                      ^^^^^^^ error(missing-import): \`./other\`
  services.openssh.package = pkgs.callPackage ./off.nix { };
#                                             ^^^^^^^^^ warning(missing-import): \`./off.nix\`
  networking.hostName = if false then pkgs.callPackage ./unused.nix { } else "a";
  specialisation.x.configuration = { };
}
`));

  test('what the value of an option needs', () =>
    checkDiagnostics(`
{ lib, ... }:
let
  names = import ./names.nix;
#                ^^^^^^^^^^^ error(missing-import): \`./names.nix\` is needed for \`networking.hostName\`, but there is no such file
  unused = import ./unused.nix;
in
{
  networking.hostName = names.host;
  environment.etc.a.text = builtins.readFile ./a.txt;
#                                            ^^^^^^^ error(missing-import): \`./a.txt\` is needed for \`environment.etc.a.text\`
  networking.domain = "x.\${lib.fileContents ./domain}";
#                                           ^^^^^^^^ error(missing-import): \`./domain\`
  users.users.ann.extraGroups = [ "wheel" (lib.importJSON ./groups.json).first ];
#                                                         ^^^^^^^^^^^^^ error(missing-import): \`./groups.json\`
  specialisation.a.configuration.boot.kernelParams = builtins.fromJSON (builtins.readFile ./params.json);
#                                                                                         ^^^^^^^^^^^^^ error(missing-import): \`./params.json\`
}
`));

  test('what is copied into the store: the source of a file, and paths in texts', () =>
    checkDiagnostics(`
#- /configuration.nix
{ pkgs, ... }:
let
  theme = ./theme;
#         ^^^^^^^ error(missing-import): \`./theme\` is needed for \`environment.variables.THEME\`
in
{
  environment.etc.a.source = ./a.conf;
#                            ^^^^^^^^ error(missing-import): \`./a.conf\` is needed for \`environment.etc.a.source\`, but there is no such file: Nix fails.
  environment.etc.b = { source = ./b.conf; mode = "0400"; };
#                                ^^^^^^^^ error(missing-import): \`./b.conf\`
  environment.variables.THEME = "\${theme}/dark";
  boot.kernelParams = [ "x=\${./param}" ];
#                            ^^^^^^^ error(missing-import): \`./param\` is needed for \`boot.kernelParams\`
  environment.etc.d.source = import ./paths.nix;
# ^^^^^^^^^^^^^^^^^^^^^^^^ error(missing-import): \`./d.conf\` is needed for \`environment.etc.d.source\`
  specialisation.x.configuration.environment.etc.c.source = "\${./c}/conf";
#                                                              ^^^ error(missing-import): \`./c\`
}
#- /paths.nix
./d.conf
`));

  test('by the way from the file that asks for it, where no path is written out', () =>
    checkDiagnostics(`
#- /configuration.nix
{ imports = [ ./hosts/a.nix ]; }
#- /hosts/a.nix
{
  imports = [ (import ../lib/feature.nix "desktop/gnome") ];
  environment.etc.motd.source = import ../lib/asset.nix "motd";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(missing-import): \`../assets/motd\` is needed for \`environment.etc.motd.source\`
}
#- /lib/feature.nix
name: import (../features + "/\${name}.nix")
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(missing-import): \`../features/desktop/gnome.nix\` is imported
#- /lib/asset.nix
name: ../assets + "/\${name}"
#- /assets/other
there
`));

  test('in a home', () =>
    checkDiagnostics(`
#- /flake.nix
{
  outputs = { nixpkgs, home-manager, ... }: {
    homeConfigurations.kim = home-manager.lib.homeManagerConfiguration {
      modules = [ {
        home.file.".face".source = ./face.png;
#                                  ^^^^^^^^^^ error(missing-import): \`./face.png\` is needed for \`home.file.".face".source\`
        xdg.configFile."nvim" = { source = ./nvim; recursive = true; };
#                                          ^^^^^^ error(missing-import): \`./nvim\`
      } ];
    };
  };
}
`));

  test('less surely, other paths that an option takes: who reads it, and when, is its own business', () =>
    checkDiagnostics(`
{
  boot.loader.grub.splashImage = ./grub.png;
#                                ^^^^^^^^^^ warning(missing-import): \`./grub.png\` | unless it is there by then
  users.users.kim.openssh.authorizedKeys.keyFiles = [ ./kim.pub ];
#                                                     ^^^^^^^^^ warning(missing-import): \`./kim.pub\`
  environment.etc.a = { enable = false; source = ./a.conf; };
#                                                ^^^^^^^^ warning(missing-import): \`./a.conf\`
}
`));

  test('less surely, for an option of its own', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  options.my.text = lib.mkOption { };
  config.my.text = builtins.readFile ./a.txt;
#                                    ^^^^^^^ warning(missing-import): \`./a.txt\` is needed for \`my.text\`
  config.specialisation.a.configuration = { };
}
`));

  test('files that only a condition or a stronger definition leaves out', () =>
    checkSilent(`
{ lib, ... }:
{
  networking.hostName = if builtins.pathExists ./host then builtins.readFile ./host else "a";
  networking.domain = lib.mkIf (builtins.pathExists ./domain) (lib.fileContents ./domain);
  environment.etc.a.text = lib.mkDefault (builtins.readFile ./a.txt);
  specialisation.a.configuration = { };
  imports = [ { environment.etc.a.text = "a"; } ];
}
`));

  test('less surely, what each machine makes for itself, and what lies outside', () =>
    checkDiagnostics(`
#- /nixos/configuration.nix
{
  imports = [
    ./hardware-configuration.nix
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(missing-import): unless it is there by then
    ../common/ssh.nix
#   ^^^^^^^^^^^^^^^^^ warning(missing-import): unless it is there by then
  ];
}
`));

  test('as a hint, what is left out of version control', () =>
    checkDiagnostics(`
#- /nixos/configuration.nix
{
  imports = [ ./secrets.nix ./local/a.nix ./b.private.nix ];
#             ^^^^^^^^^^^^^ hint(missing-import)
#                           ^^^^^^^^^^^^^ hint(missing-import)
#                                         ^^^^^^^^^^^^^^^ hint(missing-import)
}
#- /nixos/.gitignore
# not for everybody
/secrets.nix
local/
*.private.nix
`));
});

describe('silent', () => {
  test('about places that this machine need not have', () =>
    checkSilent(
      `
#- /home/configuration.nix
{ imports = [ /etc/nixos/hardware-configuration.nix "/etc/nixos/other.nix" <nixpkgs/x.nix> ]; }
`,
      'missing-import',
    ));

  test('where the file is imported only if it is there, or on a condition that is not known', () =>
    checkSilent(
      `
{ lib, ... }:
{
  imports = lib.optional (builtins.pathExists ./a.nix) ./a.nix
    ++ lib.optional (builtins.getEnv "X" == "1") ./b.nix;
}
`,
      'missing-import',
    ));

  test('where it is only asked whether there is one, even if nobody knows', () =>
    checkSilent(
      `{ lib, ... }: let long = lib.strings.replicate 3000 "a/"; in
{ environment.variables.X = builtins.pathExists (./. + "/\${long}b"); networking.domain = lib.mkIf (!builtins.pathExists (./. + "/\${long}c")) "x"; }`,
      'missing-import',
    ));

  test('while something is typed', () => checkSilent('{ imports = [ ./a.n ', 'missing-import'));

  test('about paths that are only text, are there, or lose', () =>
    checkSilent(
      `
#- /nixos/configuration.nix
{ lib, options, ... }:
{
  environment.variables.A = toString ./a;
  environment.etc.b.source = ./b;
  environment.etc.c.source = ./folder;
  environment.etc.d.source = lib.mkDefault ./d;
  environment.etc.e.source = lib.mkIf (builtins.pathExists ./e) ./e;
  environment.etc.f.source = "/run/f";
  environment.etc.g.source = /etc/somewhere/else;
  services.undeclared.file = ./h;
  imports = [ { environment.etc.d.source = ./b; } ];
}
#- /nixos/b
text
#- /nixos/folder/a
text
`,
      'missing-import',
    ));

  test('where nobody asks for it', () =>
    checkSilent('let never = import ./a.nix; in { networking.hostName = "a"; }', 'missing-import'));
});
