// What is told of what functions make, and of systems of their own.
import { describe, expect, it } from 'vitest';
import { hoverText } from '../support/hover-text';

const GENERATED = `{ lib, config, ... }:
let
  modes = { dark = { theme = "black"; }; light = { theme = "white"; }; };
in
{
  specialisation = lib.mkMerge [
    (lib.mapAttrs (name: mode: {
      inheritParentConfig = lib.mkDefault true;
      configuration.environment.variables.THEME = mode.theme;
    }) modes)
    (lib.genAttrs [ "a" ] (name: { configuration.time.timeZone = "UTC"; }))
  ];
}
`;
const inGenerated = (marked: string): string => GENERATED.replace(marked.replace('$0', ''), () => marked);

describe('what functions make', () => {
  it.each(['"$0a"', '{ da$0rk = '])('is told where its name is written: %s', async (marked) => {
    expect(await hoverText(inGenerated(marked))).toMatch(/^Specialisation `(a|dark)`/);
  });

  it('nothing is told of it elsewhere', async () => {
    expect(await hoverText(inGenerated('special$0isation'))).toMatch(/^`specialisation` · /);
    for (const marked of ['(na$0me: mode', 'lib.map$0Attrs', 'mo$0des)', '(na$0me: {'])
      expect(await hoverText(inGenerated(marked)), marked).toBeNull();
  });

  it('each system has its own value from one place', async () => {
    expect(await hoverText(inGenerated('environment.variables.TH$0EME'))).toContain(
      '`"black"` and `"white"` · counts in `dark` and `light`',
    );
  });

  it('an option of what is not there has no default', async () => {
    const text = await hoverText(inGenerated('inheritParent$0Config'));
    expect(text).toContain('- `base`: `true`\n');
    expect(text).toContain('`a`, `dark` and `light`: not set\n');
  });
});

it('properties in a value are shown as they are written', async () => {
  expect(
    await hoverText(
      '{ lib, ... }: { specialisation.x = lib.mkIf true { inherit$0ParentConfig = lib.mkDefault true; }; }',
    ),
  ).toContain('`true` · mkDefault');
  expect(
    await hoverText(
      '{ lib, ... }: { speciali$0sation = { x = lib.mkIf true { configuration = lib.mkForce { }; }; }; }',
    ),
  ).toContain('`{ x = mkIf true { configuration = mkForce { … }; }; }`');
});

it('one that inherits nothing overrides nothing', async () => {
  const text = await hoverText(`#- /configuration.nix
{
  imports = [ ./hardware.nix ];
  networking.hostName = "a";
  specialisation.res$0cue = {
    inheritParentConfig = false;
    configuration = { imports = [ ./hardware.nix ]; networking.hostName = "b"; };
  };
}
#- /hardware.nix
{ boot.loader.systemd-boot.enable = true; }
`);
  expect(text).toContain('- Otherwise than in the base: `networking.hostName`\n');
  expect(text).toContain('- As in the base: `boot.loader.systemd-boot.enable`\n');
});

it('one that sets an option by its old name', async () => {
  const text = await hoverText('{ specialisation.tou$0ch.configuration.services.xserver.libinput.enable = true; }');
  expect(text).toMatch(/^Specialisation `touch`/);
});

it('an option that is set by its old name', async () => {
  const fixture = `{ lib, ... }:
{
  services.xserver.libinput.enable = true;
  specialisation.x.configuration.services.libinput.enable = lib.mkForce false;
}
`;
  for (const marked of ['libinput.en$0able = true', 'libinput.en$0able = lib']) {
    const text = await hoverText(fixture.replace(marked.replace('$0', ''), () => marked));
    expect(text).toContain('`services.libinput.enable` · boolean');
    expect(text).toContain('- `base`: `true`\n- `x`: `false`\n');
    expect(text).toContain('configuration.nix:3](configuration.nix#L3) `true` · counts in `base`');
  }
});

it('a part of an option that is set by its old name', async () => {
  const text = await hoverText(`#- /flake.nix
{ outputs = { home-manager, ... }: {
  homeConfigurations.kim = home-manager.lib.homeManagerConfiguration { modules = [ ./home.nix ]; };
}; }
#- /home.nix
{
  programs.git.user$0Name = "Kim";
  specialisation.x.configuration.programs.git.userName = "X";
}
`);
  expect(text).toMatch(/^`programs\.git\.settings\.user\.name`/);
  expect(text).toContain('- `x`: conflict: no value\n');
});
