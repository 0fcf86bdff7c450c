// specialisation-name: slashes, and characters that are awkward to use.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

describe('found', () => {
  test('a slash', () =>
    checkDiagnostics(`
{
  specialisation."desktop/gnome".configuration = { };
#                ^^^^^^^^^^^^^^^ error(specialisation-name): \`desktop/gnome\` contains a slash | NixOS does not allow
}
`));

  test('a slash in Home Manager', () =>
    checkDiagnostics(`
#- /home.nix
{
  home.username = "kim";
  specialisation."a/b".configuration = { };
#                ^^^^^ error(specialisation-name): Home Manager does not allow
}
`));

  test('a slash where it is not certain that the specialisation exists', () =>
    checkDiagnostics(`
{ lib, inputs, ... }:
{
  specialisation = lib.mkIf inputs.self.flag {
    "a/b".configuration = { };
#   ^^^^^ warning(specialisation-name): slash
  };
}
`));

  test('blanks and other characters', () =>
    checkDiagnostics(`
{
  specialisation = {
    "on the go".configuration = { };
#   ^^^^^^^^^^^ information(specialisation-name): \`on the go\` contains a blank
    "sp:tty".configuration = { };
#   ^^^^^^^^ information(specialisation-name): contains \`:\`
    "".configuration = { };
#   ^^ information(specialisation-name): is empty
  };
}
`));

  test('names that one text makes are one finding', () =>
    checkDiagnostics(`
{ lib, ... }:
let names = [ "a b" "c d" "e" ]; in
{
  specialisation = lib.listToAttrs (map (name: { inherit name; value = { configuration = { }; }; }) names);
#                                                              ^^^^^ information(specialisation-name): \`a b\`, \`c d\`
}
`));
});

describe('silent', () => {
  test('letters, digits, dots, underscores, hyphens', () =>
    checkSilent(`
{
  specialisation = {
    iGPU-only.configuration = { };
    "6.12".configuration = { };
    proxied_hotspot.configuration = { };
    "quoted".configuration = { };
  };
}
`));

  test('names that are not known', () =>
    checkSilent(`
{ inputs, ... }:
{
  specialisation.\${inputs.self.name}.configuration = { };
  specialisation."\${inputs.self.name}/x".configuration = { };
}
`));
});

describe('fixes', () => {
  test('a hyphen instead, everywhere the name is written', () =>
    checkFix(
      'rename',
      `
#- /configuration.nix
{
  imports = [ ./more.nix ];
  specialisation."on the go".configuration.networking.hostName = "a";
  specialisation."on the go".inheritParentConfig = true;
}
#- /more.nix
{
  specialisation = { "on the go" = { configuration.time.timeZone = "UTC"; }; };
}
`,
      `
#- /configuration.nix
{
  imports = [ ./more.nix ];
  specialisation.on-the-go.configuration.networking.hostName = "a";
  specialisation.on-the-go.inheritParentConfig = true;
}
#- /more.nix
{
  specialisation = { on-the-go = { configuration.time.timeZone = "UTC"; }; };
}
`,
    ));

  test('the file that holds the name follows', () =>
    checkFix(
      'rename',
      `{ specialisation."a b".configuration.environment.etc."specialisation".text = "a b"; }`,
      `{ specialisation.a-b.configuration.environment.etc."specialisation".text = "a-b"; }`,
    ));

  test('not where the name is taken', () =>
    checkNoFix(
      'rename',
      `
{
  specialisation."a/b".configuration = { };
  specialisation.a-b.configuration = { };
}
`,
    ));
});
