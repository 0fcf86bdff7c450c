// undefined-lib: names of the module system that a file uses and does not have.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkSilent } from '../support/check';

describe('found', () => {
  test('lib, at its first use', () =>
    checkDiagnostics(`
{ pkgs, ... }:
{
  time.timeZone = lib.mkDefault "UTC";
#                 ^^^ error(undefined-lib): \`lib\` | does not take it
  networking.hostName = lib.mkDefault "x";
}
`));

  test('functions of the library, each once', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  time.timeZone = mkDefault "UTC";
#                 ^^^^^^^^^ error(undefined-lib): \`mkDefault\` is not in scope | \`lib.mkDefault\`
  networking.hostName = mkDefault "x";
  services.xserver.enable = mkIf true true;
#                           ^^^^ error(undefined-lib): mkIf
}
`));

  test('in an imported module, where config is missing, and in an inherit', () =>
    checkDiagnostics(`
#- /configuration.nix
{ imports = [ ./a.nix ]; }
#- /a.nix
{ pkgs, ... }:
{
  networking.hostName = config.time.timeZone;
#                       ^^^^^^ error(undefined-lib): \`config\`
  _module.args.more = { inherit lib; };
#                               ^^^ error(undefined-lib): \`lib\`
}
`));

  test('in a module that only a specialisation has', () =>
    checkDiagnostics(`
#- /configuration.nix
{ specialisation.x.configuration = ./x.nix; }
#- /x.nix
{ networking.hostName = lib.mkForce "x"; }
#                       ^^^ error(undefined-lib): \`lib\`
`));
});

describe('silent', () => {
  test('below a with, in let, in rec sets, as a formal, by a parameter', () =>
    checkSilent(`
#- /configuration.nix
{ imports = [ ./a.nix ./b.nix ./c.nix ./d.nix ./e.nix ]; }
#- /a.nix
{ pkgs, ... }: with pkgs.lib; { time.timeZone = mkDefault "UTC"; }
#- /b.nix
{ pkgs, ... }: let inherit (pkgs) lib; in { networking.hostName = lib.mkDefault "x"; }
#- /c.nix
args: { networking.domain = args.lib.mkDefault "x"; }
#- /d.nix
rec { networking.hosts.a = config.x; config = { x = [ ]; }; }.networking.hosts // { }
#- /e.nix
{ pkgs, lib ? pkgs.lib, ... }: { networking.search = lib.mkDefault [ "x" ]; }
`));

  test('a text that is not Nix yet', () =>
    checkSilent(`
{ pkgs, ... }:
{
  time.timeZone = lib.mkDefault (;
}
`));

  test('names of Nix itself, and other names', () =>
    checkSilent(
      `
{ networking.hostName = baseNameOf (toString (map (x: x) [ ])) + __currentSystem + somethingElse; }
`,
      'undefined-lib',
    ));

  test('a module whose import is not certain', () =>
    checkSilent(`
#- /configuration.nix
{ pkgs, someFlag, lib, ... }: { imports = lib.optional someFlag ./a.nix; }
#- /a.nix
{ time.timeZone = lib.mkDefault "UTC"; }
`));
});

describe('mended', () => {
  test('by an argument', () =>
    checkFix(
      'add',
      `
{ pkgs, ... }:
{
  time.timeZone = lib.mkDefault "UTC";
  networking.hostName = lib.mkDefault "x";
}
`,
      `
{ lib, pkgs, ... }:
{
  time.timeZone = lib.mkDefault "UTC";
  networking.hostName = lib.mkDefault "x";
}
`,
    ));

  test('by a head in front of a set', () =>
    checkFix('add', '{ time.timeZone = lib.mkDefault "UTC"; }\n', '{ lib, ... }:\n{ time.timeZone = lib.mkDefault "UTC"; }\n'));

  test('through the argument that has everything', () =>
    checkFix('add', 'args: { time.timeZone = lib.mkDefault "UTC"; }\n', 'args: { time.timeZone = args.lib.mkDefault "UTC"; }\n'));

  test('by lib. before each use of a function', () =>
    checkFix(
      'add',
      `
{ pkgs, ... }:
{
  time.timeZone = mkDefault "UTC";
  networking.hostName = mkDefault "x";
}
`,
      `
{ lib, pkgs, ... }:
{
  time.timeZone = lib.mkDefault "UTC";
  networking.hostName = lib.mkDefault "x";
}
`,
    ));
});
