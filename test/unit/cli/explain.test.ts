// `explain` in a process of its own: what becomes of each option, and the whole for many configurations in one file.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

const CONFIGURATION = `
#- /configuration.nix
{ lib, ... }:
{
  imports = [ ./ssh.nix <outside> ];
  networking.hostName = lib.mkIf (builtins.getEnv "X" == "") "a";
  specialisation.travel.configuration = {
    services.openssh.enable = false;
    boot.kernelParams = [ "quiet" ];
  };
}
#- /ssh.nix
{ lib, ... }:
{
  services.openssh.enable = true;
  boot.kernelParams = lib.mkDefault [ "debug" ];
}
`;

/** A range within one line. */
const range = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});

describe('explain', () => {
  it('prints JSON: for each system its options, with every definition', async () => {
    const { exitCode, stdout, stderr } = await run(['explain', temporaryFolder(CONFIGURATION), '--format', 'json']);
    expect([exitCode, stderr]).toEqual([0, '']);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      version: 1,
      systems: [
        { kind: 'nixos', root: 'configuration.nix', host: null, name: '<base>' },
        { kind: 'nixos', root: 'configuration.nix', host: null, name: 'travel' },
      ],
    });
    const [base, travel] = report.systems;
    expect(base.unseen).toEqual([
      {
        name: '<outside>',
        reason: { code: 'search-path', detail: '<outside>', file: 'configuration.nix', range: range(2, 24, 33) },
      },
    ]);
    expect(base.options['services.openssh.enable']).toMatchObject({ verdict: 'ok', value: true });
    expect(base.options['networking.hostName']).toMatchObject({
      verdict: 'unknown',
      reason: { code: 'environment', detail: 'builtins.getEnv', file: 'configuration.nix' },
      definitions: [{ wins: false, reason: { code: 'environment' } }],
    });
    const ssh = { file: 'ssh.nix', range: range(2, 2, 32), priority: 100, scope: 'parent', wins: true, shown: 'true' };
    expect(travel.options['services.openssh.enable']).toEqual({
      verdict: 'conflict',
      kind: 'values',
      definitions: expect.arrayContaining([
        ssh,
        {
          file: 'configuration.nix',
          range: range(5, 4, 35),
          priority: 100,
          scope: 'child',
          wins: true,
          shown: 'false',
        },
      ]),
    });
    expect(travel.options['boot.kernelParams']).toMatchObject({ verdict: 'ok', value: ['quiet'] });
    const { definitions } = travel.options['boot.kernelParams'];
    expect(
      definitions.map(({ priority, wins }: { priority: number; wins: boolean }) => [priority, wins]).sort(),
    ).toEqual([
      [100, true],
      [1000, false],
    ]);
  });

  it('of one option, and of one system', async () => {
    const folder = temporaryFolder(CONFIGURATION);
    const asked = async (...args: string[]) =>
      JSON.parse((await run(['explain', folder, '--format', 'json', ...args])).stdout).systems;
    const [base, travel] = await asked('--option', 'boot');
    expect([base, travel].map(({ options }) => Object.keys(options))).toEqual([
      ['boot.kernelParams'],
      ['boot.kernelParams'],
    ]);
    expect((await asked('--system', 'travel')).map(({ name }: { name: string }) => name)).toEqual(['travel']);
    expect((await asked('--system', 'base')).map(({ name }: { name: string }) => name)).toEqual(['<base>']);
  });

  it.each([
    [['--system', 'home'], /no such system: home/],
    [['--option', 'services.nothing'], /nothing defines services\.nothing/],
  ])('says when there is nothing to show: %j', async (args, message) => {
    const { exitCode, stderr } = await run(['explain', temporaryFolder(CONFIGURATION), ...args]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
  });

  it('of one file shows the systems it takes part in', async () => {
    const folder = temporaryFolder(`${CONFIGURATION}#- /other/configuration.nix\n{ networking.hostName = "b"; }`);
    const { stdout } = await run(['explain', join(folder, 'ssh.nix'), '--format', 'json']);
    expect(JSON.parse(stdout).systems.map(({ root }: { root: string }) => root)).toEqual([
      'configuration.nix',
      'configuration.nix',
    ]);
  });

  it('names the library whose conventions define something', async () => {
    const folder = temporaryFolder(`
#- /flake.nix
{ inputs.blueprint.url = "github:numtide/blueprint"; outputs = inputs: inputs.blueprint { inherit inputs; }; }
#- /hosts/lap/configuration.nix
{ specialisation.travel.configuration.networking.hostName = "away"; }
`);
    const asked = (...more: string[]) =>
      run(['explain', folder, '--system', 'travel', '--option', 'networking.hostName', ...more]);
    expect((await asked()).stdout).toContain(` --> blueprint's conventions: loses: "lap" (mkDefault, priority 1000)\n`);
    const [{ options }] = JSON.parse((await asked('--format', 'json')).stdout).systems;
    expect(options['networking.hostName'].definitions).toMatchObject([
      { file: null, library: 'blueprint', range: null, wins: false },
      { file: 'hosts/lap/configuration.nix', wins: true },
    ]);
  });

  it('names hosts and Home Manager users', async () => {
    const folder = temporaryFolder(`
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.lap = nixpkgs.lib.nixosSystem { modules = [ { home-manager.users.ann.programs.git.enable = true; } ]; };
    nixosConfigurations.desk = nixpkgs.lib.nixosSystem { modules = [ { networking.hostName = "desk"; } ]; };
  };
}`);
    const { stdout } = await run(['explain', folder, '--format', 'json', '--system', 'lap']);
    const { systems } = JSON.parse(stdout);
    expect(systems).toMatchObject([
      { kind: 'nixos', host: 'lap', name: '<base>' },
      {
        kind: 'home-manager',
        host: 'lap',
        name: '<base>',
        inside: 'home-manager.users.ann',
        options: { 'programs.git.enable': { value: true } },
      },
    ]);
  });
});

describe('explain --batch', () => {
  const batch = async (rows: readonly object[]): Promise<readonly object[]> => {
    const folder = temporaryFolder();
    writeIn(folder, '/cases.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const { exitCode, stdout, stderr } = await run(['explain', '--batch', join(folder, 'cases.jsonl')]);
    expect([exitCode, stderr]).toEqual([0, '']);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  };
  const alone = (id: string, text: string) => ({ id, root: 'configuration.nix', files: { 'configuration.nix': text } });
  const OPTION = 'options.my.x = lib.mkOption { type = lib.types.int; };';

  it('prints a line for each case', async () => {
    const lines = await batch([
      {
        id: 'one',
        root: 'configuration.nix',
        files: {
          'configuration.nix': `{ lib, ... }: { imports = [ ./modules ]; ${OPTION} config.specialisation.a.configuration.my.x = 2; }`,
          'modules/default.nix': '{ my.x = 1; }',
        },
      },
      alone('two', `{ lib, ... }: { ${OPTION} config.my.x = builtins.currentTime; }`),
      alone('three', '{ }'),
    ]);
    expect(lines).toEqual([
      {
        id: 'one',
        systems: {
          '<base>': { 'my.x': { verdict: 'ok', value: 1 } },
          a: { 'my.x': { verdict: 'conflict', kind: 'values' } },
        },
      },
      {
        id: 'two',
        systems: {
          '<base>': { 'my.x': { verdict: 'ok', reason: { code: 'environment', detail: 'builtins.currentTime' } } },
        },
      },
      { id: 'three', systems: { '<base>': {} } },
    ]);
  });

  it('says why a case as a whole does not evaluate', async () => {
    const failing = (text: string) =>
      alone(text, `{ lib, config, pkgs, ... }: { ${OPTION} config = { my.x = 1; }; ${text} }`);
    const lines = await batch(
      [
        failing('config.specialisation.a.my.x = 2;'),
        failing('config.specialisation.a.configuration = mkIf true { };'),
        failing('config.specialisation.a.configuration.my.x = let inherit nobody; in 1;'),
        failing('imports = [ 5 ];'),
        failing('imports = map (name: { }) config.names;'),
        failing('config.imports = [ ];'),
        failing('imports = [ { my = lib.mkIf false 5; } ];'),
        failing('my.y = 1;'),
        failing('imports = if pkgs.unheardOf then [ 5 ] else [ ];'),
        // None of these fails as a whole.
        failing('config.specialisation.a.configuration = with lib; mkIf true { };'),
        failing(
          'config.specialisation.a = lib.mkIf false { configuration = rec { my = { inherit y; }; y.x = __newer; }; };',
        ),
      ].map((row, index) => ({ ...row, id: String(index) })),
    );
    expect(lines.map((line) => ('error' in line ? line.error : undefined))).toEqual([
      'undeclared',
      'undefined-variable',
      'undefined-variable',
      'not-a-module',
      'infinite-recursion',
      'undeclared',
      'not-a-set',
      'not-a-module',
      'infinite-recursion',
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['not JSON', 'x', /cases\.jsonl:2: not a JSON object/],
    ['no files', '{"id":"a","root":"b"}', /cases\.jsonl:2/],
    ['files that are no texts', '{"id":"a","root":"b","files":{"b":1}}', /cases\.jsonl:2/],
  ])('refuses a line that is no case: %s', async (_name, line, message) => {
    const folder = temporaryFolder();
    writeIn(folder, '/cases.jsonl', `\n${line}\n`);
    const { exitCode, stdout, stderr } = await run(['explain', '--batch', 'cases.jsonl'], folder);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
