// Where definitions meet in specialisations: what they change nothing of is not evaluated again for each of them.
import { expect, it, test } from 'vitest';
import { enteredSets, mergePoints } from '../../../server/src/analysis/merge-points';
import { answerOf } from '../../../server/src/service/api';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

/** The options at which definitions meet in the specialisation `x`, and whether they are those of the base. */
async function meetings(text: string): Promise<Readonly<Record<string, boolean>>> {
  const workspace = await testWorkspace(parseFixture(text));
  const [found] = answerOf(
    workspace.ask({}, ({ base }) => {
      const [x] = base.specialised;
      const own = new Set([...mergePoints(base), ...enteredSets(base)]);
      const there = x === undefined ? [] : [...mergePoints(x), ...enteredSets(x)];
      return [Object.fromEntries(there.map((merged) => [merged.path.join('.'), own.has(merged)]))];
    }),
  );
  workspace.dispose();
  return found ?? {};
}

const BASE = `
  imports = [ ./more.nix ];
  networking.hostName = "a";
  networking.domain = lib.mkIf config.services.openssh.enable "b";
  environment.variables.A = "1";
  services.openssh.settings.X11Forwarding = true;
  boot.kernelParams = [ "quiet" ];`;
const MORE = `#- /more.nix
{ lib, ... }:
{
  networking.hostName = lib.mkDefault "b";
  networking.domain = lib.mkDefault "c";
  environment.variables.A = lib.mkForce "2";
  environment.variables.B = "2";
  services.openssh.settings.X11Forwarding = lib.mkDefault false;
  boot.kernelParams = [ "splash" ];
}
`;

const withIn = (specialisation: string, more = MORE): string =>
  `{ config, lib, ... }:\n{${BASE}\n  specialisation.x.configuration = ${specialisation};\n}\n${more}`;

it('what a specialisation leaves alone is what it is in the base', async () => {
  expect(await meetings(withIn('{ environment.variables.C = "3"; boot.kernelParams = [ "debug" ]; }'))).toEqual({
    'networking.hostName': true,
    'services.openssh.settings': true,
    'services.openssh.settings.X11Forwarding': true,
    // Its condition may be another one there.
    'networking.domain': false,
    'boot.kernelParams': false,
    'environment.variables': false,
    'environment.variables.A': false,
  });
});

test.each<[string, string]>([
  ['a module of the base is left out', '{ disabledModules = [ ./more.nix ]; networking.hostName = "c"; }'],
  ['options are declared', '{ options.networking.hostName = lib.mkOption { type = lib.types.lines; }; }'],
])('%s: looked at anew', async (_, specialisation) => {
  expect((await meetings(withIn(specialisation)))['networking.hostName'] ?? false).toBe(false);
});

it('an option that every specialisation is given a value of is looked at anew', async () => {
  const more = `#- /more.nix\n{ lib, ... }: { boot.loader.grub.device = lib.mkDefault "/dev/sda"; }\n`;
  const text = withIn('{ }', more).replace('networking.hostName', 'boot.loader.grub.device');
  expect(await meetings(text)).toMatchObject({ 'boot.loader.grub.device': false });
});
