// What a specialisation makes of the options of its base.

import { describe, expect, it } from 'vitest';
import type { OptionDifference } from '../../../server/src/analysis/reports/differences';
import { differencesIn } from '../../../server/src/service/reports';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

/** The differences of the specialisation `s` (or of the base) of /configuration.nix. */
async function differencesOf(
  fixture: string,
  specialisation: string | null = 's',
): Promise<readonly OptionDifference[]> {
  const workspace = await testWorkspace(parseFixture(fixture));
  const found = differencesIn(workspace, {
    kind: 'nixos',
    host: null,
    entry: '/configuration.nix',
    inside: [],
    specialisation,
  });
  workspace.dispose();
  if (found === undefined) throw new Error('there is no such system');
  return found;
}

/**
 * `base` and `own` are the bodies of the base and of the specialisation; what differs comes as
 * `option change: before → after`.
 */
async function changes(base: string, own: string): Promise<readonly string[]> {
  const all = await differencesOf(
    `{ lib, config, pkgs, ... }: { ${base} specialisation.s.configuration = { ${own} }; }`,
  );
  return all.map(({ option, change, before = '∅', after = '∅' }) => `${option} ${change}: ${before} → ${after}`);
}

describe('by option', () => {
  it.each([
    ['nothing', 'networking.hostName = "a";', '', []],
    ['only here', '', 'networking.hostName = "a";', ['networking.hostName added: ∅ → "a"']],
    [
      'stronger here',
      'networking.hostName = "a";',
      'networking.hostName = lib.mkForce "b";',
      ['networking.hostName overridden: "a" → "b"'],
    ],
    [
      'the base yields',
      'networking.hostName = lib.mkDefault "a";',
      'networking.hostName = "b";',
      ['networking.hostName overridden: "a" → "b"'],
    ],
    [
      'the base is stronger',
      'networking.hostName = lib.mkForce "a";',
      'networking.hostName = "b";',
      ['networking.hostName ineffective: "a" → "a"'],
    ],
    [
      'the same again',
      'services.openssh.enable = true;',
      'services.openssh.enable = true;',
      ['services.openssh.enable same: true → true'],
    ],
    [
      'lists join',
      'boot.kernelParams = [ "a" ];',
      'boot.kernelParams = [ "b" ];',
      ['boot.kernelParams extended: [ "a" ] → [ "b" "a" ]'],
    ],
    [
      'a list that is forced',
      'boot.kernelParams = [ "a" ];',
      'boot.kernelParams = lib.mkForce [ "b" ];',
      ['boot.kernelParams overridden: [ "a" ] → [ "b" ]'],
    ],
    [
      'a set that is forced loses its other keys',
      'environment.etc = { a.text = "a"; b.text = "b"; };',
      'environment.etc = lib.mkForce { b.text = "c"; };',
      ['environment.etc.a.text removed: "a" → ∅', 'environment.etc.b.text overridden: "b" → "c"'],
    ],
    [
      'a definition for the base only',
      'networking.hostName = lib.mkIf (config.specialisation != { }) "a";',
      '',
      ['networking.hostName removed: "a" → ∅'],
    ],
    [
      'a value computed from another',
      'networking.hostName = "a"; networking.domain = "${config.networking.hostName}.org";',
      'networking.hostName = lib.mkForce "b";',
      ['networking.domain derived: "a.org" → "b.org"', 'networking.hostName overridden: "a" → "b"'],
    ],
    [
      'a condition that is not known',
      'networking.hostName = "a";',
      'networking.hostName = lib.mkIf (builtins.getEnv "X" == "") (lib.mkForce "b");',
      ['networking.hostName possible: "a" → ∅'],
    ],
    ['a conflict', 'networking.hostName = "a";', 'networking.hostName = "b";', ['networking.hostName conflict: ∅ → ∅']],
    ['a value of the wrong type', '', 'networking.hostName = 1;', ['networking.hostName invalid: ∅ → ∅']],
    [
      'packages, which cannot be compared',
      'services.openssh.package = lib.mkDefault pkgs.a;',
      'services.openssh.package = pkgs.b;',
      ['services.openssh.package overridden: pkgs.a → pkgs.b'],
    ],
    ['what NixOS does to every specialisation', 'boot.loader.grub.device = "/dev/sda";', '', []],
    ['what is not known in either', 'networking.hostName = builtins.getEnv "X";', '', []],
  ])('%s', async (_name, base, own, expected) => {
    expect(await changes(base, own)).toEqual(expected);
  });

  it('one that stands alone takes nothing away: it is a system of its own', async () => {
    const fixture = `{ networking.hostName = "a"; specialisation.s = { inheritParentConfig = false; configuration.time.timeZone = "UTC"; }; }`;
    expect((await differencesOf(fixture)).map(({ option, change }) => [option, change])).toEqual([
      ['time.timeZone', 'added'],
    ]);
  });

  it('of the base: its own conflicts, which its specialisations do not repeat', async () => {
    const fixture = `{ imports = [ { networking.hostName = "a"; } { networking.hostName = "b"; } ]; specialisation.s.configuration = { }; }`;
    expect((await differencesOf(fixture, null)).map(({ option, change }) => [option, change])).toEqual([
      ['networking.hostName', 'conflict'],
    ]);
    expect(await differencesOf(fixture)).toEqual([]);
  });
});

describe('definitions', () => {
  const texts = ({ definitions }: OptionDifference) =>
    definitions.map(({ location, scope, priority, shown, role }) => [role, scope, location?.file, shown, priority]);

  it('say who wins, across files', async () => {
    const [found] = await differencesOf(`
#- /configuration.nix
{ imports = [ ./base.nix ]; specialisation.s.configuration = ./s.nix; }
#- /base.nix
{ lib, ... }: { services.openssh.enable = lib.mkDefault true; }
#- /s.nix
{ services.openssh.enable = false; }
`);
    expect(found && texts(found)).toEqual([
      ['wins', 'specialisation', '/s.nix', 'false', ''],
      ['loses', 'base', '/base.nix', 'true', 'mkDefault, priority 1000'],
    ]);
    expect(found?.definitions[0]?.location).toEqual({ file: '/s.nix', start: 2, end: 33 });
  });

  it('of a conflict: both sides, with how sure it is', async () => {
    const [found] = await differencesOf(
      '{ networking.hostName = "a"; specialisation.s.configuration.networking.hostName = "b"; }',
    );
    expect(found && texts(found)).toEqual([
      ['equal', 'base', '/configuration.nix', '"a"', ''],
      ['equal', 'specialisation', '/configuration.nix', '"b"', ''],
    ]);
    expect(found?.conflict).toEqual({ kind: 'values', proof: 'certain', isIgnored: false });
  });
});

describe('homes of users', () => {
  it('count to the specialisation that changes them', async () => {
    const found = await changes(
      'home-manager.users.kim = { programs.git.enable = true; home.stateVersion = "25.05"; };',
      'home-manager.users.kim = { programs.git.enable = lib.mkForce false; programs.fish.enable = true; };',
    );
    expect(found).toEqual([
      'home-manager.users.kim.programs.fish.enable added: ∅ → true',
      'home-manager.users.kim.programs.git.enable overridden: true → false',
    ]);
  });

  it('a user that only the specialisation has', async () => {
    expect(await changes('', 'home-manager.users.kim.programs.fish.enable = true;')).toEqual([
      'home-manager.users.kim.programs.fish.enable added: ∅ → true',
    ]);
  });

  it('and conflicts in them too, once', async () => {
    const git = (value: boolean) => `home-manager.users.kim.programs.git.enable = ${value};`;
    expect(await changes(git(true), git(false))).toEqual([
      'home-manager.users.kim.programs.git.enable conflict: ∅ → ∅',
    ]);
  });
});

describe('systems', () => {
  const FLAKE = `
#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations = nixpkgs.lib.genAttrs [ "a" "b" ] (name: nixpkgs.lib.nixosSystem {
      modules = [ { networking.hostName = name; specialisation.s.configuration.networking.hostName = "b"; } ];
    });
  };
}
`;

  it('are told apart by host', async () => {
    const workspace = await testWorkspace(parseFixture(FLAKE));
    const of = (host: string) =>
      differencesIn(workspace, { kind: 'nixos', host, entry: '/flake.nix', inside: [], specialisation: 's' })?.map(
        ({ change }) => change,
      );
    expect([of('a'), of('b'), of('c')]).toEqual([['conflict'], ['same'], undefined]);
    const counts = workspace
      .snapshot()
      .systems.map(({ host, specialisations }) => [host, specialisations[0]?.conflicts.certain]);
    expect(counts).toEqual([
      ['a', 1],
      ['b', 0],
    ]);
    workspace.dispose();
  });
});
