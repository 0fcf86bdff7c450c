// empty-entry: specialisations that exist whatever their condition says.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

describe('flagged', () => {
  test('the condition inside configuration', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  specialisation.work.configuration = lib.mkIf config.programs.own.on { services.openssh.enable = true; };
#                                     ^^^^^^^^ information(empty-entry): Specialisation \`work\` is made even where the condition is false, with a boot entry of its own
}
`));

  test('false here', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  options.my.on = lib.mkEnableOption "work";
  config.specialisation = {
    work.configuration = with lib; mkIf config.my.on { services.openssh.enable = true; };
#   ^^^^^^^^^^^^^^^^^^ information(empty-entry): \`work\`
  };
}
`));

  test('all parts on conditions', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  specialisation.work = {
    configuration = lib.mkMerge [
#                   ^^^^^^^^^^^ information(empty-entry): \`work\`
      (lib.mkIf config.programs.own.on { services.openssh.enable = true; })
      (lib.mkIf config.programs.own.more { services.printing.enable = true; })
    ];
  };
}
`));

  test('generated: one place, all names', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  specialisation = lib.genAttrs [ "a" "b" ] (name: {
    configuration = lib.mkIf config.programs.own.\${name} { services.openssh.enable = true; };
#                   ^^^^^^^^ information(empty-entry): Specialisations \`a\`, \`b\` are made even
  });
}
`));

  test('in Home Manager', () =>
    checkDiagnostics(`
{
  home-manager.users.kim = { lib, config, ... }: {
    specialisation.day.configuration = lib.mkIf config.programs.own.on { home.username = "kim"; };
#                                      ^^^^^^^^ information(empty-entry): equals the configuration around it
  };
}
`));
});

describe('silent', () => {
  const cases: Record<string, string> = {
    'the specialisation is made on the condition':
      '{ lib, config, ... }: { specialisation.x = lib.mkIf config.programs.own.on { configuration.services.openssh.enable = true; }; }',
    'all of them are':
      '{ lib, config, ... }: { specialisation = lib.mkIf config.programs.own.on { x.configuration = { }; }; }',
    'something in it in any case':
      '{ lib, config, ... }: { specialisation.x.configuration = lib.mkMerge [ { services.openssh.enable = true; } (lib.mkIf config.programs.own.on { }) ]; }',
    'more from elsewhere': `
#- /configuration.nix
{ lib, config, ... }:
{
  imports = [ ./more.nix ];
  specialisation.x.configuration = lib.mkIf config.programs.own.on { };
}
#- /more.nix
{ specialisation.x.configuration.services.openssh.enable = true; }
`,
    'no condition at all':
      '{ lib, ... }: { specialisation.x.configuration = lib.mkIf true { services.openssh.enable = true; }; }',
    'empty on purpose': '{ specialisation.plain.configuration = { }; }',
    'conditions inside':
      '{ lib, config, ... }: { specialisation.x.configuration = { services = lib.mkIf config.programs.own.on { openssh.enable = true; }; }; }',
    'not known': '{ lib, config, thing, ... }: { specialisation.x.configuration = thing; }',
  };
  for (const [name, text] of Object.entries(cases)) test(name, () => checkSilent(text, 'empty-entry'));
});

describe('fixes', () => {
  test('one path', () =>
    checkFix(
      'rewrite',
      '{ lib, config, ... }: { specialisation.x.configuration = lib.mkIf config.programs.own.on { services.openssh.enable = true; }; }',
      '{ lib, config, ... }: { specialisation.x = lib.mkIf config.programs.own.on { configuration = { services.openssh.enable = true; }; }; }',
    ));

  test('a set', () =>
    checkFix(
      'rewrite',
      `
{ lib, config, ... }:
{
  specialisation.x = {
    inheritParentConfig = true;
    configuration = lib.mkIf config.programs.own.on {
      services.openssh.enable = true;
    };
  };
}
`,
      `
{ lib, config, ... }:
{
  specialisation.x = lib.mkIf config.programs.own.on {
    inheritParentConfig = true;
    configuration = {
      services.openssh.enable = true;
    };
  };
}
`,
    ));

  test('a generated one', () =>
    checkFix(
      'rewrite',
      '{ lib, config, ... }: { specialisation = lib.genAttrs [ "a" ] (name: { configuration = lib.mkIf config.programs.own.${name} { services.openssh.enable = true; }; }); }',
      '{ lib, config, ... }: { specialisation = lib.genAttrs [ "a" ] (name: lib.mkIf config.programs.own.${name} { configuration = { services.openssh.enable = true; }; }); }',
    ));

  const none: Record<string, string> = {
    'a sibling':
      '{ lib, config, ... }: { specialisation.x.inheritParentConfig = true; specialisation.x.configuration = lib.mkIf config.programs.own.on { }; }',
    'the condition asks for specialisations':
      '{ lib, config, ... }: { specialisation.x.configuration = lib.mkIf (config.specialisation ? y) { services.openssh.enable = true; }; }',
  };
  for (const [name, text] of Object.entries(none)) test(`none: ${name}`, () => checkNoFix('rewrite', text));
});
