// Modules that are imported as values (`import ./x.nix`): what is written in their files is changed as anywhere else.
import { describe, expect, it } from 'vitest';
import { offered } from '../../support/refactors';

const settings = (head: string): string => `${head}{
  services.openssh.enable = $0true;
  services.printing.enable = true;
  specialisation.work.configuration = { };
}
`;
const HEAD = '{ config, lib, ... }:\n';
const MOVES = ['Move to specialisation `work`', 'Move to a new specialisation', 'Write `services` as one set'];

describe('a module that is imported as a value', () => {
  it.each([
    ['in imports', 'imports = [ (import ./x.nix) ];', HEAD],
    ['called with something', 'imports = [ (import ./x.nix { a = 1; }) ];', `{ a }: ${HEAD}`],
    ['as a home', 'home-manager.users.kim = import ./x.nix;', HEAD],
    ['as a home under a condition', 'home-manager.users.kim = lib.mkMerge [ (import ./x.nix) ];', HEAD],
    ['a set', 'imports = [ (import ./x.nix) ];', ''],
    ['a set as a home', 'home-manager.users.kim = import ./x.nix;', ''],
  ])('%s', async (_, line, head) => {
    const { titles } = await offered(`#- /configuration.nix\n{ lib, ... }: { ${line} }\n#- /x.nix\n${settings(head)}`);
    expect(titles).toEqual(expect.arrayContaining(MOVES));
  });

  it('as a specialisation', async () => {
    const { titles } = await offered(`#- /configuration.nix
{ specialisation.work.configuration = import ./x.nix; }
#- /x.nix
{ lib, ... }: { services.openssh.enable = $0true; }
`);
    expect(titles).toContain('Move to the base');
  });

  it('its function gets the library, the one that names it does not', async () => {
    const { after } = await offered(`#- /configuration.nix
{ pkgs, ... }: { home-manager.users.kim = import ./x.nix; }
#- /x.nix
{ pkgs, ... }:
{
  programs.git.enable = $0true;
  specialisation.work.configuration = { };
}
`);
    const files = after('Set otherwise in specialisation `work`');
    expect(files.get('/configuration.nix')).toBe('{ pkgs, ... }: { home-manager.users.kim = import ./x.nix; }\n');
    expect(files.get('/x.nix')).toBe(`{ lib, pkgs, ... }:
{
  programs.git.enable = true;
  specialisation.work.configuration = { programs.git.enable = lib.mkForce false; };
}
`);
  });

  it('what a function of a library makes is changed nowhere', async () => {
    const { titles } = await offered(`#- /configuration.nix
let make = import ./make.nix; in { imports = [ (make 1) ]; specialisation.work.configuration = { }; }
#- /make.nix
n: { lib, ... }: { boot.kernelModules = [ "a" ]; services.openssh.enable = $0true; }
`);
    expect(titles).toEqual([]);
  });
});
