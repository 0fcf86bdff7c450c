// The fixes of invalid-module: what is imported goes to the top, a condition on it into the file.
import { describe, test } from 'vitest';
import { checkFix, checkNoFix } from '../support/check';

describe('mended', () => {
  test('imported always, with the condition around what it sets', () =>
    checkFix(
      'rewrite',
      `
{ lib, config, ... }:
{
  config = lib.mkIf (config.specialisation != { }) {
    imports = [ ./users.nix ];
    services.printing.enable = true;
  };
}
#- /users.nix
{
  users.users.bob.isNormalUser = true;
}
`,
      `
{ lib, config, ... }:
{
  imports = [ ./users.nix ];
  config = lib.mkIf (config.specialisation != { }) {
    services.printing.enable = true;
  };
}
#- /users.nix
{ config, lib, ... }:
lib.mkIf (config.specialisation != { }) {
  users.users.bob.isNormalUser = true;
}
`,
    ));

  test('beside imports that are there, in the layout of the file', () =>
    checkFix(
      'rewrite',
      `
{ config, lib, ... }:
{
  imports = [
    ./a.nix
  ];
  config = lib.mkMerge [
    (lib.mkIf config.services.openssh.enable { imports = [ ./b.nix ]; })
  ];
}
#- /a.nix
{ }
#- /b.nix
{ pkgs, ... }:
{
  environment.systemPackages = [ pkgs.vim ];
}
`,
      `
{ config, lib, ... }:
{
  imports = [
    ./a.nix
    ./b.nix
  ];
  config = lib.mkMerge [
    (lib.mkIf config.services.openssh.enable { })
  ];
}
#- /a.nix
{ }
#- /b.nix
{ config, lib, pkgs, ... }:
lib.mkIf (config.services.openssh.enable) {
  environment.systemPackages = [ pkgs.vim ];
}
`,
    ));

  test('out of a module that is a condition as a whole', () =>
    checkFix(
      'rewrite',
      `
{ config, lib, ... }:
lib.mkIf (config.specialisation != { }) {
  imports = [ ./b.nix ];
}
#- /b.nix
{ services.openssh.enable = true; }
`,
      `
{ config, lib, ... }:
{
  imports = [ ./b.nix ];
  config = lib.mkIf (config.specialisation != { }) {
};
}
#- /b.nix
{ config, lib, ... }:
lib.mkIf (config.specialisation != { }) { services.openssh.enable = true; }
`,
    ));

  test('without a condition', async () => {
    await checkFix(
      'rewrite',
      `
{ lib, ... }: { config = lib.mkMerge [ { imports = [ ./a.nix ]; } { time.timeZone = "UTC"; } ]; }
#- /a.nix
{ }
`,
      `
{ lib, ... }: { imports = [ ./a.nix ]; config = lib.mkMerge [ { } { time.timeZone = "UTC"; } ]; }
#- /a.nix
{ }
`,
    );
    await checkFix(
      'rewrite',
      `
{ specialisation.a.configuration.config.imports = [ ./a.nix ]; }
#- /a.nix
{ }
`,
      `
{ specialisation.a.configuration.imports = [ ./a.nix ]; }
#- /a.nix
{ }
`,
    );
  });

  test('files out of `config`', async () => {
    await checkFix(
      'rewrite',
      `
{ lib, ... }:
{
  config = lib.mkMerge [
    (import ./a.nix)
    { time.timeZone = "UTC"; }
  ];
}
#- /a.nix
{ ... }: { }
`,
      `
{ lib, ... }:
{
  imports = [ ./a.nix ];
  config = lib.mkMerge [
    { time.timeZone = "UTC"; }
  ];
}
#- /a.nix
{ ... }: { }
`,
    );
    await checkFix(
      'rewrite',
      `
{ lib, config, ... }:
{
  config = lib.mkIf config.services.openssh.enable (import ./a.nix);
}
#- /a.nix
{ lib, ... }: { time.timeZone = "UTC"; }
`,
      `
{ lib, config, ... }:
{
  imports = [ ./a.nix ];
  config = lib.mkIf config.services.openssh.enable { };
}
#- /a.nix
{ lib, config, ... }: lib.mkIf (config.services.openssh.enable) { time.timeZone = "UTC"; }
`,
    );
  });

  test('conditional imports', async () => {
    await checkFix(
      'rewrite',
      `
{ lib, config, ... }:
{ imports = lib.mkIf (config.specialisation != { }) [ ./a.nix ]; }
#- /a.nix
{ time.timeZone = "UTC"; }
`,
      `
{ lib, config, ... }:
{ imports = [ ./a.nix ]; }
#- /a.nix
{ config, lib, ... }:
lib.mkIf (config.specialisation != { }) { time.timeZone = "UTC"; }
`,
    );
    await checkFix(
      'rewrite',
      `
{ lib, config, ... }:
{ imports = [ (lib.mkIf (config.specialisation != { }) ./a.nix) ]; }
#- /a.nix
{ time.timeZone = "UTC"; }
`,
      `
{ lib, config, ... }:
{ imports = [ ./a.nix ]; }
#- /a.nix
{ config, lib, ... }:
lib.mkIf (config.specialisation != { }) { time.timeZone = "UTC"; }
`,
    );
  });

  test('settings into `config`', () =>
    checkFix(
      'rewrite',
      `
{
  config.time.timeZone = "UTC";
  networking.hostName = "a";
  specialisation.x.configuration = { };
}
`,
      `
{
  config.time.timeZone = "UTC";
  config.networking.hostName = "a";
  config.specialisation.x.configuration = { };
}
`,
    ));

  test('not where the file has imports of its own, is imported already, or the condition reads other names', async () => {
    await checkNoFix(
      'rewrite',
      `
{ lib, config, ... }: { config = lib.mkIf (config.specialisation != { }) { imports = [ ./a.nix ]; }; }
#- /a.nix
{ imports = [ ./b.nix ]; }
#- /b.nix
{ }
`,
    );
    await checkNoFix(
      'rewrite',
      `
{ lib, config, ... }: { imports = [ ./a.nix ]; config = lib.mkIf (config.specialisation != { }) { imports = [ ./a.nix ]; }; }
#- /a.nix
{ }
`,
    );
    await checkNoFix(
      'rewrite',
      `
{ lib, config, ... }: let on = true; in { config = lib.mkIf on { imports = [ ./a.nix ]; }; }
#- /a.nix
{ }
`,
    );
    await checkNoFix('rewrite', '{ lib, ... }: { config = lib.mkIf true { }; services.openssh.enable = true; }');
  });
});
