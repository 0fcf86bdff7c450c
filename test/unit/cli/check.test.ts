// `check` in a process of its own: what it prints and how it exits.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

const CONFLICT = `
#- /configuration.nix
{ lib, ... }:
{
  imports = [ ./modules/ssh.nix ];
  specialisation.travel.configuration.services.openssh.enable = /* 😀 */ false;
}
#- /modules/ssh.nix
{ services.openssh.enable = true; }
`;
const MESSAGE =
  'Conflicts with the base system, which sets true (ssh.nix:1): `services.openssh.enable` is false here, so specialisation `travel` will not evaluate.';
const OTHER_MESSAGE =
  'Conflicts with specialisation `travel`, which sets false (configuration.nix:4): `services.openssh.enable` is true here, so specialisation `travel` will not evaluate.';
const RELATED = 'the base system sets it to true';

/** A range within one line. */
const range = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});

describe('check', () => {
  it('prints JSON: systems, diagnostics, places in UTF-16 units', async () => {
    const folder = temporaryFolder(CONFLICT);
    const { exitCode, stdout, stderr } = await run(['check', folder, '--format', 'json']);
    expect([exitCode, stderr]).toEqual([1, '']);
    const report = JSON.parse(stdout);
    expect(report).toEqual({
      version: 1,
      systems: [
        {
          kind: 'nixos',
          host: null,
          root: 'configuration.nix',
          specialisations: [
            { name: 'travel', inheritParentConfig: true, file: 'configuration.nix', range: range(3, 17, 23) },
          ],
        },
      ],
      diagnostics: [expect.anything(), expect.anything()],
      notes: [],
    });
    const [first, second] = report.diagnostics;
    expect(second).toMatchObject({ message: OTHER_MESSAGE, otherSide: true, file: 'modules/ssh.nix' });
    expect({ ...first, fixes: [] }).toEqual({
      code: 'option-conflict',
      severity: 'error',
      file: 'configuration.nix',
      range: range(3, 2, 61),
      message: MESSAGE,
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      root: 'configuration.nix',
      host: null,
      specialisation: 'travel',
      option: 'services.openssh.enable',
      related: [{ file: 'modules/ssh.nix', range: range(0, 2, 25), message: RELATED }],
      fixes: [],
    });
    expect(first.fixes[0]).toEqual({
      title: expect.stringContaining('mkForce'),
      kind: 'mkForce',
      preferred: true,
      edits: [{ file: 'configuration.nix', range: range(3, 73, 73), newText: 'lib.mkForce ' }],
    });
    expect(first.fixes.map(({ kind }: { kind: string }) => kind)).toEqual(['mkForce', 'mkDefault', 'baseOnly']);
  });

  it('prints one line for each problem, with where it comes from, and a summary', async () => {
    const { exitCode, stdout, stderr } = await run(['check', '--format', 'concise'], temporaryFolder(CONFLICT));
    expect(stdout.split('\n')).toEqual([
      `configuration.nix:4:3: error: ${MESSAGE} [option-conflict]`,
      `    modules/ssh.nix:1:3: ${RELATED}`,
      '1 error in 1 system',
      '',
    ]);
    expect([exitCode, stderr]).toEqual([1, '']);
  });

  it('takes a path relative to where it runs, and names files so', async () => {
    const folder = temporaryFolder(CONFLICT);
    const { stdout } = await run(['check', '.'], folder);
    expect((await run(['check', folder], folder)).stdout).toBe(stdout);
    expect((await run(['check', '..'], join(folder, 'modules'))).stdout).toContain('--> ../configuration.nix:4:3');
    expect((await run(['check', 'modules'], folder)).exitCode).toBe(2);
  });

  it('of one file shows what it takes part in, with its imports read', async () => {
    const folder = temporaryFolder(`${CONFLICT}
#- /other/configuration.nix
{ services.openssh.enable = true; specialisation.other.configuration.services.openssh.enable = false; }`);
    const all = JSON.parse((await run(['check', folder, '--format', 'json'])).stdout);
    expect(all.systems).toHaveLength(2);
    const one = JSON.parse((await run(['check', join(folder, 'configuration.nix'), '--format', 'json'])).stdout);
    expect(one.systems).toEqual(all.systems.slice(0, 1));
    expect(one.diagnostics).toEqual(
      all.diagnostics.filter(({ root }: { root: string }) => root === 'configuration.nix'),
    );
  });

  it('of a file whose imports are in other folders names them from its own', async () => {
    const folder = temporaryFolder(`
#- /hosts/configuration.nix
{ imports = [ ../ssh.nix ]; specialisation.travel.configuration.services.openssh.enable = false; }
#- /ssh.nix
{ services.openssh.enable = true; }`);
    const { diagnostics } = JSON.parse(
      (await run(['check', join(folder, 'hosts/configuration.nix'), '--format', 'json'])).stdout,
    );
    expect(diagnostics.map(({ file }: { file: string }) => file)).toEqual(['../ssh.nix', 'configuration.nix']);
  });

  it.each([
    ['an empty folder', '', '.', 'no configuration was found: nothing was checked'],
    [
      'a folder without a configuration',
      '#- /lib.nix\nx: x + 1',
      '.',
      'no configuration was found: nothing was checked',
    ],
    [
      'a file that no system has',
      '#- /lib.nix\nx: x + 1',
      'lib.nix',
      'lib.nix: it takes part in no system: nothing was checked',
    ],
  ])('of %s says that nothing was checked', async (_what, fixture, path, message) => {
    const folder = temporaryFolder(fixture);
    const stderr = `nixos-specialisations: ${message}\n`;
    expect(await run(['check', path], folder)).toEqual({ exitCode: 2, stdout: 'nothing was checked\n', stderr });
    expect((await run(['check', path, '--fail-on', 'never'], folder)).exitCode).toBe(2);
    const { notes } = JSON.parse((await run(['check', path, '--format', 'json'], folder)).stdout);
    expect(notes).toMatchObject([{ code: 'nothing-checked', message: message.replace('lib.nix: ', '') }]);
  });

  it('tells of files that it could not read, and passes over them', async () => {
    const folder = temporaryFolder('#- /configuration.nix\n{ imports = [ ./binary.nix ./latin.nix ./long.nix ]; }');
    writeIn(folder, '/binary.nix', new Uint8Array([0, 255, 254, 1]));
    writeIn(folder, '/latin.nix', Buffer.from('# caf\xe9\n{ }', 'latin1'));
    writeIn(folder, '/long.nix', `{ }${' '.repeat(9_000_000)}`);
    const { exitCode, stdout, stderr } = await run(['check', folder]);
    expect([exitCode, stdout]).toEqual([0, 'no problems in 1 system, as far as they could be read\n']);
    expect(stderr.trim().split('\n')).toEqual([
      'nixos-specialisations: binary.nix: passed over: it is a binary file',
      'nixos-specialisations: latin.nix: passed over: it is not UTF-8',
      'nixos-specialisations: long.nix: passed over: it is larger than 8 MB',
    ]);
    const { notes } = JSON.parse((await run(['check', folder, '--format', 'json'])).stdout);
    expect(notes.map(({ code, file }: { code: string; file: string }) => [code, file])).toEqual([
      ['unread', 'binary.nix'],
      ['unread', 'latin.nix'],
      ['unread', 'long.nix'],
    ]);
  });

  it('of a configuration that is no text checks nothing', async () => {
    const folder = temporaryFolder();
    writeIn(folder, '/configuration.nix', new Uint8Array([0, 1]));
    const { exitCode, stderr } = await run(['check', folder]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/configuration\.nix: passed over[\s\S]*nothing was checked/);
  });

  it('of a flake that is not Nix says so', async () => {
    const { exitCode, stderr } = await run(['check', '.'], temporaryFolder('#- /flake.nix\n{ outputs = ]'));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('flake.nix: not read: its text is not Nix\n');
  });

  it('of a flake whose hosts are out of sight says that they are', async () => {
    const folder = temporaryFolder(`
#- /flake.nix
{ inputs.some.url = "github:some/library"; outputs = inputs: inputs.some.lib.mkFlake { modules = ./modules; }; }
#- /modules/travel.nix
{ specialisation.travel.configuration.services.openssh.enable = false; }`);
    const { exitCode, stdout, stderr } = await run(['check', '.'], folder);
    expect([exitCode, stdout]).toEqual([0, 'no problems in 1 system, as far as they could be read\n']);
    expect(stderr).toContain('flake.nix: no host of it is known: its files were checked one by one');
  });

  it('takes a folder named like a file for what it is', async () => {
    const folder = temporaryFolder('#- /configuration.nix\n{ imports = [ ./folder.nix ]; }');
    mkdirSync(join(folder, 'folder.nix'));
    const { exitCode, stdout } = await run(['check', folder]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('`./folder.nix` is imported, but there is no `default.nix` in it');
  });

  it('of one file shows what its system cannot read', async () => {
    const folder = temporaryFolder(`
#- /configuration.nix
{ networking.hostName = import ./name.nix; }
#- /name.nix
"a" "b" =`);
    expect((await run(['check', 'configuration.nix', '--format', 'concise'], folder)).stdout).toContain(
      'name.nix:1:9: error: Nix cannot read this file',
    );
  });

  it.each([
    ['error', 1],
    ['warning', 1],
    ['never', 0],
  ])('with --fail-on %s an error exits with %i', async (threshold, exitCode) => {
    expect((await run(['check', temporaryFolder(CONFLICT), '--fail-on', threshold])).exitCode).toBe(exitCode);
  });

  it('prints large results whole', async () => {
    const count = 400;
    const options = (value: string): string =>
      Array.from({ length: count }, (_, index) => `users.users.u${index}.uid = ${value};`).join('\n');
    const folder = temporaryFolder(`#- /configuration.nix
{
  ${options('1')}
  specialisation.a.configuration = {
    ${options('2')}
  };
}`);
    const { stdout, exitCode } = await run(['check', folder, '--format', 'json']);
    expect(exitCode).toBe(1);
    expect(stdout.length).toBeGreaterThan(500_000);
    expect(JSON.parse(stdout).diagnostics).toHaveLength(2 * count);
  });
});

describe('what cannot be done is said in one line', () => {
  const folder = (): string => temporaryFolder('#- /configuration.nix\n{ }');

  it.each([
    ['no command', [], /EXIT STATUS/],
    ['an unknown command', ['chek', '.'], /unknown command "chek"; did you mean "check"\?\n$/],
    ['a command like none', ['frobnicate'], /unknown command "frobnicate"; "nixos-specialisations --help" lists/],
    ['no path', ['unknowns'], /file or folder is missing/],
    ['two paths', ['explain', 'a', 'b'], /only one/],
    ['an unknown option', ['check', '.', '--frmat', 'json'], /check has no option --frmat; did you mean --format\?\n$/],
    [
      'an option like none',
      ['check', '.', '--xyz=1'],
      /check has no option --xyz; "nixos-specialisations check --help"/,
    ],
    [
      'an option without its value',
      ['check', '--format'],
      /'--format <value>' argument missing; "nixos-specialisations check --help" lists what there is\n$/,
    ],
    ['an unknown format', ['check', '.', '--format', 'xml'], /--format must be one of: text, concise, json/],
    ['an unknown threshold', ['check', '.', '--fail-on', 'hint'], /--fail-on must be one of/],
    ['a path that is not there', ['check', './nowhere'], /no such file or folder: \.\/nowhere/],
    ['a folder used as a file', ['check', './configuration.nix/below'], /no such file or folder/],
  ])('%s', async (_name, args, message) => {
    const { exitCode, stdout, stderr } = await run(args, folder());
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('a file that is not text', async () => {
    const place = folder();
    writeIn(place, '/binary.nix', new Uint8Array([0xff, 0xfe, 0x00]));
    const { exitCode, stderr } = await run(['check', 'binary.nix'], place);
    expect([exitCode, stderr]).toEqual([2, 'nixos-specialisations: cannot be read as text: binary.nix\n']);
  });
});

describe('help', () => {
  it.each([
    [['--help'], /^ {4}check +report[\s\S]*^ {4}fix +apply/m],
    [['check', '--help'], /^SYNOPSIS\n[\s\S]*--format text\|concise\|json/m],
    [['--version'], /^\d+\.\d+\.\d+\n$/],
  ])('%j', async (args, text) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(text);
  });

  it('sets how loud a rule is', async () => {
    const folder = temporaryFolder(CONFLICT);
    const off = await run(['check', folder, '--rule', 'option-conflict=off']);
    expect([off.exitCode, off.stdout.includes('openssh')]).toEqual([0, false]);
    const hint = await run([
      'check',
      folder,
      '--rule',
      'option-conflict=off',
      '--rule',
      'option-conflict=hint',
      '--format',
      'json',
    ]);
    expect(hint.exitCode).toBe(0);
    expect(JSON.parse(hint.stdout).diagnostics.map(({ severity }: { severity: string }) => severity)).toEqual([
      'hint',
      'hint',
    ]);
    expect(await run(['check', folder, '--rule', 'no-rule=off'])).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await run(['check', folder, '--rule', 'option-conflict=loud'])).stderr).toContain('must be one of');
  });
});
