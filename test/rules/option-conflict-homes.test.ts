// Conflicts in the homes of users, which a specialisation of the system may configure, too.
import { describe, expect, test } from 'vitest';
import { checkDiagnostics, checkSilent, findingsIn } from '../support/check';
import { parseFixture } from '../support/fixture';

describe('in the home of a user', () => {
  const text = (home: string, own: string, marks: readonly [string, string]): string => `
{ lib, ... }:
{
  home-manager.users.kim = {
    ${home}
${marks[0]}
  };
  specialisation.work.configuration.home-manager.users.kim = {
    ${own}
${marks[1]}
  };
}
`;

  test('a specialisation of the system may contradict the base', () =>
    checkDiagnostics(
      text('programs.git.enable = true;', 'programs.git.enable = false;', [
        '#   ^^^^^^^^^^^^^^^^^^^ error(option-conflict): `home-manager.users.kim.programs.git.enable` | specialisation `work` will not evaluate',
        '#   ^^^^^^^^^^^^^^^^^^^ error(option-conflict): the base system, which sets true',
      ]),
    ));
  test('or win', () =>
    checkSilent(text('programs.git.enable = true;', 'programs.git.enable = lib.mkForce false;', ['', ''])));
  // Priorities are compared level by level: what is said of a whole home decides before
  // anything inside it is looked at.
  const [on, off] = ['programs.git.enable = true;', 'programs.git.enable = false;'];
  const work = (definition: string): string => `specialisation.work.configuration.${definition}`;
  test.each([
    [
      'the home as a whole',
      `home-manager.users.kim = { ${on} };`,
      work(`home-manager.users.kim = lib.mkForce { ${off} };`),
    ],
    [
      'the home as a function',
      `home-manager.users.kim = { ${on} };`,
      work(`home-manager.users.kim = lib.mkForce ({ pkgs, ... }: { ${off} });`),
    ],
    [
      'all homes',
      `home-manager.users.kim = { ${on} };`,
      work(`home-manager.users = lib.mkForce { kim = { ${off} }; };`),
    ],
    [
      'all of Home Manager',
      `home-manager.users.kim = { ${on} };`,
      work(`home-manager = lib.mkForce { users.kim = { ${off} }; };`),
    ],
    [
      'the home in a module of its own',
      `home-manager.users.kim = { ${on} };`,
      work(`imports = [ { home-manager.users.kim = lib.mkForce { ${off} }; } ];`),
    ],
    [
      'all homes in a module of its own',
      `home-manager.users.kim = { ${on} };`,
      work(`imports = [ { home-manager.users = lib.mkForce { kim = { ${off} }; }; } ];`),
    ],
    [
      'the home in one of several parts',
      `home-manager.users.kim = { ${on} };`,
      `specialisation.work.configuration = lib.mkMerge [ { home-manager.users.kim = lib.mkForce { ${off} }; } { home-manager.users.kim = { ${off} }; } ];`,
    ],
    [
      'the home, of a base that forces one value',
      `home-manager.users.kim.programs.git.enable = lib.mkForce true;`,
      work(`home-manager.users.kim = lib.mkForce { ${off} };`),
    ],
    [
      'modules that the home imports',
      `home-manager.users.kim = { imports = [ { ${on} } ]; };`,
      work(`home-manager.users.kim = lib.mkForce { imports = [ { ${off} } ]; };`),
    ],
    [
      'a module among the imports of the home',
      `home-manager.users.kim = { ${on} };`,
      work(`home-manager.users.kim = { imports = [ (lib.mkForce { ${off} }) ]; };`),
    ],
    [
      'what all homes share',
      `home-manager = { sharedModules = [ { ${on} } ]; users.kim = { }; };`,
      work(`home-manager = { sharedModules = lib.mkForce [ ]; users.kim = { ${off} }; };`),
    ],
    [
      'more strongly than the base does',
      `home-manager.users.kim = lib.mkForce { ${on} };`,
      work(`home-manager.users.kim = lib.mkVMOverride { ${off} };`),
    ],
  ])('a specialisation may force %s', (_, base, own) =>
    checkSilent(`{ lib, ... }: { ${base} ${own} }`, 'option-conflict'),
  );
  test.each([
    ['the home', `home-manager.users.kim = lib.mkDefault { ${on} };`],
    ['all homes', `home-manager.users = lib.mkDefault { kim = { ${on} }; };`],
  ])('the base may give %s as a default', (_, base) =>
    checkSilent(`{ lib, ... }: { ${base} ${work(`home-manager.users.kim = { ${off} };`)} }`, 'option-conflict'),
  );
  test('to force another home, or both, decides nothing', () =>
    checkDiagnostics(`
{ lib, ... }:
{
  home-manager.users.kim = { programs.git.enable = true; };
#                            ^^^^^^^^^^^^^^^^^^^ error(option-conflict)
  home-manager.users.lee = lib.mkForce { programs.git.enable = true; };
#                                        ^^^^^^^^^^^^^^^^^^^ error(option-conflict)
  specialisation.work.configuration.home-manager.users = {
    kim = { programs.git.enable = false; };
#           ^^^^^^^^^^^^^^^^^^^ error(option-conflict)
    lee = lib.mkForce { programs.git.enable = false; };
#                       ^^^^^^^^^^^^^^^^^^^ error(option-conflict)
  };
}
`));
  test('one that only the base configures is looked at once', () =>
    checkDiagnostics(`
{
  home-manager.users.kim = { programs.git.enable = true; imports = [ { programs.git.enable = false; } ]; };
#                            ^^^^^^^^^^^^^^^^^^^ error(option-conflict)
#                                                                      ^^^^^^^^^^^^^^^^^^^ error(option-conflict)
  specialisation.work.configuration = { };
}
`));
});

test('an option that had another type when the flake was locked: no more than a hint', async () => {
  const fixture = (lastModified: number): string => `
#- /flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs/nixos-22.11"; home-manager.url = "github:nix-community/home-manager"; };
  outputs = { nixpkgs, home-manager, ... }: {
    homeConfigurations.ann = home-manager.lib.homeManagerConfiguration { modules = [ ./home.nix ]; };
  };
}
#- /flake.lock
{ "nodes": { "home-manager": { "locked": { "type": "github", "owner": "nix-community", "repo": "home-manager", "lastModified": ${lastModified} } }, "root": { "inputs": { "home-manager": "home-manager" } } }, "root": "root" }
#- /home.nix
{ home.sessionVariables.EDITOR = "vi"; specialisation.x.configuration.home.sessionVariables.EDITOR = "ed"; }
`;
  const severities = async (time: number): Promise<readonly string[]> =>
    (await findingsIn(parseFixture(fixture(time)))).map(({ code, severity }) => `${code} ${severity}`);
  expect(await severities(1_660_000_000)).toEqual(['option-conflict hint', 'option-conflict hint']);
  expect(await severities(1_760_000_000)).toEqual(['option-conflict error', 'option-conflict error']);
});

describe('in the words of a home', () => {
  test('the base of a home that stands alone is no system', async () => {
    const files = parseFixture(`#- /home.nix
{ lib, ... }:
{
  home.username = "kim";
  home.homeDirectory = "/home/kim";
  specialisation.dark.configuration = {
    home.username = "sun";
    programs.git.enable = lib.mkForce true;
  };
  programs.git.enable = true;
}
`);
    const messages = (await findingsIn(files)).flatMap(({ message, related, fixes }) => [
      message,
      ...related.map((place) => place.message),
      ...fixes.map(({ title }) => title),
    ]);
    expect(messages.join('\n')).toContain('the base home configuration, which sets "kim"');
    expect(messages.join('\n')).not.toMatch(/\bsystem\b/);
  });
});
