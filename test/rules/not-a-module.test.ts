// not-a-module: values among modules that are none.
import { test } from 'vitest';
import { checkDiagnostics, checkSilent } from '../support/check';

test('found', () =>
  checkDiagnostics(`
#- /configuration.nix
{
  imports = [ import ./a.nix ];
# ^^^^^^^ error(not-a-module): \`import\` and the path
  specialisation.a.configuration = { imports = [ ./b.nix ]; };
#                                                ^^^^^^^ error(not-a-module): a list
}
#- /a.nix
{ }
#- /b.nix
[ ./a.nix ]
`));

test('silent', () =>
  checkSilent(`
#- /configuration.nix
{ lib, ... }:
{
  imports = [ (import ./a.nix) ./a.nix { } (_: { }) (lib.mkIf true { }) ];
  specialisation.a.configuration = { };
}
#- /a.nix
{ }
`));
