// specialization-spelling: an option that NixOS does not have.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkSilent } from '../support/check';

describe('found', () => {
  test('in NixOS', () =>
    checkDiagnostics(`
{
  specialization.desktop.configuration.services.xserver.enable = true;
# ^^^^^^^^^^^^^^ error(specialization-spelling): NixOS spells the option \`specialisation\` | does not evaluate
}
`));

  test('even where its condition is false: a name that does not exist is rejected anyway', () =>
    checkDiagnostics(`
{ config, lib, ... }:
{
  config = lib.mkMerge [
    { networking.hostName = "a"; }
    (lib.mkIf (config.networking.hostName == "b") {
      specialization.desktop.configuration = { };
#     ^^^^^^^^^^^^^^ error(specialization-spelling)
    })
  ];
}
`));

  test('where a module that is not read may declare it', () =>
    checkDiagnostics(`
{ inputs, ... }:
{
  imports = [ inputs.other.nixosModules.default ];
  specialization.desktop.configuration = { };
# ^^^^^^^^^^^^^^ warning(specialization-spelling): unless a module that could not be read
}
`));

  test('in Home Manager', () =>
    checkDiagnostics(`
#- /home.nix
{
  home.username = "kim";
  specialization.dark.configuration.home.sessionVariables.THEME = "dark";
# ^^^^^^^^^^^^^^ information(specialization-spelling): Home Manager spells
}
`));
});

describe('silent', () => {
  test('an option of the configuration’s own', () =>
    checkSilent(`
{ lib, ... }:
{
  options.specialization = lib.mkOption { type = lib.types.attrs; };
  config.specialization.x = 1;
}
`));

  test('a renamed option of the configuration’s own', () =>
    checkSilent(`
{ lib, ... }:
{
  imports = [ (lib.mkAliasOptionModule [ "specialization" ] [ "specialisation" ]) ];
  specialization.x.configuration = { };
}
`));

  test('the word elsewhere', () =>
    checkSilent(`
{
  # specialization
  environment.etc."specialization".text = "specialization";
}
`));
});

describe('fixes', () => {
  test('every spelling of one set', () =>
    checkFix(
      'rename',
      `
{
  specialization.a.configuration = { };
  specialization.b.configuration = { };
}
`,
      `
{
  specialisation.a.configuration = { };
  specialisation.b.configuration = { };
}
`,
    ));
});
