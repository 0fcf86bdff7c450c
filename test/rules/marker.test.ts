// marker-mismatch and missing-marker: the file that tells nh which specialisation is running.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

describe('marker-mismatch', () => {
  test('another name', () =>
    checkDiagnostics(`
{
  specialisation.desktop.configuration = {
    environment.etc."specialisation".text = "dekstop";
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(marker-mismatch): "dekstop" is not the name of specialisation \`desktop\` | \`nh\`
  };
}
`));

  test('one text for two', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  specialisation.a.configuration.imports = [ ./marker.nix ];
  specialisation.b.configuration.imports = [ ./marker.nix ];
}
#- /marker.nix
{ environment.etc.specialisation.text = "marker"; }
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(marker-mismatch): specialisations \`a\`, \`b\`
`));

  test('the base system has a text too: two lines', () =>
    checkDiagnostics(`
{
  environment.etc."specialisation".text = "base";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(marker-mismatch): is "base" in the base system | there is none | two lines for one name in specialisation \`a\` | specialisation \`b\` without
  specialisation.a.configuration.environment.etc."specialisation".text = "a";
  specialisation.b.configuration.time.timeZone = "UTC";
}
`));

  test('in Home Manager', () =>
    checkDiagnostics(`
#- /home.nix
{
  home.username = "kim";
  specialisation.dark.configuration = {
    xdg.dataFile."home-manager/specialisation".text = "light";
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(marker-mismatch): "light" is not the name of specialisation \`dark\`
  };
}
`));

  test('silent: the right name, however it is made', () =>
    checkSilent(`
{ lib, pkgs, config, ... }:
{
  environment.etc.specialisation.text = lib.mkIf (config.specialisation == { }) "";
  specialisation = lib.genAttrs [ "a" "b" ] (name: {
    configuration.environment.etc.specialisation.text = name;
  }) // {
    c.configuration.environment.etc.specialisation.text = "c\\n";
    d.configuration.environment.etc.specialisation.text = lib.mkForce "d";
    e.configuration.environment.etc.specialisation.source = pkgs.writeText "x" "y";
  };
}
`));

  test('silent: the base names the usual choice, and the others force theirs', () =>
    checkSilent(`
{ lib, ... }:
{
  environment.etc.specialisation.text = "a";
  specialisation.a.configuration.environment.etc.specialisation.text = lib.mkForce "a";
  specialisation.b.configuration.environment.etc.specialisation.text = lib.mkForce "b";
}
`));

  test('silent: texts and conditions that are not known', () =>
    checkSilent(`
{ lib, inputs, ... }:
{
  specialisation.a.configuration.environment.etc.specialisation.text = inputs.self.name;
  specialisation.b.configuration.environment.etc.specialisation.text = lib.mkIf inputs.self.flag "c";
  specialisation.c.configuration.environment.etc.specialisation = { text = "x"; enable = false; };
}
`));

  test('fix: the name', () =>
    checkFix(
      'rewrite',
      `{ specialisation.a.configuration.environment.etc.specialisation.text = "b"; }`,
      `{ specialisation.a.configuration.environment.etc.specialisation.text = "a"; }`,
    ));

  test('fix: the base system needs none', () =>
    checkFix(
      'remove',
      `
{
  environment.etc.specialisation.text = "base";
  specialisation.a.configuration.environment.etc.specialisation.text = "a";
}
`,
      `
{
  specialisation.a.configuration.environment.etc.specialisation.text = "a";
}
`,
    ));

  test('fix: where the base names one of them, the others force theirs', () =>
    checkFix(
      'mkForce',
      `
{ lib, ... }:
{
  environment.etc.specialisation.text = "a";
  specialisation.a.configuration.environment.etc.specialisation.text = "a";
  specialisation.b.configuration.environment.etc.specialisation.text = "b";
}
`,
      `
{ lib, ... }:
{
  environment.etc.specialisation.text = "a";
  specialisation.a.configuration.environment.etc.specialisation.text = lib.mkForce "a";
  specialisation.b.configuration.environment.etc.specialisation.text = lib.mkForce "b";
}
`,
    ));
});

test('what several say without texts of their own', () =>
  checkDiagnostics(`
{
  environment.etc.specialisation.text = "base";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(marker-mismatch): there is none; specialisations \`a\`, \`b\` without texts of their own say "base" too
  specialisation.a.configuration.time.timeZone = "UTC";
  specialisation.b.configuration.time.timeZone = "UTC";
}
`));

describe('missing-marker', () => {
  const used = 'specialisation.used.configuration.environment.etc."specialisation".text = "used";';

  test('where another has it', () =>
    checkDiagnostics(`
{
  ${used}
  specialisation.a.configuration.time.timeZone = "UTC";
#                ^ hint(missing-marker): Specialisation \`a\` does not tell \`nh\` the name, as \`used\` does | \`environment.etc.specialisation.text\`
}
`));

  test('of several that one code makes none gets the name of another', () =>
    checkNoFix(
      'add',
      `let shared = { configuration.time.timeZone = "UTC"; };
in {
  ${used}
  specialisation.a = shared;
  specialisation.b = shared;
}`,
    ));

  test('silent: an import that is not read, a doubtful entry, nobody has it', () =>
    checkSilent(`
#- /a/configuration.nix
{ inputs, lib, ... }:
{
  ${used}
  specialisation.a.configuration.imports = [ inputs.self.nixosModules.a ];
  specialisation.b = lib.mkIf inputs.self.flag { configuration = { }; };
  specialisation.c.configuration = inputs.self.body;
}
#- /b/configuration.nix
{
  specialisation.a.configuration = { };
}
`));

  const cases = {
    'a set on several lines': [
      `{
  ${used}
  specialisation.a.configuration = {
    time.timeZone = "UTC";
  };
}`,
      `{
  ${used}
  specialisation.a.configuration = {
    time.timeZone = "UTC";
    environment.etc."specialisation".text = "a";
  };
}`,
    ],
    'a path': [
      `{
  ${used}
  specialisation.a.configuration.time.timeZone = "UTC";
}`,
      `{
  ${used}
  specialisation.a.configuration.time.timeZone = "UTC";
  specialisation.a.configuration.environment.etc."specialisation".text = "a";
}`,
    ],
    'an empty function': [
      `{ ${used} specialisation.a = { configuration = { pkgs, ... }: { }; }; }`,
      `{ ${used} specialisation.a = { configuration = { pkgs, ... }: { environment.etc."specialisation".text = "a"; }; }; }`,
    ],
  } as const;
  for (const [name, [before, after]] of Object.entries(cases))
    test(`fix: ${name}`, () => checkFix('add', before, after));
});
