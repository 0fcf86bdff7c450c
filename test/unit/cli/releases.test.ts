// Which release a system is built with, and that it is told.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { SMALL_NIXPKGS } from '../../support/small-nixpkgs';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

let here = '';
let env: NodeJS.ProcessEnv = {};
beforeEach(() => {
  here = temporaryFolder();
  env = { PATH: process.env.PATH, HOME: join(here, 'home'), XDG_CACHE_HOME: join(here, 'cache') };
});

it('says which release was used, and that is nothing that was left undone', async () => {
  writeIn(here, 'configuration.nix', '{ services.lantern.enable = true; }');
  const args = ['check', '.', '--nixpkgs', SMALL_NIXPKGS];
  const told = `its options are those of NixOS 99.05 in ${SMALL_NIXPKGS} (named on the command line)`;
  const { stdout, stderr } = await run(args, here, env);
  expect(stderr).toContain(`nixos-specialisations: configuration.nix: ${told}\n`);
  expect(stdout).toBe('no problems in 1 system\n');
  const json = await run([...args, '--format', 'json'], here, env);
  expect(JSON.parse(json.stdout).notes).toEqual([{ code: 'release', message: told, file: 'configuration.nix' }]);
});

it('says nothing where none is there', async () => {
  writeIn(here, 'configuration.nix', '{ networking.hostName = "a"; }');
  const { stderr } = await run(['check', '.'], here, env);
  expect(stderr).toBe('');
});

it('takes for each host the one of several that it is made with, without a lock, too', async () => {
  const dark = join(here, 'dark');
  cpSync(SMALL_NIXPKGS, dark, { recursive: true });
  const list = readFileSync(join(dark, 'nixos/modules/module-list.nix'), 'utf8');
  writeIn(dark, 'nixos/modules/module-list.nix', list.replace(/^.*lantern\.nix\n/m, ''));
  writeIn(
    here,
    'config/flake.nix',
    `{
  inputs.nixpkgs.url = "path:${SMALL_NIXPKGS}";
  inputs.nixpkgs-dark.url = "path:${dark}";
  outputs = { nixpkgs, nixpkgs-dark, ... }: {
    nixosConfigurations.lit = nixpkgs.lib.nixosSystem { modules = [ { services.lantern.enable = true; } ]; };
    nixosConfigurations.unlit = nixpkgs-dark.lib.nixosSystem { modules = [ { services.lantern.enable = true; } ]; };
  };
}
`,
  );
  const { stdout, stderr } = await run(['check', '.', '--format', 'concise'], join(here, 'config'), env);
  expect(stdout.trim().split('\n')).toEqual([
    expect.stringMatching(/^flake\.nix:6:.*error: .*`services\.lantern`.* \[unknown-option\]$/),
    '1 error in 2 systems',
  ]);
  for (const path of [SMALL_NIXPKGS, dark]) expect(stderr).toContain(`in ${path} (by the flake)`);
});
