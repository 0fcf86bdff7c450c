// Options that nobody sets: what they are by default is likely, since NixOS itself may set them.
import { describe, test } from 'vitest';
import { checkDiagnostics } from '../support/check';

describe('likely', () => {
  test('a condition on a switch that is on by default', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  services.printing.enable = lib.mkIf config.networking.firewall.enable true;
# ^^^^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict): as long as \`networking.firewall.enable\`, which nobody sets here, is what it is by default
  specialisation.a.configuration.services.printing.enable = false;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict)
}
`));

  test('a text, and one that is off, in a specialisation', () =>
    checkDiagnostics(`
{
  networking.domain = "a";
# ^^^^^^^^^^^^^^^^^ warning(option-conflict): options that nobody sets here
  specialisation.a.configuration = { config, lib, ... }: {
    networking.domain = lib.mkIf (config.i18n.defaultLocale == "en_US.UTF-8" && !config.services.openssh.enable) "b";
#   ^^^^^^^^^^^^^^^^^ warning(option-conflict)
  };
}
`));

  test('whether a definition is one or several', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  time.timeZone = if config.networking.enableIPv6 then lib.mkMerge [ "UTC" "CET" ] else "UTC";
#                                                                    ^^^^^ warning(option-conflict): by default
#                                                                          ^^^^^ warning(option-conflict)
}
`));

  test('which specialisations there are', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ warning(option-conflict): by default
  specialisation = lib.optionalAttrs config.networking.enableIPv6 { x.configuration.time.timeZone = "CET"; };
#                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict)
}
`));

  test('of Home Manager', () =>
    checkDiagnostics(`
#- /home.nix
{ config, lib, ... }:
{
  home.username = "kim";
  programs.git.enable = lib.mkIf config.programs.bash.enableCompletion true;
# ^^^^^^^^^^^^^^^^^^^ warning(option-conflict): by default
  specialisation.a.configuration.programs.git.enable = false;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict)
}
`));
});

describe('whether there is an option', () => {
  test('is sure at the top, and likely below, where the release decides', () =>
    checkDiagnostics(`
{ options, lib, ... }:
{
  services.printing.enable = options ? services;
# ^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
  services.avahi.enable = lib.mkIf (options.services ? openssh) true;
# ^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict): as long as there is \`options.services.openssh\`
  specialisation.a.configuration.services = {
    printing.enable = false;
#   ^^^^^^^^^^^^^^^ error(option-conflict)
    avahi.enable = false;
#   ^^^^^^^^^^^^ warning(option-conflict)
  };
}
`));

  test('is asked of the configuration, too', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  options.my.enable = lib.mkEnableOption "it";
  config.services.printing.enable = config ? services && config.my ? enable && config.networking ? hostName;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict)
  config.services.avahi.enable = config.services ? openssh.enable;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict): as long as there is \`options.services.openssh.enable\`
  config.services.openssh.openFirewall = config ? brandNew || config.services ? brandNew.enable;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict)
  config.networking.hostName = "a";
  config.specialisation.a.configuration.services = {
    printing.enable = false;
#   ^^^^^^^^^^^^^^^ error(option-conflict)
    avahi.enable = false;
#   ^^^^^^^^^^^^ warning(option-conflict)
    openssh.openFirewall = false;
#   ^^^^^^^^^^^^^^^^^^^^ hint(option-conflict)
  };
}
`));

  test('is not known of names that are in no table', () =>
    checkDiagnostics(`
{ options, lib, ... }:
{
  services.printing.enable = lib.mkIf (options.services ? brandNew) true;
# ^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict)
  services.avahi.enable = lib.mkIf (options ? brandNew) true;
# ^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict)
  specialisation.a.configuration.services = { printing.enable = false; avahi.enable = false; };
#                                             ^^^^^^^^^^^^^^^ hint(option-conflict)
#                                                                      ^^^^^^^^^^^^ hint(option-conflict)
}
`));
});

describe('only possible', () => {
  const hint = (condition: string, imports = ''): string => `
{ config, lib, inputs, ... }:
{
  ${imports}
  services.printing.enable = lib.mkIf ${condition} true;
# ^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict)
  specialisation.a.configuration.services.printing.enable = false;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(option-conflict)
}
`;
  test('beside a module that was not read', () =>
    checkDiagnostics(hint('config.networking.firewall.enable', 'imports = [ inputs.other.nixosModules.x ];')));
  test('what the default keeps apart', () => checkDiagnostics(hint('config.services.blueman.enable')));
  test('what somebody sets by its old name', () =>
    checkDiagnostics(
      hint(
        '(!config.services.displayManager.autoLogin.enable)',
        'services.xserver.displayManager.autoLogin.enable = true;',
      ).replace(
        'enable = true;\n',
        'enable = true;\n# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(renamed-option)\n',
      ),
    ));
  test('what NixOS often turns on for itself', () => checkDiagnostics(hint('(!config.services.udisks2.enable)')));
  test('what has no default that is written out', () =>
    checkDiagnostics(hint('(config.networking.hostName == "nixos")')));
});

describe('whether an option is defined', () => {
  test('is known of those of the configuration, and of those with a default or a definition', () =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, options, ... }:
{
  options.my.name = lib.mkOption { type = lib.types.str; };
  options.my.kind = lib.mkOption { type = lib.types.str; default = "a"; };
  config = {
    networking.hostName = lib.mkIf options.my.name.isDefined "a";
#   ^^^^^^^^^^^^^^^^^^^ error(option-conflict): specialisation \`y\` will not evaluate
    networking.domain = lib.mkIf options.my.kind.isDefined "a";
#   ^^^^^^^^^^^^^^^^^ error(option-conflict)
    time.timeZone = lib.mkIf options.networking.domain.isDefined "a";
#   ^^^^^^^^^^^^^ error(option-conflict)
    specialisation.x.configuration = {
      networking.hostName = "b";
      networking.domain = "b";
#     ^^^^^^^^^^^^^^^^^ error(option-conflict)
      time.timeZone = "b";
#     ^^^^^^^^^^^^^ error(option-conflict)
    };
    specialisation.y.configuration = {
      my.name = "given";
      networking.hostName = "b";
#     ^^^^^^^^^^^^^^^^^^^ error(option-conflict)
    };
  };
}
`));

  test('is not where a condition or what NixOS says decides', () =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, options, pkgs, ... }:
{
  options.my.name = lib.mkOption { type = lib.types.str; };
  config = {
    my.name = lib.mkIf pkgs.some "perhaps";
    networking.hostName = lib.mkIf options.my.name.isDefined "a";
#   ^^^^^^^^^^^^^^^^^^^ hint(option-conflict)
    time.timeZone = lib.mkIf options.services.added.name.isDefined "a";
#   ^^^^^^^^^^^^^ hint(option-conflict)
    specialisation.x.configuration = {
      networking.hostName = "b";
#     ^^^^^^^^^^^^^^^^^^^ hint(option-conflict)
      time.timeZone = "b";
#     ^^^^^^^^^^^^^ hint(option-conflict)
    };
  };
}
`));
});
