// `unknowns` in a process of its own.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder';
import { commandLine } from './run-cli';

const run = commandLine();

const CONFIGURATION = `
#- /configuration.nix
{ lib, ... }:
{
  imports = [ <outside> ./a.nix ];
  services.openssh.enable = lib.mkIf (builtins.getEnv "X" == "") true;
  services.printing.enable = lib.mkIf (builtins.getEnv "X" == "") true;
  boot = builtins.currentTime;
  specialisation.travel.configuration = { };
  specialisation.\${builtins.getEnv "X"}.configuration = { };
}
#- /a.nix
{ networking.hostName = builtins.getEnv "X"; }
`;

it('lists what is not known, the most frequent first', async () => {
  const { exitCode, stdout, stderr } = await run(['unknowns', temporaryFolder(CONFIGURATION)]);
  expect([exitCode, stderr]).toEqual([0, '']);
  const [first, ...lines] = stdout.trimEnd().split('\n');
  expect(first).toBe('    2  condition of a definition: environment: builtins.getEnv, as at configuration.nix:4:3');
  expect(lines.sort()).toEqual([
    '    1  module that is imported: search-path: <outside>, as at configuration.nix:3:15',
    '    1  names of specialisations: dynamic: an attribute whose name is not known, as at configuration.nix:8:20',
    '    1  set that may define more options: environment: builtins.currentTime, as at configuration.nix:6:10',
    '    1  value: environment: builtins.getEnv, as at a.nix:1:3',
    '5 reasons',
    'known: 2 of 4 definitions, 0 of 2 conditions, 1 of 2 specialisations',
  ]);
});

it('prints JSON', async () => {
  const { stdout } = await run(['unknowns', temporaryFolder(CONFIGURATION), '--format', 'json']);
  const { version, known, unknowns } = JSON.parse(stdout);
  expect(version).toBe(1);
  expect(known.conditions).toEqual({ known: 0, all: 2 });
  expect(unknowns[0]).toEqual({
    what: 'condition',
    code: 'environment',
    detail: 'builtins.getEnv',
    count: 2,
    example: { file: 'configuration.nix', range: { start: { line: 3, character: 2 }, end: expect.anything() } },
  });
});

it('of one file is about the systems it takes part in', async () => {
  const folder = temporaryFolder(`${CONFIGURATION}#- /other/configuration.nix\n{ networking.hostName = "x"; }`);
  expect((await run(['unknowns', join(folder, 'other/configuration.nix')])).stdout).toContain('0 reasons\n');
  expect((await run(['unknowns', join(folder, 'a.nix')])).stdout).toContain('5 reasons');
});
