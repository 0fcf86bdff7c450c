// unknown-option: names that nobody declares.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkSilent } from '../support/check';

const web = (options: string, config: string): string => `
{ lib, ... }:
{
  options.web = lib.mkOption {
    type = lib.types.attrsOf (lib.types.submodule { options.port = lib.mkOption { type = lib.types.port; }; ${options} });
  };
${config}
}
`;

describe('in a submodule of the configuration', () => {
  test('is an error', () =>
    checkDiagnostics(
      web(
        '',
        `  config.web.a = { prot = 80; colour = "red"; };
#                  ^^^^ error(unknown-option): \`web.a.prot\` is no option | did you mean \`web.a.port\`
#                             ^^^^^^ error(unknown-option): \`web.a.colour\` | there are \`port\``,
      ),
    ));

  test('is mentioned where a module that could not be read may declare it', () =>
    checkDiagnostics(
      web(
        '',
        `  imports = [ (builtins.fetchTarball "https://example.org/x.tar.gz") ];
  config.web.a = { prot = 80; };
#                  ^^^^ information(unknown-option): web.a.prot`,
      ),
    ));

  test('is fine with a freeform type, without the check, or when it is declared elsewhere', () =>
    checkSilent(
      web('freeformType = lib.types.attrsOf lib.types.anything;', '  config.web.a = { port = 80; colour = "red"; };'),
    ));

  test('is not claimed of what is declared by something that is not known', () =>
    checkSilent(
      web(
        'options.colour = if builtins.currentTime > 1 then lib.mkOption { } else { }; options.shade = pkgs.x;',
        '  config.web.a = { port = 80; colour = "red"; shade = 1; };',
      ).replace('{ lib,', '{ lib, pkgs,'),
      'unknown-option',
    ));

  test('is mended', () =>
    checkFix('rename', web('', '  config.web.a = { prot = 80; };'), web('', '  config.web.a = { port = 80; };')));
});

describe('elsewhere', () => {
  test('is mentioned when a known name is near', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  options.my.desktop.enable = lib.mkEnableOption "a desktop";
  config.my.desktpo.enable = true;
# ^^^^^^^^^^^^^^^^^^^^^^^^ information(unknown-option): \`my.desktpo\` is not known to be an option; did you mean \`my.desktop\`?
  config.services.opnessh.enable = true;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information(unknown-option): \`services.opnessh\` | \`services.openssh\`
}
`));

  test('is not, when it is far, in doubt, a variant, or free', () =>
    checkSilent(`
#- /configuration.nix
{ lib, someName, ... }:
{
  services.somethingElse.enable = true;
  services.desktopManager.plasma9.enable = true;
  networking.hosts.localhots = [ "x" ];
  boot.kernel.sysctl."net.ipv4.ip_fowrard" = 1;
  environment.etc.passwdd.text = "";
  nix.settings.substituers = [ ];
  services.openssh.settings.PermitRootLogni = "no";
  systemd.services.ssdh.serviceConfig.Restrat = "always";
}
`));

  test('is not, when a module that could not be read may declare it', () =>
    checkSilent(`
{ imports = [ (builtins.fetchTarball "https://example.org/x.tar.gz") ]; services.opnessh.enable = true; }
`));

  test('is mended', () =>
    checkFix('rename', '{ services.opnessh.enable = true; }\n', '{ services.openssh.enable = true; }\n'));
});
