// invalid-tag: tags of the system, and tags of unions.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkSilent } from '../support/check';

describe('tags of the system', () => {
  test('are found each', () =>
    checkDiagnostics(`
{
  system.nixos.tags = [ "fine" "on the road" ];
#                              ^^^^^^^^^^^^^ error(invalid-tag): "on the road" cannot be part | letters | \`system.nixos.tags\` puts
  specialisation.x.configuration.system.nixos.tags = [ "a/b" ];
#                                                      ^^^^^ error(invalid-tag): "a/b"
}
`));

  test('and the label', () =>
    checkDiagnostics(`
{
  system.nixos.label = "my label";
# ^^^^^^^^^^^^^^^^^^ error(invalid-tag): "my label" cannot be part | \`system.nixos.label\` puts
}
`));

  test('are silent where they do not count, or are not known', () =>
    checkSilent(`
#- /configuration.nix
{ lib, name, ... }:
{
  system.nixos.tags = [ "a:b_c.d-e" name ];
  specialisation.a.configuration = { system.nixos = { label = "mine"; tags = [ "not looked at" ]; }; };
  specialisation.b.configuration.system.nixos.tags = lib.mkIf (name == "b") [ "not known" ];
  specialisation.c.configuration.system.nixos.label = lib.mkIf (name == "c") "not known";
}
`));

  test('are mended with hyphens', () =>
    checkFix(
      'rewrite',
      '{ system.nixos.tags = [ "on the road!" ]; }\n',
      '{ system.nixos.tags = [ "on-the-road" ]; }\n',
    ));
});

describe('tags of unions', () => {
  const union = (config: string): string => `
{ lib, config, ... }:
{
  config.system.extraDependencies = lib.attrValues config.my.it;
  options.my.it = lib.mkOption {
    type = lib.types.attrTag {
      file = lib.mkOption { type = lib.types.path; };
      text = lib.mkOption { type = lib.types.str; };
    };
  };
  config.my.it = ${config}
}
`;
  test('an unknown one', () =>
    checkDiagnostics(
      union(`{ txet = "a"; };
#                  ^^^^ error(invalid-tag): no tag \`txet\` | \`file\`, \`text\` | did you mean \`text\``),
    ));

  test('two at once', () =>
    checkDiagnostics(
      union(`{ text = "a"; file = /b; };
# ^^^^^^^^^^^^ error(invalid-tag): exactly one tag`),
    ));

  test('a right one is silent', () => checkSilent(union('{ text = "a"; };')));
  test('the near one mends it', () => checkFix('rename', union('{ txet = "a"; };'), union('{ text = "a"; };')));
});
