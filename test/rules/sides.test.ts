// A conflict has two sides and is one problem: it is counted once, and silenced as a whole.
import { expect, test } from 'vitest';
import { checkDiagnostics, checkSilent, findingsIn } from '../support/check';
import { parseFixture } from '../support/fixture';

/** The files and lines at which a problem counts. */
async function countedIn(fixture: string): Promise<readonly string[]> {
  const files = parseFixture(fixture);
  const findings = await findingsIn(files);
  return findings
    .filter(({ isOtherSide }) => isOtherSide !== true)
    .map(({ file, start }) => `${file}:${(files.get(file) ?? '').slice(0, start).split('\n').length}`);
}

test('it is counted at the specialisation', async () =>
  expect(
    await countedIn(`
#- /configuration.nix
{ imports = [ ./base.nix ]; specialisation.x.configuration.services.openssh.enable = false; }
#- /base.nix
{ services.openssh.enable = true; }
`),
  ).toEqual(['/configuration.nix:1']));

test('once for each specialisation with a definition of its own, whatever the number of hosts', async () =>
  expect(
    await countedIn(`
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./common.nix { networking.hostName = "a"; } ]; };
    nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./common.nix { networking.hostName = "b"; } ]; };
  };
}
#- /common.nix
{
  time.timeZone = "UTC";
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo";
  specialisation.y.configuration.time.timeZone = "Europe/Rome";
}
`),
  ).toEqual(['/common.nix:3', '/common.nix:4']));

test('two of one side: at the first', async () =>
  expect(
    await countedIn(`
#- /configuration.nix
{ imports = [ ./a.nix ]; time.timeZone = "UTC"; specialisation.x.configuration = { }; }
#- /a.nix
{ time.timeZone = "Asia/Tokyo"; }
`),
  ).toEqual(['/a.nix:1']));

test.each([
  ['base', '  time.timeZone = "UTC"; # specialisations-ignore: option-conflict', '  X'],
  ['specialisation', '  time.timeZone = "UTC";', '  # specialisations-ignore: option-conflict\n  X'],
])('a comment at the %s silences both sides', (_side, base, own) =>
  checkSilent(`{
${base}
${own.replace('X', 'specialisation.x.configuration.time.timeZone = "Asia/Tokyo";')}
}
`),
);

test('a comment at one specialisation leaves the other in conflict', () =>
  checkDiagnostics(`
{
  time.timeZone = "UTC";
# ^^^^^^^^^^^^^ error(option-conflict): Conflicts with specialisation \`y\`, which sets "Europe/Rome" (configuration.nix:5):
  specialisation.x.configuration.time.timeZone = "Asia/Tokyo"; # specialisations-ignore
  specialisation.y.configuration.time.timeZone = "Europe/Rome";
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error(option-conflict): the base system
}
`));
