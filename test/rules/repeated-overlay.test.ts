// repeated-overlay: overlays of the base system listed again.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkSilent } from '../support/check';

describe('flagged', () => {
  test('the same file', () =>
    checkDiagnostics(`
#- /configuration.nix
{
  nixpkgs.overlays = [ (import ./overlay.nix) ];
  specialisation.x.configuration.imports = [ ./x.nix ];
}
#- /x.nix
{
  nixpkgs.overlays = [ (import ./overlay.nix) ];
#                      ^^^^^^^^^^^^^^^^^^^^^^ warning(repeated-overlay): Applied twice: the base system has this overlay already (configuration.nix:
}
#- /overlay.nix
final: prev: { }
`));

  test('the same output of an input', () =>
    checkDiagnostics(`
{ inputs, ... }:
{
  nixpkgs.overlays = [ inputs.a.overlays.default ];
  specialisation.x.configuration.nixpkgs.overlays = [ inputs.b.overlays.default inputs.a.overlays.default ];
#                                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^ warning(repeated-overlay): Applied twice
}
`));

  test('the same variable, in two specialisations', () =>
    checkDiagnostics(`
{ lib, ... }:
let
  patched = final: prev: { };
in
{
  nixpkgs.overlays = [ patched ];
  specialisation = lib.genAttrs [ "a" "b" ] (_: { configuration.nixpkgs.overlays = [ patched ]; });
#                                                                                    ^^^^^^^ warning(repeated-overlay): specialisations \`a\`, \`b\` add
}
`));

  test('the same words', () =>
    checkDiagnostics(`
{
  nixpkgs.overlays = [ (final: prev: { a = prev.b; }) ];
  specialisation.x.configuration.nixpkgs.overlays = [ (final: prev: { a = prev.b; }) ];
#                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(repeated-overlay): Applied twice
}
`));
});

describe('silent', () => {
  const cases: Record<string, string> = {
    'another overlay':
      '{ inputs, ... }: { nixpkgs.overlays = [ inputs.a.overlays.default ]; specialisation.x.configuration.nixpkgs.overlays = [ inputs.a.overlays.other ]; }',
    'nothing is inherited':
      '{ inputs, ... }: { nixpkgs.overlays = [ inputs.a.x ]; specialisation.x = { inheritParentConfig = false; configuration.nixpkgs.overlays = [ inputs.a.x ]; }; }',
    'the list is replaced':
      '{ lib, inputs, ... }: { nixpkgs.overlays = [ inputs.a.x ]; specialisation.x.configuration.nixpkgs.overlays = lib.mkForce [ inputs.a.x ]; }',
    'the base has it for itself only':
      '{ lib, config, inputs, ... }: { nixpkgs.overlays = lib.mkIf (config.specialisation != { }) [ inputs.a.x ]; specialisation.x.configuration.nixpkgs.overlays = [ inputs.a.x ]; }',
    'one function, two arguments':
      '{ ... }: let make = name: final: prev: { ${name} = 1; }; in { nixpkgs.overlays = [ (make "a") ]; specialisation.x.configuration.nixpkgs.overlays = [ (make "b") ]; }',
    'the same words with another meaning':
      '{ lib, ... }: let make = name: final: prev: { ${name} = 1; }; name = "a"; in { nixpkgs.overlays = [ (make name) ]; specialisation = lib.genAttrs [ "b" ] (name: { configuration.nixpkgs.overlays = [ (make name) ]; }); }',
    'only specialisations have it':
      '{ inputs, ... }: { specialisation.x.configuration.nixpkgs.overlays = [ inputs.a.x ]; specialisation.y.configuration.nixpkgs.overlays = [ inputs.a.x ]; }',
    'a list that is not known':
      '{ lists, ... }: { nixpkgs.overlays = lists; specialisation.x.configuration.nixpkgs.overlays = lists; }',
  };
  for (const [name, text] of Object.entries(cases)) test(name, () => checkSilent(text, 'repeated-overlay'));
});

describe('fixes', () => {
  test('the element', () =>
    checkFix(
      'remove',
      '{ inputs, ... }: { nixpkgs.overlays = [ inputs.a.x ]; specialisation.x.configuration.nixpkgs.overlays = [ inputs.a.x inputs.a.y ]; }',
      '{ inputs, ... }: { nixpkgs.overlays = [ inputs.a.x ]; specialisation.x.configuration.nixpkgs.overlays = [ inputs.a.y ]; }',
    ));

  test('the definition, where it is the only one', () =>
    checkFix(
      'remove',
      `
{ inputs, ... }:
{
  nixpkgs.overlays = [ inputs.a.x ];
  specialisation.x.configuration = {
    nixpkgs.overlays = [ inputs.a.x ];
    services.openssh.enable = true;
  };
}
`,
      `
{ inputs, ... }:
{
  nixpkgs.overlays = [ inputs.a.x ];
  specialisation.x.configuration = {
    services.openssh.enable = true;
  };
}
`,
    ));
});
