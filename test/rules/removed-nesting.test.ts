// removed-nesting: the options before specialisations.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

describe('found', () => {
  test('both', () =>
    checkDiagnostics(`
{
  nesting.clone = [ { services.xserver.enable = true; } ];
# ^^^^^^^^^^^^^ error(removed-nesting): \`nesting.clone\` was removed | \`specialisation.<name>.configuration\`
  nesting.children = [ ];
# ^^^^^^^^^^^^^^^^ error(removed-nesting): \`nesting.children\` | \`inheritParentConfig = false\`
}
`));

  test('on a condition that is not known', () =>
    checkDiagnostics(`
{ lib, inputs, ... }:
{
  nesting = lib.mkIf inputs.self.flag { clone = [ ]; };
#                                       ^^^^^ warning(removed-nesting)
}
`));
});

describe('silent', () => {
  test('a condition that is false, an option of one’s own, other names', () =>
    checkSilent(`
#- /a/configuration.nix
{ config, lib, ... }:
{
  networking.hostName = "a";
  nesting.clone = lib.mkIf (config.networking.hostName == "b") [ ];
  my.nesting.clone = [ ];
}
#- /b/configuration.nix
{ lib, ... }:
{
  options.nesting.clone = lib.mkOption { type = lib.types.int; };
  config.nesting.clone = 3;
}
`));
});

describe('fixes', () => {
  test('clones inherit', () =>
    checkFix(
      'rewrite',
      `
#- /configuration.nix
{
  nesting.clone = [
    {
      boot.loader.grub.configurationName = "Work";
      services.openssh.enable = true;
    }
    ({ pkgs, ... }: { environment.systemPackages = [ pkgs.vim ]; })
    ./third.nix
  ];
}
#- /third.nix
{ }
`,
      `
#- /configuration.nix
{
  specialisation.work.configuration = {
    boot.loader.grub.configurationName = "Work";
    services.openssh.enable = true;
  };
  specialisation.clone-2.configuration = { pkgs, ... }: { environment.systemPackages = [ pkgs.vim ]; };
  specialisation.clone-3.configuration = ./third.nix;
}
#- /third.nix
{ }
`,
    ));

  test('children do not', () =>
    checkFix(
      'rewrite',
      `
#- /configuration.nix
{ ... }:
{
  config.nesting.children = [
    { imports = [ ./other.nix ]; }
  ];
}
#- /other.nix
{ fileSystems."/".device = "/dev/sda1"; boot.loader.systemd-boot.enable = true; system.stateVersion = "20.03"; }
`,
      `
#- /configuration.nix
{ ... }:
{
  config.specialisation.child-1 = {
    inheritParentConfig = false;
    configuration = { imports = [ ./other.nix ]; };
  };
}
#- /other.nix
{ fileSystems."/".device = "/dev/sda1"; boot.loader.systemd-boot.enable = true; system.stateVersion = "20.03"; }
`,
    ));

  test('none for a list that is computed', () =>
    checkNoFix('rewrite', '{ lib, ... }: { nesting.clone = map (n: { networking.hostName = n; }) [ "a" ]; }'));
});
