// The quick fixes of option-conflict: the edit is exact, and the configuration is clean afterwards.
import { describe, test } from 'vitest';
import { checkFix, checkNoFix } from '../support/check';

describe('mkForce in the specialisation', () => {
  test('lib is an argument', () =>
    checkFix(
      'mkForce',
      `
{ lib, ... }:
{
  services.xserver.enable = false;
  specialisation.x.configuration.services.xserver.enable = true;
}
`,
      `
{ lib, ... }:
{
  services.xserver.enable = false;
  specialisation.x.configuration.services.xserver.enable = lib.mkForce true;
}
`,
    ));

  test('where there is no head, it gets one, which ends as the lines of the file', () => {
    const text =
      '{\n  services.xserver.enable = false;\n  specialisation.x.configuration.services.xserver.enable = true;\n}';
    const fixed = `{ lib, ... }:\n${text.replace('= true', '= lib.mkForce true')}`;
    return checkFix('mkForce', text.replaceAll('\n', '\r\n'), fixed.replaceAll('\n', '\r\n'));
  });

  test('a head without lib gets it, in its own layout', () =>
    checkFix(
      'mkForce',
      `
{ config
, pkgs
, ...
}:

{
  services.xserver.enable = false;
  specialisation.x.configuration.services.xserver.enable = true;
}
`,
      `
{ config
, lib
, pkgs
, ...
}:

{
  services.xserver.enable = false;
  specialisation.x.configuration.services.xserver.enable = lib.mkForce true;
}
`,
    ));

  test('a file that is the specialisation gets a head of its own', () =>
    checkFix(
      'mkForce',
      `
#- /configuration.nix
{ lib, ... }:
{
  services.xserver.enable = false;
  specialisation.x.configuration = ./x.nix;
}
#- /x.nix
# For games.
{
  services.xserver.enable = true;
}
`,
      `
#- /configuration.nix
{ lib, ... }:
{
  services.xserver.enable = false;
  specialisation.x.configuration = ./x.nix;
}
#- /x.nix
# For games.
{ lib, ... }:
{
  services.xserver.enable = lib.mkForce true;
}
`,
    ));

  test('a head that only has the ellipsis', () =>
    checkFix(
      'mkForce',
      '{ ... }: { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }',
      '{ lib, ... }: { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; }',
    ));

  test('one formal per line, commas behind', () =>
    checkFix(
      'mkForce',
      `
{
  config,
  ...
}:
{
  time.timeZone = "UTC";
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
}
`,
      `
{
  config,
  lib,
  ...
}:
{
  time.timeZone = "UTC";
  specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo";
}
`,
    ));

  test('a plain set becomes a function', () =>
    checkFix(
      'mkForce',
      `
# my system
{
  time.timeZone = "UTC";
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
}
`,
      `
# my system
{ lib, ... }:
{
  time.timeZone = "UTC";
  specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo";
}
`,
    ));

  test('a head that ignores its argument', () =>
    checkFix(
      'mkForce',
      '_: { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }',
      '{ lib, ... }: { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; }',
    ));

  test('a head with one name for everything', () =>
    checkFix(
      'mkForce',
      'args: { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }',
      'args: { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = args.lib.mkForce "Asia/Tokyo"; }',
    ));

  test('under `with lib`', () =>
    checkFix(
      'mkForce',
      '{ lib, ... }: with lib; { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }',
      '{ lib, ... }: with lib; { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = mkForce "Asia/Tokyo"; }',
    ));

  test('where `inherit (lib)` brings the name', () =>
    checkFix(
      'mkForce',
      '{ lib, ... }: let inherit (lib) mkForce; in { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }',
      '{ lib, ... }: let inherit (lib) mkForce; in { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = mkForce "Asia/Tokyo"; }',
    ));

  test('parentheses only where they are needed', () =>
    checkFix(
      'mkForce',
      '{ lib, ... }: { services.openssh.settings.X = 1; services.printing.enable = true; specialisation.x.configuration.services.printing.enable = true && false; }',
      '{ lib, ... }: { services.openssh.settings.X = 1; services.printing.enable = true; specialisation.x.configuration.services.printing.enable = lib.mkForce (true && false); }',
    ));

  test('inside mkIf, outside mkBefore', () =>
    checkFix(
      'mkForce',
      '{ lib, ... }: { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = lib.mkIf true "Asia/Tokyo"; }',
      '{ lib, ... }: { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = lib.mkIf true (lib.mkForce "Asia/Tokyo"); }',
    ));

  test('replaces a wrapper instead of nesting', () =>
    checkFix(
      'mkForce',
      '{ lib, ... }: { time.timeZone = lib.mkDefault "UTC"; specialisation.x.configuration.time.timeZone = lib.mkDefault "Asia/Tokyo"; }',
      '{ lib, ... }: { time.timeZone = lib.mkDefault "UTC"; specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; }',
    ));

  test('mkOverride where the base is forced already', () =>
    checkFix(
      'mkOverride',
      '{ lib, ... }: { time.timeZone = lib.mkForce "UTC"; specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; }',
      '{ lib, ... }: { time.timeZone = lib.mkForce "UTC"; specialisation.x.configuration.time.timeZone = lib.mkOverride 40 "Asia/Tokyo"; }',
    ));

  test('a body that is a function of its own', () =>
    checkFix(
      'mkForce',
      '{ time.timeZone = "UTC"; specialisation.x.configuration = { pkgs, ... }: { time.timeZone = "Asia/Tokyo"; }; }',
      '{ time.timeZone = "UTC"; specialisation.x.configuration = { lib, pkgs, ... }: { time.timeZone = lib.mkForce "Asia/Tokyo"; }; }',
    ));

  test('in all specialisations that conflict', () =>
    checkFix(
      'mkForce',
      '{ lib, ... }: { time.timeZone = "UTC"; specialisation.a.configuration.time.timeZone = "Asia/Tokyo"; specialisation.b.configuration.time.timeZone = "Asia/Seoul"; }',
      '{ lib, ... }: { time.timeZone = "UTC"; specialisation.a.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; specialisation.b.configuration.time.timeZone = lib.mkForce "Asia/Seoul"; }',
    ));
});

describe('mkDefault on the base', () => {
  test('in another file, which gets lib', () =>
    checkFix(
      'mkDefault',
      `
#- /configuration.nix
{ imports = [ ./zone.nix ]; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }
#- /zone.nix
{ pkgs, ... }: { time.timeZone = "UTC"; }
`,
      `
#- /configuration.nix
{ imports = [ ./zone.nix ]; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }
#- /zone.nix
{ lib, pkgs, ... }: { time.timeZone = lib.mkDefault "UTC"; }
`,
    ));

  test('replaces mkForce', () =>
    checkFix(
      'mkDefault',
      '{ lib, ... }: { time.timeZone = lib.mkForce "UTC"; specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; }',
      '{ lib, ... }: { time.timeZone = lib.mkDefault "UTC"; specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; }',
    ));

  test('keeps beating a default that is there already', () =>
    checkFix(
      'mkDefault',
      '{ lib, ... }: { imports = [ { time.timeZone = lib.mkDefault "Europe/Rome"; } ]; time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }',
      '{ lib, ... }: { imports = [ { time.timeZone = lib.mkDefault "Europe/Rome"; } ]; time.timeZone = lib.mkOverride 550 "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }',
    ));
});

describe('base system only', () => {
  test('adds what is missing', () =>
    checkFix(
      'baseOnly',
      '{ pkgs, ... }: { time.timeZone = "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }',
      '{ config, lib, pkgs, ... }: { time.timeZone = lib.mkIf (config.specialisation != { }) "UTC"; specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; }',
    ));

  test('keeps an override inside', () =>
    checkFix(
      'baseOnly',
      '{ config, lib, ... }: { time.timeZone = lib.mkForce "UTC"; specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; }',
      '{ config, lib, ... }: { time.timeZone = lib.mkIf (config.specialisation != { }) (lib.mkForce "UTC"); specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; }',
    ));
});

describe('no fix where none is safe', () => {
  test('a value that is inherited', () =>
    checkNoFix(
      'mkForce',
      'let time = { timeZone = "Asia/Tokyo"; }; in { time.timeZone = "UTC"; specialisation.x.configuration.time = { inherit (time) timeZone; }; }',
    ));
  test('a priority that comes from a set around it', () =>
    checkNoFix(
      'mkDefault',
      '{ lib, ... }: { time = lib.mkForce { timeZone = "UTC"; }; specialisation.x.configuration.time.timeZone = lib.mkForce "Asia/Tokyo"; }',
    ));
  test('a definition that the base conflicts with itself', () =>
    checkNoFix(
      'mkDefault',
      '{ lib, ... }: { imports = [ { time.timeZone = "Europe/Rome"; } ]; time.timeZone = "UTC"; specialisation.x.configuration = { }; }',
    ));
});
