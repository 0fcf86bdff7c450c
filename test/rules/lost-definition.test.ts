// lost-definition: what `//` drops without a word.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

describe('beside a property', () => {
  test('what is under it', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  services = { openssh.enable = true; } // lib.mkIf config.programs.own.on { printing.enable = true; };
#                                          ^^^^^^^^ warning(lost-definition): Lost: what stands on the left of the \`mkIf\`.
}
`));

  test('what is over it', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  services = lib.mkIf config.programs.own.on { printing.enable = true; } // { openssh.enable = true; };
#            ^^^^^^^^ warning(lost-definition): Lost: what stands on the right of
}
`));

  test('another property: only the last counts', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  services = lib.mkIf config.programs.own.on { printing.enable = true; } // lib.mkIf (!config.programs.own.on) { openssh.enable = true; };
#                                                                           ^^^^^^^^ warning(lost-definition): Lost: what stands on the left of
}
`));

  test('a whole module', () =>
    checkDiagnostics(`
{ lib, config, ... }: with lib;
{
  imports = [ ];
} // mkIf config.programs.own.on {
#    ^^^^ warning(lost-definition): Lost: what stands on the left of
  services.openssh.enable = true;
}
`));

  test('both sides', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  services = { openssh.enable = true; } // lib.mkForce { printing.enable = true; } // { fwupd.enable = true; };
#                                          ^^^^^^^^^^^ warning(lost-definition): on both sides of the \`mkForce\`
}
`));
});

describe('silent where at most one side is there', () => {
  test.each([
    ['a', '!a'],
    ['!a', 'a'],
    ['(!a)', '(a)'],
    ['b && a', '!a && config.x'],
    ['config.networking.hostName == "box"', 'config.networking.hostName == "tin"'],
    ['config.networking.hostName == "box"', 'config.networking.hostName != "box"'],
    ['pkgs.stdenv.isLinux', 'pkgs.stdenv.isDarwin'],
    ['b', 'false'],
  ])('%s, %s', (one, other) =>
    checkSilent(
      `
{ lib, pkgs, config, ... }:
let a = builtins.getEnv "A" == "1"; b = builtins.getEnv "B" == "1"; in
{
  boot = { tmp.cleanOnBoot = true; } // lib.optionalAttrs (${one}) { loader.timeout = 3; } // lib.optionalAttrs (${other}) { loader.systemd-boot.enable = true; };
  specialisation.x.configuration = { };
}
`,
      'lost-definition',
    ),
  );

  test('but not where both may be, or one always is', () =>
    checkDiagnostics(`
{ lib, ... }:
let a = builtins.getEnv "A" == "1"; b = builtins.getEnv "B" == "1"; in
{
  boot = lib.optionalAttrs a { loader.timeout = 3; } // lib.optionalAttrs b { loader.systemd-boot.enable = true; };
#                              ^^^^^^ warning(lost-definition): Lost: \`boot.loader.timeout\`.
  hardware = { graphics.enable = true; } // lib.optionalAttrs (!a) { graphics.enable32Bit = true; };
#              ^^^^^^^^ warning(lost-definition): Lost: \`hardware.graphics.enable\`.
}
`));
});

describe('shallow', () => {
  test('two sets of options that share a name', () =>
    checkDiagnostics(`
{
  services.openssh.enable = true;
# ^^^^^^^^ warning(lost-definition): \`//\` replaces \`services\` as a whole | Lost: \`services.openssh.enable\`.
} // {
  services.printing.enable = true;
}
`));

  test('in a specialisation, on a condition', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  specialisation.x.configuration = {
    services = { openssh.enable = true; printing.enable = true; };
#   ^^^^^^^^ warning(lost-definition): Lost: \`services.openssh.enable\`, \`services.printing.enable\`.
    time.timeZone = "UTC";
  } // lib.optionalAttrs config.programs.own.on { services.fwupd.enable = true; };
}
`));

  test('of a set that a `let` gives a name', () =>
    checkDiagnostics(`
let common = { boot.kernelParams = [ "quiet" ]; boot.loader.timeout = 1; networking.hostName = "a"; }; in
{
  specialisation.a.configuration = common // { boot.tmp.cleanOnBoot = true; };
#                                              ^^^^ warning(lost-definition): Lost: \`boot.kernelParams\`, \`boot.loader.timeout\` (configuration.nix:1). \`//\` replaces \`boot\` as a whole by this.
  specialisation.b.configuration = common // { services.openssh.enable = true; };
}
`));

  test('deeper', () =>
    checkDiagnostics(`
{
  services = {
    xserver.enable = true;
#   ^^^^^^^ warning(lost-definition): replaces \`services.xserver\` | Lost: \`services.xserver.enable\`.
  } // { xserver.xkb.layout = "de"; };
}
`));
});

describe('silent', () => {
  const cases: Record<string, string> = {
    'optionalAttrs is no property':
      '{ lib, ... }: { services = { openssh.enable = true; } // lib.optionalAttrs true { printing.enable = true; }; }',
    'names that differ': '{ services.openssh.enable = true; } // { time.timeZone = "UTC"; }',
    'replaced, not dropped': '{ services.openssh.enable = true; } // { services.openssh.enable = false; }',
    'data that is no option':
      '{ pkgs, ... }: let a = { x.y = 1; } // { x.z = 2; }; in { environment.etc.a.text = builtins.toJSON a; }',
    'values of a set': '{ services.nginx.virtualHosts = { a.root = "/a"; } // { a.locations = { }; }; }',
    'not known': '{ common, ... }: { services.openssh.enable = true; } // common',
    'mkIf of something else':
      '{ ... }: let mkIf = c: v: v; in { services = { openssh.enable = true; } // mkIf true { printing.enable = true; }; }',
    'nothing to lose': '{ lib, ... }: { services = { } // lib.mkIf true { printing.enable = true; }; }',
    recursiveUpdate:
      '{ lib, ... }: lib.recursiveUpdate { services.openssh.enable = true; } { services.printing.enable = true; }',
  };
  for (const [name, text] of Object.entries(cases)) test(name, () => checkSilent(text, 'lost-definition'));
});

describe('fixes', () => {
  test('mkMerge', () =>
    checkFix(
      'rewrite',
      '{ lib, config, ... }: { services = { openssh.enable = true; } // lib.mkIf config.programs.own.on { printing.enable = true; }; }',
      '{ lib, config, ... }: { services = lib.mkMerge [ { openssh.enable = true; } (lib.mkIf config.programs.own.on { printing.enable = true; }) ]; }',
    ));

  test('of several lines', () =>
    checkFix(
      'rewrite',
      `
{ lib, config, ... }: with lib;
{
  services.openssh.enable = true;
} // mkIf config.programs.own.on {
  services.printing.enable = true;
} // {
  time.timeZone = "UTC";
}
`,
      `
{ lib, config, ... }: with lib;
mkMerge [ {
  services.openssh.enable = true;
} (mkIf config.programs.own.on {
  services.printing.enable = true;
}) {
  time.timeZone = "UTC";
} ]
`,
    ));

  test('shallow', () =>
    checkFix(
      'rewrite',
      '{ lib, ... }: { services.openssh.enable = true; } // { services.printing.enable = true; }',
      '{ lib, ... }: lib.mkMerge [ { services.openssh.enable = true; } { services.printing.enable = true; } ]',
    ));

  const none: Record<string, string> = {
    'a module with imports': '{ lib, ... }: { imports = [ ]; } // lib.mkIf true { services.printing.enable = true; }',
    'both give the same option':
      '{ services = { openssh.enable = true; openssh.ports = [ 1 ]; } // { openssh.enable = false; }; }',
    'a comment in between':
      '{ lib, ... }: { services = { openssh.enable = true; } /* and */ // lib.mkIf true { printing.enable = true; }; }',
    'no library in reach': '{ services.openssh.enable = true; } // { services.printing.enable = true; }',
  };
  for (const [name, text] of Object.entries(none)) test(`none: ${name}`, () => checkNoFix('rewrite', text));
});
