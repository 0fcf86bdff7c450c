// Settings that go where several specialisations, or several hosts, get them.
import { describe, expect, it } from 'vitest';
import { atMark } from '../../support/at-mark';
import { offered } from '../../support/refactors';

describe('code that makes several specialisations', () => {
  const file = (marked: string): string =>
    `{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation = lib.genAttrs [ "dark" "light" ] (name: {
    configuration.time.timeZone = "UTC";
  });
}
`.replace(marked.replace('$0', ''), () => marked);

  it('is offered once, with all of them', async () => {
    const { titles, after } = await offered(file('openssh.en$0able'));
    expect(titles).toEqual([
      'Set otherwise in specialisations `dark`, `light`',
      'Move to specialisations `dark`, `light`',
      'Write `services` as one set',
    ]);
    expect(after('Set otherwise in specialisations `dark`, `light`').get('/configuration.nix')).toContain(
      '    configuration.services.openssh.enable = lib.mkForce false;\n',
    );
  });

  it('gets no name of one of them', async () => {
    expect((await offered(file('"da$0rk"'))).titles).toEqual([]);
  });
});

it('a file that one which inherits nothing imports, too, loses nothing', async () => {
  const { titles } = await offered(`#- /configuration.nix
{
  imports = [ ./hardware.nix ];
  specialisation.work.configuration.time.timeZone = "UTC";
  specialisation.rescue = { inheritParentConfig = false; configuration.imports = [ ./hardware.nix ]; };
}
#- /hardware.nix
{ boot.loader.systemd-boot.en$0able = true; }
`);
  expect(titles).toContain('Set otherwise in specialisation `work`');
  expect(titles.filter((title) => title.startsWith('Move to'))).toEqual([]);
});

describe('two hosts', () => {
  const flake = (files: Readonly<Record<string, string>>): string => `#- /flake.nix
{ outputs = { nixpkgs, ... }: {
  nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ./common.nix ]; };
  nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./b.nix ./common.nix ]; };
}; }
${Object.entries(files)
  .map(([name, text]) => `#- /${name}.nix\n${text}`)
  .join('\n')}
`;
  const ABOUT_X = {
    alone: 'specialisation.x.configuration.time.timeZone = "UTC";',
    marked: 'networking.fire$0wall.enable = true;',
  };
  const titlesIn = (fixture: string): Promise<readonly string[]> =>
    atMark(fixture, async (editor, { path, params: { position } }) => {
      const actions = await editor.codeActions(path, { start: position, end: position }, { only: ['refactor'] });
      return actions.map(({ title }) => title);
    });
  const TO_X = ['Set otherwise in specialisation `x`', 'Move to specialisation `x`'];
  const offeredOf = async (fixture: string): Promise<readonly string[]> =>
    (await titlesIn(fixture)).filter((title) => TO_X.includes(title));

  it.each([
    [
      'out of what both have, into what one has: the other keeps it',
      'common',
      'a',
      ['Set otherwise in specialisation `x`'],
    ],
    ['out of what one has, into what both have: the other gets none', 'a', 'common', []],
    ['within what both have', 'common', 'common', TO_X],
    ['within what one has', 'a', 'a', TO_X],
  ])('%s', async (_name, from, to, expected) => {
    const files: Record<string, string> = { a: '{ }', b: '{ }', common: '{ }' };
    for (const [name, statement] of [
      [from, ABOUT_X.marked],
      [to, ABOUT_X.alone],
    ] as const)
      files[name] = (files[name] ?? '').replace('{', `{ ${statement}`);
    expect(await offeredOf(flake(files))).toEqual(expected);
  });
});
