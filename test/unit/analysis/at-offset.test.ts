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
])('%s', async (_, body, expected) => {
  expect(await at(inModule(body))).toEqual(expected);
});

it('an option of a specialisation, from the root of the configuration', async () => {
  expect(await at(inModule('specialisation.plasma.configuration = { services.xserver.ena$0ble = true; };'))).toEqual({
    option: 'specialisation.plasma.configuration.services.xserver.enable',
    definitions: ['plasma: services.xserver.enable'],
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
