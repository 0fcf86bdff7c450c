// How `explain` reads: a golden text for what is asked for by name and for the list of all, and odd texts.
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

const CONFIGURATION = `
#- /configuration.nix
{ lib, pkgs, ... }:
{
  imports = [ ./ssh.nix <outside> ];
  networking.hostName = lib.mkIf (builtins.getEnv "X" == "") "a";
  environment.etc."日本".text = "語";
  boot.extraModprobeConfig = ''
    options a b=1
    options c d=2
    options e f=3
  '';
  environment.systemPackages = [ pkgs.git ];
  specialisation.travel.configuration = {
    services.openssh.enable = false;
\tboot.extraModprobeConfig = lib.mkForce "日本\ttabs";
    boot.kernelParams = [ "quiet" ];
    networking.hostName = lib.mkForce "b";
  };
}
`;

/** The line ends of Windows. */
const SSH =
  '{ lib, ... }:\r\n{\r\n  services.openssh.enable = true;\r\n  boot.kernelParams = lib.mkDefault [ "debug" ];\r\n}\r\n';

function folder(): string {
  const made = temporaryFolder(CONFIGURATION);
  writeIn(made, 'ssh.nix', SSH);
  return made;
}

const explained = async (made: string, ...args: string[]): Promise<string> =>
  (await run(['explain', '--system', 'travel', ...args], made)).stdout;

describe('what is asked for by name', () => {
  it('is shown with the text of its definitions, and their fates', async () => {
    const text = await explained(folder(), '--option', 'boot', '--option', 'networking', '--option', 'services');
    expect(text).toMatchInlineSnapshot(`
      "configuration.nix, specialisation \`travel\`:
        not seen, and may define anything: <outside> is not found (at configuration.nix:3:25)
        boot.extraModprobeConfig = "日本\\ttabs"
          --> configuration.nix:14:2
           |
        14 |     boot.extraModprobeConfig = lib.mkForce "日本    tabs";
           |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wins: "日本\\ttabs" (mkForce, priority 50), from the specialisation
          --> configuration.nix:6:3
           |
         6 |   boot.extraModprobeConfig = ''
           |   -----------------------------
        ...
        10 |   '';
           |   -- loses: "options a b=1\\noptions c d=2\\noptions e f=3\\n" (plain, priority 100)

        boot.kernelParams = [ "quiet" ]
          --> configuration.nix:15:5
           |
        15 |     boot.kernelParams = [ "quiet" ];
           |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wins: [ "quiet" ] (plain, priority 100), from the specialisation
          --> ssh.nix:4:3
           |
         4 |   boot.kernelParams = lib.mkDefault [ "debug" ];
           |   --------------------------------------------- loses: [ "debug" ] (mkDefault, priority 1000)

        networking.hostName = "b"
          --> configuration.nix:16:5
           |
        16 |     networking.hostName = lib.mkForce "b";
           |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wins: "b" (mkForce, priority 50), from the specialisation
          --> configuration.nix:4:3
           |
         4 |   networking.hostName = lib.mkIf (builtins.getEnv "X" == "") "a";
           |   -------------------------------------------------------------- loses: "a" (plain, priority 100)

        services.openssh.enable: conflict, the values differ
          --> ssh.nix:3:3
           |
         3 |   services.openssh.enable = true;
           |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in conflict: true (plain, priority 100)
          --> configuration.nix:13:5
           |
        13 |     services.openssh.enable = false;
           |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in conflict: false (plain, priority 100), from the specialisation

      4 options in 1 system: 1 wrong
      "
    `);
  });

  it('is shown with where it arises that something is not known', async () => {
    const { stdout } = await run(['explain', '--system', 'base', '--option', 'networking'], folder());
    expect(stdout).toMatchInlineSnapshot(`
      "configuration.nix, base system:
        not seen, and may define anything: <outside> is not found (at configuration.nix:3:25)
        networking.hostName: not known
         --> configuration.nix:4:3
          |
        4 |   networking.hostName = lib.mkIf (builtins.getEnv "X" == "") "a";
          |   -------------------------------------------------------------- may count: "a" (plain, priority 100)
         --> configuration.nix:4:35
          |
        4 |   networking.hostName = lib.mkIf (builtins.getEnv "X" == "") "a";
          |                                   ------------------- not known: builtins.getEnv depends on the machine

      1 option in 1 system: 1 not known
      "
    `);
  });

  it('is the same text in colours', async () => {
    const made = folder();
    const coloured = await explained(made, '--option', 'services', '--color', 'always');
    expect(coloured).toContain('\u001b[1m\u001b[31m: conflict, the values differ');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(await explained(made, '--option', 'services'));
  });

  it('has paths relative to the current folder', async () => {
    const made = temporaryFolder('#- /nixos/configuration.nix\n{ networking.hostName = "a"; }');
    const { stdout } = await run(['explain', 'nixos', '--option', 'networking.hostName'], made);
    expect(stdout).toContain(' --> nixos/configuration.nix:1:3\n');
    const json = await run(['explain', 'nixos', '--format', 'json'], made);
    expect(JSON.parse(json.stdout).systems[0].root).toBe('configuration.nix');
  });

  it('may have been misspelt', async () => {
    const { exitCode, stdout, stderr } = await run(['explain', '--option', 'services.opensh.enable'], folder());
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('nothing defines services.opensh.enable; did you mean services.openssh.enable?');
  });
});

describe('the list of all', () => {
  it('has a line for what one definition decides, a table for others, and the text of what is wrong', async () => {
    expect(await explained(folder())).toMatchInlineSnapshot(`
      "configuration.nix, specialisation \`travel\`:
        not seen, and may define anything: <outside> is not found (at configuration.nix:3:25)
        boot.extraModprobeConfig = "日本\\ttabs"
            wins   configuration.nix:14:2  "日本\\ttabs"                                     mkForce, priority 50, from the specialisation
            loses  configuration.nix:6:3   "options a b=1\\noptions c d=2\\noptions e f=3\\n"  plain, priority 100
        boot.kernelParams = [ "quiet" ]
            wins   configuration.nix:15:5  [ "quiet" ]  plain, priority 100, from the specialisation
            loses  ssh.nix:4:3             [ "debug" ]  mkDefault, priority 1000
        environment.etc."日本".text = "語"
            configuration.nix:5:3
        environment.systemPackages = [ pkgs.git ]
            configuration.nix:11:3
        networking.hostName = "b"
            wins   configuration.nix:16:5  "b"  mkForce, priority 50, from the specialisation
            loses  configuration.nix:4:3   "a"  plain, priority 100
        services.openssh.enable: conflict, the values differ
          --> ssh.nix:3:3
           |
         3 |   services.openssh.enable = true;
           |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in conflict: true (plain, priority 100)
          --> configuration.nix:13:5
           |
        13 |     services.openssh.enable = false;
           |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in conflict: false (plain, priority 100), from the specialisation

      6 options in 1 system: 1 wrong
      "
    `);
  });
});

describe('odd texts', () => {
  const of = async (text: string, ...args: string[]): Promise<string> => {
    const { exitCode, stdout } = await run(['explain', ...args], temporaryFolder(`#- /configuration.nix\n${text}`));
    expect(exitCode).toBe(0);
    return stdout;
  };

  it('of hundreds of definitions the strongest are shown, and the others named', async () => {
    const modules = Array.from(
      { length: 300 },
      (_, i) => `{ networking.hostName = lib.mkOverride ${1300 - i} "n${i}"; }`,
    );
    const text = await of(`{ lib, ... }:\n{\n  imports = [\n${modules.join('\n')}\n  ];\n}`, '--option', 'networking');
    expect(text).toContain('wins: "n299" (priority 1001)');
    expect(text.match(/-->/g)).toHaveLength(6);
    expect(text.match(/= also: configuration\.nix:\d+:3: loses/g)).toHaveLength(294);
  });

  it('a value of a hundred kilobytes is cut, between characters', async () => {
    const text = await of(`{ networking.hostName = "${'\u{1f469}\u200d\u{1f680}'.repeat(30_000)}"; }`);
    expect(text.length).toBeLessThan(2000);
    expect(text).toContain('…');
    expect(text).not.toMatch(/\\u\{d[89a-f]/);
  });

  it('what acts on a terminal or a build server is written out', async () => {
    const text = await of('{ networking.hostName = "a\u001b[31m\u202e"; networking.domain = "\n::error::x"; }');
    expect(text).toContain('\\u{1b}[31m\\u{202e}');
    expect(text).not.toMatch(/^\s*::error/m);
  });

  it('a configuration that does not evaluate is told with its place', async () => {
    const text = await of('{ config, ... }:\n{\n  imports = map (name: { }) config.names;\n}');
    expect(text).toMatchInlineSnapshot(`
      "configuration.nix, base system:
        does not evaluate[infinite-recursion]: which modules are imported depends on what they configure
         --> configuration.nix:3:29
          |
        3 |   imports = map (name: { }) config.names;
          |                             ^^^^^^^^^^^^

        not seen, and may define anything: imports: infinite recursion encountered (at configuration.nix:3:29)

      0 options in 1 system
      "
    `);
  });

  it('nothing defined is no option in one system', async () => {
    expect(await of('{ }')).toBe('configuration.nix, base system:\n\n0 options in 1 system\n');
  });
});
