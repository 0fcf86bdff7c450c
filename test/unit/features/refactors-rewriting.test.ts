// Settings that are written another way, and what specialisations get.
import { describe, expect, it } from 'vitest';
import { at, configuration, offered } from '../../support/refactors';

describe('paths and sets', () => {
  it('remarks behind what becomes part of a set go with it', async () => {
    const text = await configuration(
      '{\n  services.a$0.enable = true; # first\n  services.b.enable = true; # second\n}\n',
      'Write `services` as one set',
    );
    expect(text).toBe('{\n  services = {\n    a.enable = true;\n    # second\n    b.enable = true;\n  }; # first\n}\n');
  });

  it('paths as one set', async () => {
    const text = await configuration(
      '{\n  services.a$0.enable = true;\n  x = 1;\n  services.b = {\n    c = 1;\n  };\n}\n',
      'Write `services` as one set',
    );
    expect(text).toBe('{\n  services = {\n    a.enable = true;\n    b = {\n      c = 1;\n    };\n  };\n  x = 1;\n}\n');
  });

  it('a set as paths', async () => {
    expect(await configuration(at('services.print$0ing = {'), 'Write `services.printing` as paths')).toContain(
      '  services.printing.enable = true;\n  time',
    );
  });

  it('not where a comment or an inherit would be lost', async () => {
    for (const body of ['# why\n a = 1;', 'inherit (lib) a;'])
      expect((await offered(`{ lib, ... }: { serv$0ices = { ${body} }; }`)).titles).not.toContain(
        'Write `services` as paths',
      );
  });
});

describe('additions to a specialisation', () => {
  it('its name for nh, and a tag', async () => {
    const { titles, after } = await offered(at('specialisation.gam$0ing'));
    expect(titles).toEqual(
      expect.arrayContaining(['Write the name for `nh` (environment.etc)', 'Add a tag for the boot menu']),
    );
    expect(after('Add a tag for the boot menu').get('/configuration.nix')).toContain(
      'system.nixos.tags = [ "gaming" ];',
    );
  });

  it('the name is said in a home as homes say it, and not where a finding has the fix', async () => {
    const home = await offered(`#- /flake.nix
{
  outputs = { home-manager, ... }: {
    homeConfigurations.kim = home-manager.lib.homeManagerConfiguration { modules = [ ./home.nix ]; };
  };
}
#- /home.nix
{ programs.git.enable = true; specialisation.li$0ght.configuration = { a = 1; }; }
`);
    expect(home.titles).toContain('Write the name for `nh` (xdg.dataFile)');
    const { titles } = await offered(`{
  specialisation.work.configuration.environment.etc.specialisation.text = "work";
  specialisation.pl$0ay.configuration = { };
}`);
    expect(titles).toContain('Add a tag for the boot menu');
    expect(titles.filter((title) => title.includes('nh'))).toEqual([]);
  });

  it('no tag where a label cannot have it', async () => {
    const { titles } = await offered('{ specialisation."my$0 spec".configuration = { a = 1; }; }');
    expect(titles).not.toContain('Add a tag for the boot menu');
  });

  it('what a system of its own needs', async () => {
    const text = await configuration(
      '{ specialisation.al$0one = { inheritParentConfig = false; configuration = { boot.loader.grub.enable = true; }; }; }',
      'Add what a system of its own needs',
    );
    expect(text).toContain('nixpkgs.hostPlatform = "x86_64-linux";');
    expect(text).not.toContain('systemd-boot');
  });

  it('the same machine as that of the base, where that is known', async () => {
    const text = await configuration(
      `{
  nixpkgs.hostPlatform = "aarch64-linux";
  fileSystems."/" = { device = "/dev/sda2"; fsType = "btrfs"; };
  system.stateVersion = "23.05";
  specialisation.al$0one = { inheritParentConfig = false; configuration = { }; };
}`,
      'Add what a system of its own needs',
    );
    expect(text).toContain('nixpkgs.hostPlatform = "aarch64-linux"; boot');
    expect(text).toContain(
      'fileSystems."/" = { device = "/dev/sda2"; fsType = "btrfs"; }; system.stateVersion = "23.05"; }',
    );
  });
});
