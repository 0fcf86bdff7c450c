// wrong-type: values that are written out against the types of their options.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

/** A configuration that declares `my.it` of a type, reads it, and sets it. */
const READ = 'system.extraDependencies = [ config.my.it ];';
/** What is read is evaluated. A `config` that is written as a whole has to be a mkMerge. */
const declared = (type: string, config: string): string => `
{ lib, config, ... }:
{
  options.my.it = lib.mkOption { type = with lib.types; ${type}; };
${config.startsWith('  config = ') ? config.replace('mkMerge [', `mkMerge [ { ${READ} }`) : `  config.${READ}\n${config}`}
}
`;

describe('found in options of the configuration itself, as an error', () => {
  test('a string for a Boolean', () =>
    checkDiagnostics(
      declared(
        'bool',
        `  config.my.it = "true";
# ^^^^^^^^^^^^ error(wrong-type): \`my.it\` is "true" here, a string, but it takes true or false`,
      ),
    ));

  test('a single value for a list, forced, in a specialisation', () =>
    checkDiagnostics(
      declared(
        '(listOf lib.types.int)',
        `  config.specialisation.x.configuration.my.it = lib.mkForce 5;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(wrong-type): \`my.it\` is 5 here, an integer, but it takes a list
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(redundant-priority)`,
      ),
    ));

  test('an element of a list', () =>
    checkDiagnostics(
      declared(
        '(listOf lib.types.int)',
        `  config.my.it = [ 1 "2" 3 ];
#                    ^^^ error(wrong-type): has "2" as an element, a string, but its elements must be an integer`,
      ),
    ));

  test('a value that an enumeration does not have', () =>
    checkDiagnostics(
      declared(
        '(enum [ "a" "b" ])',
        `  config.my.it = "c";
# ^^^^^^^^^^^^ error(wrong-type): \`my.it\` is "c" here`,
      ),
    ));

  test('inside a submodule, below a condition that holds', () =>
    checkDiagnostics(
      declared(
        '(attrsOf (lib.types.submodule { options.port = lib.mkOption { type = lib.types.port; }; }))',
        `  config.my.it.web = lib.mkIf true { port = 70000; };
#                                    ^^^^ error(wrong-type): my.it.web.port`,
      ),
    ));

  test('once for all specialisations that import it, and the option of a specialisation itself', () =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, config, ... }:
{
  options.my.it = lib.mkOption { type = lib.types.bool; };
  config.networking.enableIPv6 = lib.mkIf config.my.it false;
  config.specialisation = {
    a.configuration = ./shared.nix;
    b.configuration = ./shared.nix;
    c = { inheritParentConfig = "no"; configuration = { }; };
#         ^^^^^^^^^^^^^^^^^^^ error(wrong-type): specialisation.c.inheritParentConfig
  };
}
#- /shared.nix
{ my.it = 1; }
# ^^^^^ error(wrong-type): my.it
`));
});

describe('found in options of NixOS, as a warning', () => {
  test('whole values, and those of users and services', () =>
    checkDiagnostics(`
{
  services.openssh.enable = "yes";
# ^^^^^^^^^^^^^^^^^^^^^^^ warning(wrong-type): services.openssh.enable | a string | true or false | unless NixOS has changed the type
  users.users.kim = { isNormalUser = true; uid = "1000"; };
#                                          ^^^ warning(wrong-type): users.users.kim.uid
  networking.firewall.allowedTCPPorts = [ 22 "80" ];
#                                            ^^^^ warning(wrong-type): "80"
}
`));
});

describe('silent', () => {
  test('right values of every kind', () =>
    checkSilent(`
{ lib, pkgs, config, ... }:
{
  services.openssh.enable = true;
  services.openssh.ports = [ 22 ];
  users.users.kim = { uid = 1000; shell = pkgs.zsh; extraGroups = [ "wheel" ]; hashedPassword = null; };
  boot.kernelPackages = pkgs.linuxPackages;
  boot.kernel.sysctl."net.ipv4.ip_forward" = 1;
  environment.variables = { A = "a"; B = 1; C = [ "x" "y" ]; };
  environment.etc."a".source = ./.;
  environment.systemPackages = [ "not a literal package is somebody else's business" ];
  networking.hosts."127.0.0.1" = [ "x" ];
  services.xserver.xkb.options = "a,b";
  systemd.services.x.serviceConfig = { Restart = "always"; RestartSec = 5; ExecStart = [ "a" "b" ]; };
  nix.settings = { cores = 4; sandbox = "relaxed"; substituters = [ "x" ]; };
}
`));

  test('values that lose', () =>
    checkSilent(declared('bool', `  config = lib.mkMerge [ { my.it = true; } { my.it = lib.mkDefault "true"; } ];`)));

  test('types that convert, and unknown types', () =>
    checkSilent(`
{ lib, someType, ... }:
{
  options.my.a = lib.mkOption { type = lib.types.coercedTo lib.types.str lib.toInt lib.types.int; };
  options.my.b = lib.mkOption { type = someType; };
  config.my = { a = "5"; b = "5"; };
}
`));

  test('unknown conditions, and unknown values', () =>
    checkSilent(
      declared('bool', `  config = lib.mkMerge [ (lib.mkIf (builtins.getEnv "X" == "") { my.it = "a"; }) ];`),
    ));
});

describe('mended', () => {
  const fixed = (type: string, before: string, after: string): Promise<void> =>
    checkFix('rewrite', declared(type, `  config.my.it = ${before};`), declared(type, `  config.my.it = ${after};`));
  test('"true"', () => fixed('bool', '"true"', 'true'));
  test('"5", forced', () => fixed('int', 'lib.mkForce "5"', 'lib.mkForce 5'));
  test('5', () => fixed('str', '5', '"5"'));
  test('an element', () => fixed('(listOf lib.types.port)', '[ 80 "443" ]', '[ 80 443 ]'));
  test('not where the other way is not of the type either', () =>
    checkNoFix('rewrite', declared('port', '  config.my.it = "70000";')));
});
