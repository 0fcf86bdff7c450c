// `--complete`: whole systems, with the modules of a small NixOS of our own (test/small-nixpkgs).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { SMALL_NIXPKGS } from '../../support/small-nixpkgs';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

// The options of the release are read once for all tests.
const cache = mkdtempSync(join(tmpdir(), 'specialisations-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));
let here = '';
let env: NodeJS.ProcessEnv = {};
beforeEach(() => {
  here = temporaryFolder();
  env = { PATH: process.env.PATH, HOME: join(here, 'home'), XDG_CACHE_HOME: cache };
});

const BOOTS = `
  boot.loader.grub.device = "/dev/sda";
  fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; };
  system.stateVersion = "99.05";`;

/** Checks a configuration.nix; each line of what is found. */
async function check(body: string, ...args: readonly string[]): Promise<readonly string[]> {
  writeIn(here, 'configuration.nix', `{ config, lib, pkgs, ... }:\n{${BOOTS}\n${body}\n}\n`);
  const { stdout } = await run(
    ['check', '.', '--complete', '--format', 'concise', '--nixpkgs', SMALL_NIXPKGS, ...args],
    here,
    env,
  );
  return stdout.trim().split('\n');
}

describe('check --complete', () => {
  it('tells an assertion of NixOS where the specialisation breaks it, and what else it depends on', async () => {
    const found = await check(`  networking.networkmanager.enable = true;
  specialisation.wifi.configuration = {
    networking.wireless.enable = true;
  };`);
    expect(found).toEqual([
      'configuration.nix:8:5: error: networking.networkmanager and networking.wireless both look after wireless ' +
        'networks. (specialisation `wifi` does not evaluate) [failed-assertion]',
      '    configuration.nix:6:3: it depends on this, too',
      expect.stringMatching(/networkmanager\.nix:\d+:\d+: where NixOS says so$/),
      '1 error in 1 system',
    ]);
  });

  it('tells an assertion of the base once, and nothing where all hold', async () => {
    const both = '  networking.networkmanager.enable = true;\n  networking.wireless.enable = true;';
    const found = await check(`${both}\n  specialisation.x.configuration = { };`);
    expect(found.filter((line) => line.includes('failed-assertion'))).toEqual([
      expect.stringMatching(/^configuration\.nix:[67]:3: error: .*\(the system does not evaluate\)/),
    ]);
    expect(await check('  networking.hostName = "a";')).toEqual(['no problems in 1 system']);
  });

  it('decides conditions by what NixOS makes of an option that nobody sets', async () => {
    const found = await check(`  services.desktopManager.gnome.enable = true;
  networking.hostName = "desk";
  specialisation.travel.configuration =
    lib.mkIf config.networking.networkmanager.enable { networking.hostName = "road"; };`);
    expect(found.filter((line) => /^configuration.*(error|warning):/.test(line))).toEqual([
      expect.stringContaining('[option-conflict]'),
    ]);
  });

  it('is about the text that somebody is editing', async () => {
    writeIn(here, 'configuration.nix', `{${BOOTS}\n}`);
    const edited = `{${BOOTS}\n  assertions = [ { assertion = false; message = "not now"; } ];\n}`;
    const args = ['--complete', '--format', 'concise', '--nixpkgs', SMALL_NIXPKGS];
    const { stdout } = await run(['check', '--stdin-filename', 'configuration.nix', ...args], here, env, edited);
    expect(stdout).toMatch(/^configuration\.nix:\d+:\d+: error: .*not now.* \[failed-assertion\]$/m);
  });

  it('tells warnings as remarks', async () => {
    writeIn(
      here,
      'configuration.nix',
      '{ boot.loader.grub.device = "/dev/sda"; fileSystems."/".device = "/dev/sda1"; }',
    );
    const { stdout } = await run(
      ['check', '.', '--complete', '--format', 'concise', '--nixpkgs', SMALL_NIXPKGS],
      here,
      env,
    );
    expect(stdout).toContain('information: system.stateVersion is not set: 99.05 is assumed. [nixos-warning]');
  });

  it('warns of an option without a value that nothing is seen to be built of, and of what is, says that it fails', async () => {
    const found = await check(`  networking.networkmanager.enable = true;
  networking.useDHCP = true;
  specialisation.greeting.configuration = { lib, ... }: {
    environment.etc."vconsole.conf".text = lib.mkForce (throw "not today");
  };`);
    expect(found).toEqual([
      expect.stringMatching(
        /^configuration\.nix:7:3: warning: With the modules of NixOS, `networking\.useDHCP` has no value: .*conflicting definition values.* \[option-conflict\]$/,
      ),
      expect.stringMatching(/^configuration\.nix:9:5: error: .*not today.* \[failing-value\]$/),
      '1 error, 1 warning in 1 system',
    ]);
  });

  it('knows what is an option of this release only, and what is none', async () => {
    const found = await check('  services.lantern.enable = true;\n  services.lantrn.enable = true;');
    expect(found).toEqual([
      expect.stringMatching(
        /^configuration\.nix:7:3: error: `services\.lantrn` is no option, so defining it fails; did you mean `services\.lantern`\? \[unknown-option\]$/,
      ),
      '1 error in 1 system',
    ]);
  });

  it('takes the types of this release for what they are', async () => {
    const found = await check(`  networking.hosts = "127.0.0.1 a";
  networking.nameservers = [ 1 ];
  networking.interfaces.eth0.wakeOnLan.enable = "yes";`);
    expect(found.filter((line) => line.includes('wrong-type')).map((line) => line.replace(/ here.*/, ''))).toEqual([
      'configuration.nix:6:3: error: `networking.hosts` is "127.0.0.1 a"',
      expect.stringMatching(/^configuration\.nix:7:30: error: `networking\.nameservers` has 1 as an element/),
      'configuration.nix:8:3: error: `networking.interfaces.eth0.wakeOnLan.enable` is "yes"',
    ]);
  });

  it('promises no failure of a setting of what is not on', async () => {
    const lines = async (is: string): Promise<readonly string[]> => {
      const found = await check(`  services.lantern = { enable = ${is}; brightness = "x"; };`);
      return found
        .filter((line) => line.includes('wrong-type'))
        .map((line) => /: (error|warning): /.exec(line)?.[1] ?? '');
    };
    expect(await lines('true')).toEqual(['error']);
    expect(await lines('false')).toEqual(['warning']);
  });

  it('takes levels and comments into account', async () => {
    const both = '  networking.networkmanager.enable = true;\n  networking.wireless.enable = true;';
    expect(await check(both, '--rule', 'failed-assertion=off')).toEqual(['no problems in 1 system']);
  });

  it('says what it was done without, and finds no more than is likely then', async () => {
    writeIn(
      here,
      'flake.nix',
      `{
  inputs.nixpkgs.url = "path:${SMALL_NIXPKGS}";
  inputs.missing.url = "github:somebody/module";
  outputs = { nixpkgs, missing, ... }: {
    nixosConfigurations.desk = nixpkgs.lib.nixosSystem {
      system = "x86_64-linux";
      modules = [
        missing.nixosModules.default
        { ${BOOTS} missing.enable = true; networking.networkmanager.enable = true; networking.wireless.enable = true; }
      ];
    };
  };
}
`,
    );
    const { stdout, stderr } = await run(['check', '.', '--complete', '--format', 'concise'], here, env);
    expect(stderr).toContain('not there, and left out: inputs.missing.nixosModules.default');
    expect(stdout).toMatch(
      /flake\.nix:\d+:\d+: warning: networking\.networkmanager .*may not evaluate.*failed-assertion/,
    );
    expect(stdout).not.toContain('error:');
  });

  it('says that there is no nixpkgs', async () => {
    writeIn(here, 'configuration.nix', '{ networking.hostName = "a"; }');
    const { stderr } = await run(['check', '.', '--complete', '--format', 'concise'], here, env);
    expect(stderr).toContain('not evaluated as a whole: its nixpkgs is not there');
  });
});

describe('explain --complete', () => {
  interface Option {
    readonly verdict: string;
    readonly value?: unknown;
    readonly definitions: readonly { readonly file: string; readonly range: unknown; readonly wins: boolean }[];
  }

  async function explain(body: string, ...options: readonly string[]): Promise<Readonly<Record<string, Option>>[]> {
    writeIn(here, 'configuration.nix', `{ config, lib, pkgs, ... }:\n{${BOOTS}\n${body}\n}\n`);
    const named = options.flatMap((option) => ['--option', option]);
    const args = ['explain', '.', '--complete', '--nixpkgs', SMALL_NIXPKGS, '--format', 'json', ...named];
    const { stdout } = await run(args, here, env);
    const { systems } = JSON.parse(stdout) as { systems: { options: Record<string, Option> }[] };
    return systems.map((system) => system.options);
  }

  it('has the value of an option that NixOS alone defines, and where', async () => {
    const [base, work] = await explain(
      '  specialisation.work.configuration.networking.firewall.enable = false;\n  networking.hostName = "a";',
      'networking.firewall.enable',
      'networking.hostName',
      'services.openssh.enable',
    );
    expect(base?.['networking.firewall.enable']).toMatchObject({ verdict: 'ok', value: true });
    expect(work?.['networking.firewall.enable']).toMatchObject({ verdict: 'ok', value: false });
    expect(work?.['networking.hostName']).toMatchObject({ verdict: 'ok', value: 'a' });
    expect(base?.['services.openssh.enable']).toMatchObject({ verdict: 'ok', value: false });
    expect(base?.['services.openssh.enable']?.definitions).toMatchObject([
      { file: expect.stringContaining('sshd.nix'), wins: true },
    ]);
  });

  it('names the file of a module that is a folder', async () => {
    const [base] = await explain('', 'services.displayManager.defaultSession');
    expect(base?.['services.displayManager.defaultSession']?.definitions).toMatchObject([
      { file: expect.stringMatching(/display-managers\/default\.nix$/), range: { start: { line: 18 } } },
    ]);
  });
});
