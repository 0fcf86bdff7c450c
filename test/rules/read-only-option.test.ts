// read-only-option: a second definition of an option that takes one.
import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkSilent } from '../support/check';

const OPTION = 'options.my.it = lib.mkOption { type = lib.types.str; default = "a"; readOnly = true; };';

describe('found', () => {
  test('beside a default, whatever the priority', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  ${OPTION}
  config.networking.domain = config.my.it;
  config.my.it = lib.mkForce "b";
# ^^^^^^^^^^^^ error(read-only-option): \`my.it\` is read-only | no priority helps
}
`));

  test('in a specialisation that sets what the base set', () =>
    checkDiagnostics(`
{ lib, config, ... }:
{
  options.my.it = lib.mkOption { type = lib.types.str; readOnly = true; };
  config.networking.domain = config.my.it;
  config.my.it = "a";
# ^^^^^^^^^^^^ error(read-only-option): my.it
  config.specialisation.x.configuration.my.it = "a";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(read-only-option): my.it
}
`));

  test('as a warning where a module could not be read', () =>
    checkDiagnostics(`
#- /flake.nix
{
  outputs = { nixpkgs, other, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./a.nix other.nixosModules.x ]; };
  };
}
#- /a.nix
{ lib, ... }:
{
  ${OPTION}
  config.my.it = "b";
# ^^^^^^^^^^^^ warning(read-only-option): my.it
}
`));
});

test('silent: one definition, or options that are not read-only, or not known to be', () =>
  checkSilent(`
{ lib, flag, ... }:
{
  options.my.a = lib.mkOption { type = lib.types.str; readOnly = true; };
  options.my.b = lib.mkOption { type = lib.types.str; default = "a"; readOnly = false; };
  options.my.c = lib.mkOption { type = lib.types.str; default = "a"; readOnly = flag; };
  config.my = { a = "x"; b = "x"; c = "x"; };
}
`));

test('silent: a module that is taken in twice, and says that it is one', () =>
  checkSilent(`
let
  it = { lib, ... }: {
    key = "it";
    options.my.it = lib.mkOption { type = lib.types.str; readOnly = true; };
    config.my.it = "a";
  };
in
{
  imports = [ it { imports = [ it ]; } ];
  specialisation.x.configuration = it;
}
`));

test('of two modules with one name the first counts', () =>
  checkDiagnostics(`
{
  imports = [ { key = "it"; services.openssh.enable = true; } { key = "it"; services.printing.enable = true; } ];
#                           ^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): specialisation
  specialisation.x.configuration = {
    services.openssh.enable = false;
#   ^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): base system
    services.printing.enable = false;
  };
}
`));

test('mended by taking the definition away', () =>
  checkFix(
    'remove',
    `
{ lib, ... }:
{
  ${OPTION}
  config.my.it = "b";
}
`,
    `
{ lib, ... }:
{
  ${OPTION}
}
`,
  ));
