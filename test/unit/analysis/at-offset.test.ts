// What stands at a place: `$0` marks it.
import { expect, it } from 'vitest';
import { atOffset } from '../../../server/src/analysis/at-offset';
import { answerOf } from '../../../server/src/service/api';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

/** What the analysis of the base says of the place, in short. */
async function at(fixture: string): Promise<Readonly<Record<string, unknown>>> {
  const marked = parseFixture(fixture);
  const [file = '', text = ''] = [...marked].find(([, content]) => content.includes('$0')) ?? [];
  const offset = text.indexOf('$0');
  const workspace = await testWorkspace(new Map([...marked, [file, text.replace('$0', '')]]));
  const [found] = answerOf(
    workspace.ask({ file }, (analysis, texts) => {
      const place = atOffset(analysis, file, offset, texts);
      return [
        {
          option: place?.option?.join('.'),
          definitions: place?.definitions.map(({ system, path }) => `${system.name ?? 'base'}: ${path.join('.')}`),
          argument: place?.argument && [place.argument.argument, ...place.argument.path].join('.'),
          specialisation: place?.specialisation,
          property: place?.property?.name,
          importedFile: place?.importedFile,
        },
      ];
    }),
  );
  workspace.dispose();
  return Object.fromEntries(
    Object.entries(found ?? {}).filter(([, said]) => said !== undefined && (!Array.isArray(said) || said.length > 0)),
  );
}

const inModule = (body: string): string => `{ lib, config, pkgs, ... }: { ${body} }`;

it.each([
  [
    'the last step of a name',
    'services.openssh.ena$0ble = true;',
    { option: 'services.openssh.enable', definitions: ['base: services.openssh.enable'] },
  ],
  ['a step before it', 'services.ope$0nssh.enable = true;', { option: 'services.openssh' }],
  ['a set around it', 'serv$0ices = { openssh.enable = true; };', { option: 'services' }],
  [
    'a value',
    'services.openssh.enable = tr$0ue;',
    { option: 'services.openssh.enable', definitions: ['base: services.openssh.enable'] },
  ],
  [
    'a value in a property',
    'services.openssh.enable = lib.mkDefault tr$0ue;',
    { option: 'services.openssh.enable', definitions: ['base: services.openssh.enable'] },
  ],
  [
    'the name of a property',
    'services.openssh.enable = lib.mkDef$0ault true;',
    {
      option: 'services.openssh.enable',
      definitions: ['base: services.openssh.enable'],
      argument: 'lib.mkDefault',
      property: 'mkDefault',
    },
  ],
  [
    'an option inside an option',
    'users.users.alice.ui$0d = 1000;',
    { option: 'users.users.alice.uid', definitions: ['base: users.users.alice.uid'] },
  ],
  [
    'behind a condition',
    'config = lib.mkIf true { networking.hostNa$0me = "a"; };',
    { option: 'networking.hostName', definitions: ['base: networking.hostName'] },
  ],
  [
    'an argument of the module',
    'networking.hostName = config.networking.dom$0ain;',
    { option: 'networking.hostName', definitions: ['base: networking.hostName'], argument: 'config.networking.domain' },
  ],
  [
    'a step of an argument',
    'networking.hostName = config.netw$0orking.domain;',
    { option: 'networking.hostName', definitions: ['base: networking.hostName'], argument: 'config.networking' },
  ],
  [
    'the argument itself',
    'environment.systemPackages = [ pk$0gs.hello ];',
    { option: 'environment.systemPackages', definitions: ['base: environment.systemPackages'], argument: 'pkgs' },
  ],
  [
    'a name that `with` gives',
    'services.openssh.enable = with lib; mkFo$0rce true;',
    {
      option: 'services.openssh.enable',
      definitions: ['base: services.openssh.enable'],
      property: 'mkForce',
    },
  ],
  [
    'what is laid over another set',
    'services = { openssh.enable = true; } // { openssh.po$0rts = [ 22 ]; };',
    { option: 'services.openssh.ports', definitions: ['base: services.openssh.ports'] },
  ],
  [
    'what a set loses to one laid over it',
    'services = { openssh.ena$0ble = true; } // { openssh.ports = [ 22 ]; };',
    {},
  ],
  [
    'what `let` names',
    'services.openssh = let it = { ena$0ble = true; }; in it;',
    { option: 'services.openssh.enable', definitions: ['base: services.openssh.enable'] },
  ],
  [
    'an option inside of a home',
    'home-manager.users.kim.programs.git.ena$0ble = true;',
    {
      option: 'home-manager.users.kim.programs.git.enable',
      definitions: ['base: programs.git.enable'],
    },
  ],
  [
    'a step of the name of an option inside of a home',
    'home-manager.users.kim.pro$0grams.git.enable = true;',
    { option: 'home-manager.users.kim.programs' },
  ],
  [
    'a deep option inside of a home',
    'home-manager.users.kim = { programs.git.settings.user.na$0me = "kim"; };',
    {
      option: 'home-manager.users.kim.programs.git.settings.user.name',
      definitions: ['base: programs.git.settings.user.name'],
    },
  ],
  ['between two settings', 'networking.hostName = "a"; $0 networking.domain = "b";', {}],
  ['a comment', 'networking.hostName = "a"; /* he$0re */', {}],
])('%s', async (_, body, expected) => {
  expect(await at(inModule(body))).toEqual(expected);
});

it.each([
  ['{ config, ... }@args: { networking.hostName = args.config.networking.dom$0ain; }', 'config.networking.domain'],
  ['args: { networking.hostName = args.config.networking.dom$0ain; }', 'config.networking.domain'],
  [
    '{ config, ... }: let inherit (config.networking) domain; in { networking.hostName = dom$0ain; }',
    'config.networking.domain',
  ],
  ['{ config, ... }: let config = { a = 1; }; in { networking.hostName = config.a$0; }', undefined],
])('what an argument is: %s', async (module, argument) => {
  expect((await at(module)).argument).toBe(argument);
});

it('a place in a file that only a specialisation imports', async () => {
  expect(
    await at(`#- /configuration.nix
{ specialisation.plasma.configuration = { imports = [ ./plasma.nix ]; }; }
#- /plasma.nix
{ services.xserver.ena$0ble = true; }`),
  ).toEqual({
    option: 'specialisation.plasma.configuration.services.xserver.enable',
    definitions: ['plasma: services.xserver.enable'],
  });
});

it.each([0, 1, 1_000])('an offset at or behind the ends of a file: %i', async (offset) => {
  const workspace = await testWorkspace(new Map([['/configuration.nix', '{ specialisation.a.configuration = { }; }']]));
  const [found] = answerOf(
    workspace.ask({ file: '/configuration.nix' }, (analysis, texts) => [
      atOffset(analysis, '/configuration.nix', offset, texts),
    ]),
  );
  workspace.dispose();
  expect(found).toMatchObject({ definitions: [], option: undefined, importedFile: undefined });
});

it('an option of a specialisation, from the root of the configuration', async () => {
  expect(await at(inModule('specialisation.plasma.configuration = { services.xserver.ena$0ble = true; };'))).toEqual({
    option: 'specialisation.plasma.configuration.services.xserver.enable',
    definitions: ['plasma: services.xserver.enable'],
    specialisation: 'plasma',
  });
});

it('an option in a home of a specialisation', async () => {
  const body = 'specialisation.plasma.configuration.home-manager.users.kim.programs.git.ena$0ble = true;';
  expect(await at(inModule(body))).toMatchObject({
    option: 'specialisation.plasma.configuration.home-manager.users.kim.programs.git.enable',
    specialisation: 'plasma',
  });
});

it('the name of a specialisation', async () => {
  expect(await at(inModule('specialisation.pla$0sma.configuration.services.xserver.enable = true;'))).toMatchObject({
    option: 'specialisation.plasma',
    specialisation: 'plasma',
  });
});

it('a definition of the base is one of each specialisation, too', async () => {
  const body = 'services.openssh.ena$0ble = true; specialisation.plasma.configuration = { };';
  expect(await at(inModule(body))).toEqual({
    option: 'services.openssh.enable',
    definitions: ['base: services.openssh.enable', 'plasma: services.openssh.enable'],
  });
});

it('a definition that a function makes is found by its origin', async () => {
  const body = 'services = lib.genAttrs [ "openssh" ] (name: { ena$0ble = true; });';
  expect(await at(inModule(body))).toMatchObject({ definitions: ['base: services.openssh.enable'] });
});

it.each([
  ['imports = [ ./mod$0ules/desktop.nix ];', '/modules/desktop.nix'],
  ['imports = [ ./mod$0ules ];', '/modules/default.nix'],
])('an imported file: %s', async (body, importedFile) => {
  expect(
    await at(`#- /configuration.nix\n${inModule(body)}\n#- /modules/desktop.nix\n{ }\n#- /modules/default.nix\n{ }`),
  ).toMatchObject({
    importedFile,
  });
});

it('nothing in a file that takes no part', async () => {
  expect(
    await at('#- /configuration.nix\n{ specialisation.a.configuration = { }; }\n#- /other/shell.nix\n{ a$0 = 1; }'),
  ).toEqual({});
});
