// `fix` in a process of its own: what it writes, and what it only shows.
import {
  chmodSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

const CONFIGURATION = `{ ... }:
{
  imports = [ ./ssh.nix ];
  services.printing.enable = true;
  specialisation.travel.configuration = {
    services.openssh.enable = false;
    services.printing.enable = false;
  };
}
`;
const SSH = '{ services.openssh.enable = true; }\n';
const FIXTURE = `#- /configuration.nix\n${CONFIGURATION}#- /ssh.nix\n${SSH}`;
const FORCED = CONFIGURATION.replace('{ ... }', '{ lib, ... }').replaceAll('= false', '= lib.mkForce false');

const textOf = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

it('forces all values of the specialisations', async () => {
  const folder = temporaryFolder(FIXTURE);
  const outcome = await run(['fix', folder, '--kind', 'mkForce']);
  expect(outcome).toEqual({
    exitCode: 0,
    stdout: 'fixed: configuration.nix\n2 problems fixed in 1 file, no problems left\n',
    stderr: '',
  });
  expect(textOf(folder, 'configuration.nix')).toBe(FORCED);
  expect(textOf(folder, 'ssh.nix')).toBe(SSH);
  expect(readdirSync(folder).sort()).toEqual(['configuration.nix', 'ssh.nix']);
});

it('makes all values of the base yield, in every file', async () => {
  const folder = temporaryFolder(FIXTURE);
  expect((await run(['fix', folder, '--kind', 'mkDefault'])).stdout).toContain(
    'fixed: configuration.nix\nfixed: ssh.nix\n',
  );
  expect(textOf(folder, 'ssh.nix')).toBe('{ lib, ... }:\n{ services.openssh.enable = lib.mkDefault true; }\n');
  expect((await run(['check', folder])).exitCode).toBe(0);
});

it('keeps values to the base, in as many rounds as it takes', async () => {
  const folder = temporaryFolder(FIXTURE);
  expect((await run(['fix', folder, '--kind', 'baseOnly'])).exitCode).toBe(0);
  expect(textOf(folder, 'configuration.nix')).toContain(
    'services.printing.enable = lib.mkIf (config.specialisation != { }) true;',
  );
  expect((await run(['check', folder])).stdout).toBe('no problems in 1 system\n');
});

it('goes beyond mkForce where the base is forced', async () => {
  const folder = temporaryFolder(`#- /configuration.nix
{ lib, ... }: { services.openssh.enable = lib.mkForce true; specialisation.a.configuration.services.openssh.enable = lib.mkForce false; }`);
  expect((await run(['fix', folder, '--kind', 'mkForce'])).exitCode).toBe(0);
  expect(textOf(folder, 'configuration.nix')).toContain('services.openssh.enable = lib.mkOverride 40 false');
});

it('shows a diff and writes nothing with --dry-run', async () => {
  const folder = temporaryFolder(FIXTURE);
  const { exitCode, stdout } = await run(['fix', folder, '--kind', 'mkForce', '--dry-run']);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(`--- a/configuration.nix
+++ b/configuration.nix
@@ -1,9 +1,9 @@
-{ ... }:
+{ lib, ... }:
 {
   imports = [ ./ssh.nix ];
   services.printing.enable = true;
   specialisation.travel.configuration = {
-    services.openssh.enable = false;
-    services.printing.enable = false;
+    services.openssh.enable = lib.mkForce false;
+    services.printing.enable = lib.mkForce false;
   };
 }
`);
  expect(textOf(folder, 'configuration.nix')).toBe(CONFIGURATION);
});

it('has nothing to do where nothing is wrong', async () => {
  const folder = temporaryFolder(`#- /configuration.nix\n${FORCED}#- /ssh.nix\n${SSH}`);
  expect(await run(['fix', folder, '--kind', 'mkForce'])).toEqual({
    exitCode: 0,
    stdout: 'nothing to fix, no problems left\n',
    stderr: '',
  });
  expect((await run(['fix', folder, '--kind', 'mkForce', '--dry-run'])).stdout).toBe('');
});

it('keeps line ends, byte order marks, permissions and links as they are', async () => {
  const folder = temporaryFolder(`#- /ssh.nix\n${SSH}`);
  const marked = `\ufeff${CONFIGURATION.replaceAll('\n', '\r\n')}`;
  writeIn(folder, '/configuration.nix', marked);
  renameSync(join(folder, 'configuration.nix'), join(folder, 'real'));
  chmodSync(join(folder, 'real'), 0o640);
  symlinkSync('real', join(folder, 'configuration.nix'));
  await run(['fix', folder, '--kind', 'mkForce']);
  expect(textOf(folder, 'real')).toBe(`\ufeff${FORCED.replaceAll('\n', '\r\n')}`);
  expect(lstatSync(join(folder, 'configuration.nix')).isSymbolicLink()).toBe(true);
  expect(statSync(join(folder, 'real')).mode & 0o777).toBe(0o640);
});

it('needs a kind, and one that it knows', async () => {
  const folder = temporaryFolder(FIXTURE);
  const missing = await run(['fix', folder]);
  expect([missing.exitCode, missing.stderr]).toEqual([
    2,
    'nixos-specialisations: --kind must be one of: mkForce, mkDefault, baseOnly\n',
  ]);
  expect((await run(['fix', folder, '--kind', 'mkOverride'])).exitCode).toBe(2);
  expect(textOf(folder, 'configuration.nix')).toBe(CONFIGURATION);
});

it('fails when errors are left that it could not mend', async () => {
  const text =
    '{ services.openssh.enable = true; imports = [ { services.openssh.enable = false; } ]; specialisation.a.configuration = { }; }';
  const folder = temporaryFolder(`#- /configuration.nix\n${text}`);
  const { exitCode, stdout } = await run(['fix', folder, '--kind', 'mkForce']);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^nothing to fix, \d problems? left\n$/);
});

it('gives a file that has two names all its fixes, once', async () => {
  const folder = temporaryFolder(`
#- /configuration.nix
{ imports = [ ./a.nix ./b.nix ]; services.openssh.enable = true; services.printing.enable = true; }
#- /a.nix
{ lib, ... }: {
  specialisation.x.configuration = {
    services.openssh.enable = false;
    services.printing.enable = false;
  };
}`);
  symlinkSync('a.nix', join(folder, 'b.nix'));
  const dry = await run(['fix', folder, '--kind', 'mkForce', '--dry-run']);
  expect(dry.stdout.match(/^\+\+\+ .*/gm)).toEqual(['+++ b/a.nix']);
  const { stdout } = await run(['fix', folder, '--kind', 'mkForce']);
  expect(stdout).toMatch(/^fixed: a\.nix\n\d problems? fixed in 1 file, no problems left\n$/);
  expect(textOf(folder, 'b.nix').match(/lib\.mkForce false;/g)).toHaveLength(2);
  expect(lstatSync(join(folder, 'b.nix')).isSymbolicLink()).toBe(true);
});

it('does not part hard links, nor write what is write-protected, unless forced', async () => {
  const folder = temporaryFolder(FIXTURE);
  linkSync(join(folder, 'configuration.nix'), join(folder, 'backup'));
  const linked = await run(['fix', folder, '--kind', 'mkForce']);
  expect([linked.exitCode, linked.stdout]).toEqual([2, '']);
  expect(linked.stderr).toContain('nixos-specialisations: configuration.nix: has 2 names (hard links)');
  rmSync(join(folder, 'backup'));
  chmodSync(join(folder, 'configuration.nix'), 0o444);
  const locked = await run(['fix', folder, '--kind', 'mkForce']);
  expect([locked.exitCode, locked.stdout]).toEqual([2, '']);
  expect(textOf(folder, 'configuration.nix')).toBe(CONFIGURATION);
  expect((await run(['fix', folder, '--kind', 'mkForce', '--force'])).exitCode).toBe(0);
  expect(textOf(folder, 'configuration.nix')).toBe(FORCED);
  expect(statSync(join(folder, 'configuration.nix')).mode & 0o777).toBe(0o444);
});

it('names the files that it passes over, and removes what a killed run left', async () => {
  const folder = temporaryFolder(FIXTURE);
  writeIn(folder, 'latin.nix', Buffer.from('# caf\xe9\n{ }', 'latin1'));
  writeIn(folder, 'binary.nix', new Uint8Array([0, 255]));
  writeIn(folder, `.nixos-specialisations-99999999-${'0'.repeat(32)}.new`, 'x');
  const { exitCode, stderr } = await run(['fix', folder, '--kind', 'mkForce']);
  expect(exitCode).toBe(0);
  expect(stderr.trim().split('\n')).toEqual([
    'nixos-specialisations: binary.nix: passed over: it is a binary file',
    'nixos-specialisations: latin.nix: passed over: it is not UTF-8',
  ]);
  expect(readdirSync(folder).sort()).toEqual(['binary.nix', 'configuration.nix', 'latin.nix', 'ssh.nix']);
});

it('makes no fix that cannot help beside those that do', async () => {
  // One text gives both values: to force it forces both.
  const folder = temporaryFolder(`#- /configuration.nix
{ lib, ... }:
let set = value: { services.openssh.enable = value; };
in {
  imports = [ (set true) ];
  services.printing.enable = true;
  specialisation.a.configuration = { imports = [ (set false) ]; services.printing.enable = false; };
}
`);
  const { stdout } = await run(['fix', folder, '--kind', 'mkForce']);
  expect(stdout).toContain('fixed: configuration.nix');
  expect(textOf(folder, 'configuration.nix')).toContain('services.openssh.enable = value;');
  expect(textOf(folder, 'configuration.nix')).toContain('services.printing.enable = lib.mkForce false');
});
