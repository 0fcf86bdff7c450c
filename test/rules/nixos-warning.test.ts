import { test } from 'vitest';
import { checkDiagnostics, checkSilent } from '../support/check';

test('what modules warn of, each once, where the text stands', () =>
  checkDiagnostics(`
#- /configuration.nix
{ config, lib, ... }:
{
  warnings = [ "this is old" ]
# ^^^^^^^^ information(nixos-warning): this is old; nobody comes in
    ++ lib.optional (!config.services.openssh.enable) "nobody comes in";
  services.openssh.enable = true;
  specialisation.closed.configuration = { lib, ... }: { services.openssh.enable = lib.mkForce false; };
}
`));

test('silent: what is not said, or not known to be', () =>
  checkSilent(`
#- /configuration.nix
{ config, lib, pkgs, ... }:
{
  imports = [ ./a.nix ];
  warnings = lib.optional (!config.services.openssh.enable) "nobody comes in"
    ++ lib.optional (pkgs.hello.version == "1") "old";
  services.openssh.enable = true;
  specialisation.x.configuration = { };
}
#- /a.nix
{ lib, config, ... }: { warnings = lib.mkIf config.services.nginx.enable [ "only then" ]; services.nginx.enable = false; }
`));
