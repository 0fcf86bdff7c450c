// Conversations about what is known of a configuration that is to be built.
import { expect, it } from 'vitest';
import type { KnowledgeParams, KnowledgeResult } from '../../server/src/protocol/knowledge';
import { type Editor, withEditor } from '../support/lsp-pair';

const FLAKE = `#- /flake.nix
{
  inputs.nixpkgs.url = "nixpkgs";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./laptop.nix ]; };
    nixosConfigurations.server = nixpkgs.lib.nixosSystem { modules = [ nixpkgs.nixosModules.more ]; };
    colmena.laptop = { };
  };
}
#- /laptop.nix
{ specialisation.work.configuration = { }; }
`;

const known = (editor: Editor, host: string, more: Partial<KnowledgeParams> = {}) =>
  editor.request<KnowledgeResult>('nixosSpecialisations/knowledge', {
    system: 'nixos',
    host,
    root: { kind: 'flake', path: editor.folder },
    specialisation: null,
    ...more,
  });

it('which specialisations there are, whether these are all, and what its flake says around it', () =>
  withEditor(FLAKE, async (editor) => {
    await editor.initialize();
    expect(await known(editor, 'laptop')).toMatchObject({
      specialisations: ['work'],
      hasAllSpecialisations: true,
      configurations: ['laptop', 'server'],
      fleets: { colmena: true, 'deploy-rs': false },
    });
    // A module that was not read may define more.
    expect(await known(editor, 'server')).toMatchObject({ specialisations: [], hasAllSpecialisations: false });
  }));

it('whether a home is a part of a system', () => {
  const home = (user: string) => `home-manager.users.${user} = { specialisation.dark.configuration = { }; };`;
  const module = '{ specialisation.work.configuration = { }; }';
  const withHomes = (...users: readonly string[]) =>
    FLAKE.replace(module, `{ specialisation.work.configuration = { }; ${users.map(home).join(' ')} }`);
  const asked = (fixture: string) =>
    withEditor(fixture, async (editor) => {
      await editor.initialize();
      expect(await known(editor, 'laptop', { system: 'home-manager' })).toMatchObject({ isInSystem: true });
      expect(await known(editor, 'laptop')).toMatchObject({ isInSystem: false });
    });
  return Promise.all([asked(withHomes('kim')), asked(withHomes('kim', 'lee'))]);
});

it('of a configuration that is not there, which there are', () =>
  withEditor(FLAKE, async (editor) => {
    await editor.initialize();
    expect(await known(editor, 'nope')).toMatchObject({ specialisations: null, configurations: ['laptop', 'server'] });
    expect(await known(editor, 'nope', { system: 'home-manager' })).toBeNull();
    expect(await known(editor, 'laptop', { root: { kind: 'flake', path: '/elsewhere' } })).toBeNull();
  }));
