// Files outside of PATH, and files that are none, on the command line.
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

const PROJECT = `
#- /out/key.txt
hunter2secret
#- /out/name.nix
"travel"
#- /in/configuration.nix
{ lib, ... }: {
  options.my.x = lib.mkOption { type = lib.types.str; };
  config.my.x = builtins.readFile ./link;
  config.specialisation.\${import ../out/name.nix}.configuration = { };
}
#- /in/value.nix
builtins.readFile ./link
#- /in/name.nix
import ./folder/name.nix
`;

function project(): string {
  const folder = temporaryFolder(PROJECT);
  symlinkSync('../out/key.txt', join(folder, 'in/link'));
  symlinkSync('../out', join(folder, 'in/folder'));
  return join(folder, 'in');
}

describe('what a file outside holds', () => {
  it('is not told, unless that is allowed', async () => {
    const folder = project();
    const told = async (...args: readonly string[]): Promise<boolean> =>
      (await run(args)).stdout.includes('hunter2secret');
    const explain = ['explain', folder, '--format', 'json'];
    expect([await told(...explain), await told(...explain, '--allow-outside')]).toEqual([false, true]);
    const evaluate = ['eval', join(folder, 'value.nix')];
    expect([await told(...evaluate), await told(...evaluate, '--allow-outside')]).toEqual([false, true]);
  });

  it('is a reason to name, and Nix files are evaluated wherever they are', async () => {
    const folder = project();
    const { stdout } = await run(['unknowns', folder]);
    expect(stdout).toContain(`outside: ${folder}/link (outside the workspace)`);
    expect(JSON.parse((await run(['check', folder, '--format', 'json'])).stdout)).toMatchObject({
      systems: [{ specialisations: [{ name: 'travel' }] }],
    });
    expect((await run(['unknowns', folder, '--allow-outside'])).stdout).not.toContain('outside');
  });

  it('is nothing to `eval`, which stays below its folder by where that really is', async () => {
    const folder = project();
    const { exitCode, stdout } = await run(['eval', join(folder, 'name.nix')]);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining(`outside ${folder}`)]);
    expect((await run(['eval', join(folder, 'name.nix'), '--allow-outside'])).stdout).toBe('"travel"\n');
    // The file itself is named by whoever asks.
    expect((await run(['eval', join(folder, 'folder/name.nix')])).stdout).toBe('"travel"\n');
    expect(
      (await run(['eval', '-E', '{ a = builtins.readFile ./link; b = import ./folder/name.nix; }'], folder)).exitCode,
    ).toBe(1);
  });

  it.each(['check', 'fix', 'explain', 'unknowns', 'eval'])('%s says what it can be allowed', async (command) => {
    expect((await run([command, '--help'])).stdout).toContain('--allow-outside');
  });
});

describe.skipIf(process.platform === 'win32')('arguments that are no files to read', () => {
  const kinds = (folder: string): readonly string[] => {
    execFileSync('mkfifo', [join(folder, 'pipe.nix')]);
    symlinkSync('pipe.nix', join(folder, 'link.nix'));
    symlinkSync('/dev/zero', join(folder, 'zero.nix'));
    symlinkSync('/proc/self/environ', join(folder, 'proc.nix'));
    symlinkSync('loop.nix', join(folder, 'loop.nix'));
    return ['pipe.nix', 'link.nix', 'zero.nix', 'proc.nix', 'loop.nix'].map((name) => join(folder, name));
  };

  it.each([['check'], ['eval'], ['explain', '--batch']])('%s %s refuses them at once', async (...command) => {
    for (const path of [
      ...kinds(temporaryFolder()),
      '/dev/zero',
      '/proc',
      '/proc/self/pagemap',
      `/${'a'.repeat(5000)}`,
    ]) {
      const { exitCode, stdout, stderr } = await run([...command, path]);
      expect([path, exitCode, stdout]).toEqual([path, 2, '']);
      expect(stderr).toMatch(/(no such file|cannot be read).*\n$/);
    }
  });

  it('in a folder they are passed over', async () => {
    const folder = temporaryFolder(
      '#- /configuration.nix\n{ imports = [ ./pipe.nix ./zero.nix ./proc.nix ./loop.nix ]; specialisation.a = { }; }',
    );
    kinds(folder);
    const { exitCode, stdout } = await run(['check', folder]);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('1 system')]);
  });
});
