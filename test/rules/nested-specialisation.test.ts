// nested-specialisation: what a specialisation defines under `specialisation`.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkSilent } from '../support/check';

describe('found', () => {
  test('in the body', () =>
    checkDiagnostics(`
{
  specialisation.outer.configuration = {
    specialisation.inner.configuration = { };
#   ^^^^^^^^^^^^^^ warning(nested-specialisation): Specialisation \`inner\` inside specialisation \`outer\` is ignored
  };
}
`));

  test('even when it is forced, and in a file of the specialisation', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  specialisation.a.configuration.imports = [ ./more.nix ];
  specialisation.b.configuration.imports = [ ./more.nix ];
}
#- /more.nix
{ lib, ... }:
{
  specialisation = lib.mkForce { c.configuration = { }; d.configuration = { }; };
# ^^^^^^^^^^^^^^ warning(nested-specialisation): Specialisations \`c\`, \`d\` inside specialisations \`a\`, \`b\` are ignored
}
`));

  test('in Home Manager', () =>
    checkDiagnostics(
      `
#- /home.nix
{
  home.username = "kim";
  specialisation.dark.configuration.specialisation.darker.configuration = { };
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(nested-specialisation): \`darker\`
}
`.replace(
        '#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ w',
        '# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ w',
      ),
    ));
});

describe('silent', () => {
  test('a module of the base too', () =>
    checkSilent(
      `
#- /configuration.nix
{
  imports = [ ./common.nix ];
  specialisation.a = { inheritParentConfig = false; configuration.imports = [ ./common.nix ]; };
  specialisation.b.configuration.imports = [ ./common.nix ];
}
#- /common.nix
{
  specialisation.c.configuration = { };
}
`,
      'nested-specialisation',
    ));

  test('Home Manager’s inside one of NixOS', () =>
    checkSilent(`
{
  specialisation.a.configuration.home-manager.users.kim = {
    specialisation.dark.configuration = { };
  };
}
`));

  test('nothing in it, a condition that is false or not known', () =>
    checkSilent(
      `
{ lib, inputs, ... }:
{
  specialisation.a.configuration = { lib, config, ... }: {
    specialisation = lib.mkMerge [
      { }
      (lib.mkIf (!config.isSpecialisation) { b.configuration = { }; })
      (lib.mkIf inputs.self.flag { c.configuration = { }; })
    ];
  };
}
`,
      'nested-specialisation',
    ));
});

describe('fixes', () => {
  test('removes every binding', () =>
    checkFix(
      'remove',
      `
{
  specialisation.outer.configuration = {
    time.timeZone = "UTC";
    specialisation.a.configuration = { };
    specialisation.b = {
      configuration = { };
    };
  };
}
`,
      `
{
  specialisation.outer.configuration = {
    time.timeZone = "UTC";
  };
}
`,
    ));
});
