// wrong-type: values that are written out against the types of their options.
import { describe, expect, test } from 'vitest';
import { checkDiagnostics, checkFix, checkNoFix, checkSilent, findingsIn } from '../support/check';
import { parseFixture } from '../support/fixture';

/** A configuration that declares `my.it` of a type, reads it, and sets it. */
const READ = 'services.undeclared.it = config.my.it;';
/** What is read is evaluated. A `config` that is written as a whole has to be a mkMerge. */
const declared = (type: string, config: string): string => `
{ lib, config, ... }:
{
  options.my.it = lib.mkOption { type = with lib.types; ${type}; };
${config.startsWith('  config = ') ? config.replace('mkMerge [', `mkMerge [ { ${READ} }`) : `  config.${READ}\n${config}`}
}
`;

describe('found in options of the configuration itself, as an error', () => {
  test('a string for a Boolean', () =>
    checkDiagnostics(
      declared(
        'bool',
        `  config.my.it = "true";
# ^^^^^^^^^^^^ error(wrong-type): \`my.it\` is "true" here, a string, but it takes true or false`,
      ),
    ));

  test('a single value for a list, forced, in a specialisation', () =>
    checkDiagnostics(
      declared(
        '(listOf lib.types.int)',
        `  config.specialisation.x.configuration.my.it = lib.mkForce 5;
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(wrong-type): \`my.it\` is 5 here, an integer, but it takes a list
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint(redundant-priority)`,
      ),
    ));

  test('an element of a list', () =>
    checkDiagnostics(
      declared(
        '(listOf lib.types.int)',
        `  config.my.it = [ 1 "2" 3 ];
#                    ^^^ error(wrong-type): has "2" as an element, a string, but its elements must be an integer`,
      ),
    ));

  test('a value that an enumeration does not have', () =>
    checkDiagnostics(
      declared(
        '(enum [ "a" "b" ])',
        `  config.my.it = "c";
# ^^^^^^^^^^^^ error(wrong-type): \`my.it\` is "c" here, but it takes one of "a", "b"`,
      ),
    ));

  test('inside a submodule, below a condition that holds', () =>
    checkDiagnostics(
      declared(
        '(attrsOf (lib.types.submodule { options.port = lib.mkOption { type = lib.types.port; }; }))',
        `  config.my.it.web = lib.mkIf true { port = 70000; };
#                                    ^^^^ error(wrong-type): my.it.web.port`,
      ),
    ));

  test('once for all specialisations that import it, and the option of a specialisation itself', () =>
    checkDiagnostics(`
#- /configuration.nix
{ lib, config, ... }:
{
  options.my.it = lib.mkOption { type = lib.types.bool; };
  config.networking.enableIPv6 = lib.mkIf config.my.it false;
  config.specialisation = {
    a.configuration = ./shared.nix;
    b.configuration = ./shared.nix;
    c = { inheritParentConfig = "no"; configuration = { }; };
#         ^^^^^^^^^^^^^^^^^^^ error(wrong-type): specialisation.c.inheritParentConfig
  };
}
#- /shared.nix
{ my.it = 1; }
# ^^^^^ error(wrong-type): my.it
`));
});

describe('found in options of NixOS, as a warning', () => {
  test('whole values, and those of users and services', () =>
    checkDiagnostics(`
{
  services.openssh.enable = "yes";
# ^^^^^^^^^^^^^^^^^^^^^^^ warning(wrong-type): services.openssh.enable | a string | true or false | unless NixOS has changed the type
  users.users.kim = { isNormalUser = true; uid = "1000"; };
#                                          ^^^ warning(wrong-type): users.users.kim.uid
  networking.firewall.allowedTCPPorts = [ 22 "80" ];
#                                            ^^^^ warning(wrong-type): "80"
}
`));

  test('what stands in a list where it may be something else', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  boot.zfs.requestEncryptionCredentials = [ 1 ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(wrong-type): \`boot.zfs.requestEncryptionCredentials\` has 1 as an element, an integer, but its elements must be a string
  programs.git.config = lib.mkForce [ "x" ];
# ^^^^^^^^^^^^^^^^^^^ warning(wrong-type): has "x" as an element, a string, but its elements must be a set
  services.automysqlbackup.settings.databases = [ [ "a" ] ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(wrong-type): has [ "a" ] as an element
}
`));

  test('what stands in lists, and in submodules in them', () =>
    checkDiagnostics(`
{ pkgs, lib, ... }:
let port = "8080"; tools = [ "git" ]; on = "true"; in
{
  swapDevices = [ { device = 5; } ];
#                   ^^^^^^ warning(wrong-type): swapDevices | .device\` is 5 here
  environment.systemPackages = with pkgs; [ vim "git" (p: p.vim) ];
#                                               ^^^^^ warning(wrong-type): has "git" as an element, a string, but its elements must be a package
#                                                     ^^^^^^^^^^ warning(wrong-type): a function
  services.xserver.videoDrivers = [ "modesetting" 5 true ];
#                                                 ^ warning(wrong-type): has 5 as an element
#                                                   ^^^^ warning(wrong-type): has true as an element
  networking.firewall.allowedTCPPorts = [ port ];
#                                         ^^^^ warning(wrong-type): has "8080" as an element
  networking.firewall.allowedUDPPorts = map toString [ 53 54 ];
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(wrong-type): has "53" as an element
  services.openssh.enable = on;
# ^^^^^^^^^^^^^^^^^^^^^^^ warning(wrong-type): \`services.openssh.enable\` is "true" here
  environment.defaultPackages = lib.mkIf true (tools ++ [ pkgs.vim ]);
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(wrong-type): has "git" as an element
  users.users.kim.packages = pkgs.vim;
# ^^^^^^^^^^^^^^^^^^^^^^^^ warning(wrong-type): is pkgs.vim here, a package, but it takes a list
  networking.hostName = [ "a" ];
# ^^^^^^^^^^^^^^^^^^^ warning(wrong-type): a list, but it takes
  environment.etc."a" = "text";
# ^^^^^^^^^^^^^^^^^^^ warning(wrong-type): a string, but it takes a set
  users.users.tom.shell = 5;
# ^^^^^^^^^^^^^^^^^^^^^ warning(wrong-type): users.users.tom.shell
}
`));
});

describe('silent', () => {
  test('right values of every kind', () =>
    checkSilent(`
{ lib, pkgs, config, ... }:
{
  services.openssh.enable = true;
  services.openssh.ports = [ 22 ];
  users.users.kim = { uid = 1000; shell = pkgs.zsh; extraGroups = [ "wheel" ]; hashedPassword = null; };
  boot.kernelPackages = pkgs.linuxPackages;
  boot.kernel.sysctl."net.ipv4.ip_forward" = 1;
  environment.variables = { A = "a"; B = 1; C = [ "x" "y" ]; };
  environment.etc."a".source = ./.;
  networking.domain = toString pkgs.vim;
  environment.systemPackages = [ pkgs.vim (pkgs.writeShellScriptBin "a" "b") ] ++ lib.optional true pkgs.git;
  networking.firewall.allowedTCPPorts = map (n: n + 1) [ 80 ];
  swapDevices = [ { device = "/dev/sda"; } { label = "swap"; priority = null; } ];
  security.sudo.extraRules = [ { users = [ "kim" ]; commands = [ { command = "ALL"; options = [ "NOPASSWD" ]; } "/bin/x" ]; } ];
  networking.interfaces.eth0.ipv4.addresses = [ { address = "10.0.0.1"; prefixLength = 24; } ];
  boot.supportedFilesystems = { ntfs = true; };
  boot.initrd.supportedFilesystems = [ "ntfs" ];
  boot.zfs.requestEncryptionCredentials = [ "a" ];
  programs.git.config = [ { init.defaultBranch = "main"; } ];
  programs.htop.settings.fields = [ 0 "a" true ];
  security.krb5.settings.include = [ ./. "/etc/x" ];
  systemd.services.y = { path = [ pkgs.vim "/bin" ]; environment.A = "x"; after = lib.mkForce [ ]; };
  programs.bash.shellAliases = { ll = "ls -l"; la = null; };
  time.timeZone = null;
  fonts.packages = config.services.added.fonts;
  users.users.tom.shell = "/bin/sh";
  virtualisation.oci-containers.containers.a = { image = "x"; ports = [ "80:80" ]; };
  networking.hosts."127.0.0.1" = [ "x" ];
  services.xserver.xkb.options = "a,b";
  systemd.services.x.serviceConfig = { Restart = "always"; RestartSec = 5; ExecStart = [ "a" "b" ]; };
  nix.settings = { cores = 4; sandbox = "relaxed"; substituters = [ "x" ]; };
}
`));

  test('values that lose', () =>
    checkSilent(declared('bool', `  config = lib.mkMerge [ { my.it = true; } { my.it = lib.mkDefault "true"; } ];`)));

  test('types that convert, and unknown types', () =>
    checkSilent(`
{ lib, someType, ... }:
{
  options.my.a = lib.mkOption { type = lib.types.coercedTo lib.types.str lib.toInt lib.types.int; };
  options.my.b = lib.mkOption { type = someType; };
  config.my = { a = "5"; b = "5"; };
}
`));

  test('unknown conditions, and unknown values', () =>
    checkSilent(
      declared('bool', `  config = lib.mkMerge [ (lib.mkIf (builtins.getEnv "X" == "") { my.it = "a"; }) ];`),
    ));
});

test('no more than a hint where the type may have been of another kind in what the flake has locked', async () => {
  const severities = async (time: number, option: string): Promise<readonly string[]> => {
    const files = parseFixture(`
#- /flake.nix
{
  inputs.home-manager.url = "github:nix-community/home-manager";
  outputs = { home-manager, ... }: {
    homeConfigurations.kim = home-manager.lib.homeManagerConfiguration { modules = [ ./kim.nix ]; };
  };
}
#- /flake.lock
{ "nodes": { "home-manager": { "locked": { "type": "github", "owner": "nix-community", "repo": "home-manager", "lastModified": ${time} } }, "root": { "inputs": { "home-manager": "home-manager" } } }, "root": "root" }
#- /kim.nix
{ ${option} specialisation.x.configuration = { }; }
`);
    return (await findingsIn(files)).map(({ code, severity }) => `${code} ${severity}`);
  };
  const [old, recent] = [1_750_000_000, 1_796_100_000];
  // A text until 2026.
  const settings = 'programs.npm.settings = "prefix=x";';
  expect(await severities(old, settings)).toEqual(['wrong-type hint']);
  expect(await severities(recent, settings)).toEqual(['wrong-type warning']);
  expect(await severities(old, 'programs.npm.enable = "yes";')).toEqual(['wrong-type warning']);
});

test('no more than a hint where what takes a list may take one text by now, and the other way round', async () => {
  const severities = async (time: number, options: string): Promise<readonly string[]> => {
    const files = parseFixture(`
#- /flake.nix
{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.pc = nixpkgs.lib.nixosSystem { modules = [ ./pc.nix ]; };
  };
}
#- /flake.lock
{ "nodes": { "nixpkgs": { "locked": { "type": "github", "owner": "NixOS", "repo": "nixpkgs", "lastModified": ${time} } }, "root": { "inputs": { "nixpkgs": "nixpkgs" } } }, "root": "root" }
#- /pc.nix
{ ${options} specialisation.x.configuration = { }; }
`);
    return (await findingsIn(files)).map(({ code, severity }) => `${code} ${severity}`);
  };
  const [same, newer] = [1_740_000_000, 1_780_000_000];
  const [text, list, other] = [
    'nix.optimise.dates = "weekly";',
    'networking.hostName = [ "a" ];',
    'time.timeZone = 5;',
  ];
  expect(await severities(same, `${text} ${list} ${other}`)).toEqual(Array(3).fill('wrong-type warning'));
  expect(await severities(newer, text)).toEqual(['wrong-type hint']);
  expect(await severities(newer, list)).toEqual(['wrong-type hint']);
  expect(await severities(newer, other)).toEqual(['wrong-type warning']);
  // What services find in their surroundings is text, and may be written as a number by now.
  const port = 'services.immich = { enable = true; environment.PORT = 80; };';
  expect(await severities(same, port)).toEqual(['wrong-type warning']);
  expect(await severities(newer, port)).toEqual(['wrong-type hint']);
});

test('elements of an enumeration: which there are', () =>
  checkDiagnostics(`
{ lib, config, ... }:
{
  options.my.languages = lib.mkOption { type = lib.types.listOf (lib.types.enum [ "rust" "nix" ]); };
  config.my.languages = [ "nix" "java" ];
#                               ^^^^^^ error(wrong-type): has "java" as an element, but it takes list of (one of "rust", "nix")
  config.networking.domain = toString config.my.languages;
}
`));

test('settings of what is off, which nobody reads', () =>
  checkDiagnostics(`
{
  security.pam.services.login.failDelay.delay = "5000000";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning(wrong-type): it fails as soon as something reads the option
  security.pam.services.su.failDelay = { enable = true; delay = "5000000"; };
#                                                       ^^^^^ warning(wrong-type): it does not evaluate
}
`));

describe('mended', () => {
  const fixed = (type: string, before: string, after: string): Promise<void> =>
    checkFix('rewrite', declared(type, `  config.my.it = ${before};`), declared(type, `  config.my.it = ${after};`));
  test('"true"', () => fixed('bool', '"true"', 'true'));
  test('"5", forced', () => fixed('int', 'lib.mkForce "5"', 'lib.mkForce 5'));
  test('5', () => fixed('str', '5', '"5"'));
  test('an element', () => fixed('(listOf lib.types.port)', '[ 80 "443" ]', '[ 80 443 ]'));
  test('not where the other way is not of the type either', () =>
    checkNoFix('rewrite', declared('port', '  config.my.it = "70000";')));
});

describe('inside the elements of lists', () => {
  const own = (type: string, value: string): string => `
{ lib, config, ... }:
{
  options.my = lib.mkOption { type = with lib.types; ${type}; };
  config.my = ${value};
  config.networking.hostName = builtins.toJSON config.my;
  config.specialisation.x.configuration = { };
}
`;

  test.each([
    ['listOf (attrsOf str)', '[ { a = 1; } ]'],
    ['listOf (listOf str)', '[ [ "a" ] [ 1 ] ]'],
    ['either int (listOf str)', '[ 1 ]'],
    ['uniq (listOf str)', '[ 1 ]'],
    ['unique { message = "once"; } (attrsOf int)', '{ a = "x"; }'],
    ['nullOr (uniq (listOf (submodule { options.p = lib.mkOption { type = str; }; })))', '[ { p = 1; } ]'],
    ['coercedTo int toString (listOf str)', '[ 1 ]'],
    ['listOf (submodule { options.p = lib.mkOption { type = str; }; })', '[ { p = 1; } ]'],
    ['nullOr (listOf (attrsOf (listOf int)))', '[ { a = [ "x" ]; } ]'],
  ])('%s', async (type, value) => {
    const found = await findingsIn(new Map([['/configuration.nix', own(type, value)]]));
    expect(found.map(({ code }) => code)).toEqual(['wrong-type']);
  });

  test.each([
    ['listOf (attrsOf (either int str))', '[ { a = 1; b = "c"; } ]'],
    ['either int (listOf str)', '[ "a" ]'],
    ['uniq (listOf str)', '[ "a" ]'],
    ['uniq (either int (attrsOf int))', '{ a = 1; }'],
    ['either (listOf int) (attrsOf int)', '{ a = 1; }'],
    // What lies in a flake is in the store.
    ['nullOr pathInStore', './configuration.nix'],
    ['listOf (nullOr (attrsOf anything))', '[ null { a = [ 1 "x" ]; } ]'],
    ['listOf (coercedTo int toString str)', '[ 1 "x" ]'],
  ])('silent: %s', (type, value) => checkSilent(own(type, value)));
});
