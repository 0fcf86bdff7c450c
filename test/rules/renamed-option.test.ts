// renamed-option: old names of options, the configuration's own and those of NixOS.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent } from '../support/check';

describe('found', () => {
  test('old names of NixOS, in sets and in specialisations, as a hint', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  services.xserver = {
    layout = "de";
#   ^^^^^^ hint(renamed-option): \`services.xserver.layout\` is an old name in newer releases of NixOS | \`services.xserver.xkb.layout\`
  };
  specialisation.x.configuration.services.openssh.passwordAuthentication = lib.mkForce false;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(renamed-option): services.openssh.settings.PasswordAuthentication
}
`));

  test('a rename of the configuration, and a removal, which fails', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  imports = [
    (lib.mkRenamedOptionModule [ "my" "old" ] [ "my" "new" ])
    (lib.mkRemovedOptionModule [ "my" "gone" ] "Use my.new.")
  ];
  options.my.new = lib.mkOption { type = lib.types.str; };
  config.my.old = "a";
# ^^^^^^^^^^^^^ information(renamed-option): \`my.old\` is an old name: the option is called \`my.new\`
  config.my.gone = "a";
# ^^^^^^^^^^^^^^ error(renamed-option): \`my.gone\` was removed, and defining it fails: Use my.new.
}
`));

  test('a removal whose definition may not count, as an information', () =>
    checkDiagnostics(`
{ lib, flag, ... }:
{
  imports = [ (lib.mkRemovedOptionModule [ "my" "gone" ] "") ];
  config.my.gone = lib.mkIf flag "a";
# ^^^^^^^^^^^^^^ information(renamed-option): \`my.gone\` was removed
}
`));
});

test('silent: aliases made on purpose, and names that nobody renames', () =>
  checkSilent(`
{ lib, ... }:
{
  imports = [ (lib.mkAliasOptionModule [ "hm" ] [ "my" "home" ]) ];
  options.my.home = lib.mkOption { type = lib.types.str; };
  config = { hm = "x"; services.xserver.xkb.layout = "de"; services.xserver.enable = true; users.extraUsers.ann.isNormalUser = true; users.extraGroups.x = { }; };
}
`));

test('silent: an alias whose way the configuration says itself', () =>
  checkSilent(`
{ lib, config, ... }:
let cfg = config.my; in
{
  imports = [ (lib.mkAliasOptionModule [ "me" ] [ "users" "users" cfg.user ]) ];
  options.my.user = lib.mkOption { type = lib.types.nullOr lib.types.str; };
  config = {
    my.user = "ann";
    me.isNormalUser = true;
    assertions = [
      { assertion = cfg.user != null; message = "nobody"; }
      { assertion = config.users.users.ann.isNormalUser; message = "not handed on"; }
    ];
  };
}
`));

describe('mended', () => {
  test('where the path stands in one place', () =>
    checkFix(
      'rename',
      '{ specialisation.x.configuration.services.xserver.layout = "de"; }\n',
      '{ specialisation.x.configuration.services.xserver.xkb.layout = "de"; }\n',
    ));

  test('inside a set', () =>
    checkFix(
      'rename',
      '{ services.xserver = { layout = "de"; }; }\n',
      '{ services.xserver = { xkb.layout = "de"; }; }\n',
    ));

  test('not where the new name lies outside of the set', () =>
    checkNoFix('rename', '{ services.xserver = { displayManager.gdm.enable = true; }; }\n'));

  test('a whole set', () =>
    checkFix('rename', '{ hardware.opengl = { enable = true; }; }\n', '{ hardware.graphics = { enable = true; }; }\n'));

  test('not a set of which some has gone elsewhere', () =>
    checkNoFix('rename', '{ hardware.opengl = { enable = true; driSupport32Bit = true; }; }\n'));

  test('not where the new name is there already', () =>
    checkNoFix('rename', '{ services.xserver.layout = "de"; services.xserver.xkb.layout = "de"; }\n'));
});
