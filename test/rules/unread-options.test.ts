// Options that a configuration declares itself: what is wrong with them is an error only where something reads them,
// because Nix evaluates no others.
import { describe, test } from 'vitest';
import { checkDiagnostics } from '../support/check';

/** Two options of the configuration, one of which is given a wrong value, with more of the configuration. */
const fixture = (severity: 'error' | 'warning', config: string): string => `
#- /configuration.nix
{ lib, config, pkgs, options, ... }@args:
let cfg = config.my; inherit (config.my) other; in
{
  imports = [ ./other.nix ];
  options.my.it = lib.mkOption { type = lib.types.bool; default = false; };
  options.my.other = lib.mkOption { type = lib.types.str; default = ""; };
  config.my.it = "yes";
# ^^^^^^^^^^^^ ${severity}(wrong-type): ${severity === 'error' ? 'it does not evaluate' : 'it fails as soon as something reads the option'}
  config.specialisation.x.configuration = { };
${config}
}
#- /other.nix
{ }
#- /f.nix
{ config }: config
`;

describe('an error where it is read', () => {
  test.each([
    'config.networking.enableIPv6 = config.my.it;',
    'config.networking.enableIPv6 = cfg.it;',
    'config.networking.domain = lib.mkIf cfg.it "x";',
    'config.environment.etc."x.json".text = builtins.toJSON config.my;',
    'config.environment.etc."x.json".text = builtins.toJSON cfg;',
    'config.environment.variables = { inherit (config.my) it; };',
    'config.environment.variables = { inherit (cfg) it; };',
    'config.networking.domain = with config.my; toString it;',
    'config.networking.domain = options.my.it.value;',
    'config.networking.domain = config.my."it";',
    'config.networking.domain = toString config.my.${"it"};',
    'config.my.other = lib.mkIf cfg.it "x"; config.networking.domain = other;',
    'config.networking.domain = (import ./f.nix { inherit config; }).my.it;',
    'config.assertions = [ { assertion = cfg.it; message = ""; } ];',
  ])('%s', (config) => checkDiagnostics(fixture('error', `  ${config}`)));
});

describe('a warning where it is not', () => {
  test.each([
    '',
    'config.networking.domain = other;',
    'config.networking.domain = if config.my ? it then "x" else "y";',
    'config.my.other = if cfg.it then "x" else "y";',
    'config.networking.domain = config.networking.hostName;',
    'config.environment.variables = { it = "x"; };',
    'config.system.nixos.tags = lib.mkIf (config.specialisation != { }) [ "it" ];',
  ])('%s', (config) => checkDiagnostics(fixture('warning', `  ${config}`)));

  test.each([
    ['nobody has switched on', ''],
    ['is switched off', 'config.my.desktop.enable = lib.mkForce false; config.specialisation.y.configuration = { };'],
  ])('nor what belongs to something that %s', (_, switched) =>
    checkDiagnostics(`
#- /configuration.nix
{
  imports = [ ./desktop.nix ./a.nix ];
  my.desktop.theme = "a";
# ^^^^^^^^^^^^^^^^ warning(option-conflict): the system will fail as soon as something reads the option
  my.desktop.size = "a";
# ^^^^^^^^^^^^^^^ warning(wrong-type): it fails as soon as something reads the option
}
#- /a.nix
{
  my.desktop.theme = "b";
# ^^^^^^^^^^^^^^^^ warning(option-conflict): "a"
}
#- /desktop.nix
{ lib, config, ... }:
let cfg = config.my.desktop; in
{
  options.my.desktop = {
    enable = lib.mkEnableOption "it";
    theme = lib.mkOption { type = lib.types.str; };
    size = lib.mkOption { type = lib.types.int; };
  };
  ${switched}
  config.networking.domain = lib.mkIf cfg.enable "\${cfg.theme} \${toString cfg.size}";
}
`),
  );

  test('nor two values that do not merge', () =>
    checkDiagnostics(
      `
{ lib, ... }:
{
  options.my.mode = lib.mkOption { type = lib.types.str; };
  config.my.mode = "a";
# ^^^^^^^^^^^^^^ warning(option-conflict): specialisation \`x\` will fail as soon as something reads the option
  config.specialisation.x.configuration.my.mode = "b";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(option-conflict): "a"
}
`,
    ));
});
