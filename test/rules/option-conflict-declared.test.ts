// option-conflict: options that the configuration declares, or declares anew.
import { test } from 'vitest';
import { checkDiagnostics, checkSilent } from '../support/check';

test('what an option hands on to another', () =>
  checkDiagnostics(`
{ lib, options, ... }:
{
  options.my.timeout = lib.mkOption { type = lib.types.int; default = 1; };
  config.boot.loader.timeout = lib.mkAliasDefinitions options.my.timeout;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): is 1 here
  config.specialisation.x.configuration.boot.loader.timeout = 9;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): is 9 here
}
`));

test('silent: by the type that a module gives an option of NixOS, where the module may not take part', () =>
  checkSilent(`
{ lib, ... }:
{
  imports = lib.optional (builtins.getEnv "STUB" == "1") ./stub.nix;
  networking.firewall.allowedTCPPorts = [ 22 ];
  specialisation.x.configuration.networking.firewall.allowedTCPPorts = [ 80 ];
}
#- /stub.nix
{ lib, ... }: { options.networking.firewall = lib.mkOption { type = lib.types.anything; default = null; }; }
`));
