// Questions to the catalogue, over the tables as they are bundled.
import { describe, expect, it } from 'vitest';
import type { Catalogue, Lookup } from '../../../server/src/options/catalogue';
import { loadCatalogue } from '../../../server/src/options/load';
import { splitPath } from '../../../server/src/options/option-path';
import { builtTables } from './tables';

const { nixos, homeManager } = await builtTables();
const os = loadCatalogue(nixos.text);
const home = loadCatalogue(homeManager.text);

function brief(found: Lookup): string {
  return found.kind === 'option' ? `${found.fact.path.join('.')} @${found.depth} ${found.fact.merge.kind}` : found.kind;
}
const lookup = (catalogue: Catalogue, path: string): string => brief(catalogue.lookup(splitPath(path)));
const inside = (catalogue: Catalogue, path: string): string => brief(catalogue.inside(splitPath(path)));
const isOption = (catalogue: Catalogue, path: readonly string[]): boolean => {
  const found = catalogue.inside(path);
  return found.kind === 'option' && found.depth === path.length;
};
const canonical = (catalogue: Catalogue, path: string): string => catalogue.canonical(splitPath(path)).join('.');

describe('lookup finds the outermost option', () => {
  it.each([
    ['users.users.kim.uid', 'users.users @2 attrs'],
    ['users.users', 'users.users @2 attrs'],
    ['users', 'tree'],
    ['networking.firewall.allowedTCPPorts', 'networking.firewall.allowedTCPPorts @3 list'],
    ['networking.firewall', 'tree'],
    ['networking.firewall.nonsense', 'unknown'],
    ['network', 'unknown'],
    ['boot.kernel.sysctl."net.ipv4.ip_forward"', 'boot.kernel.sysctl @3 submodule'],
    ['systemd.services.x.serviceConfig.ExecStart', 'systemd.services @2 attrs'],
    ['programs._1password.enable', 'programs._1password.enable @3 equal'],
    ['services.xserver.desktopManager.plasma5.enable', 'services.xserver.desktopManager.plasma5.enable @5 equal'],
    ['boot.kernelPackages', 'boot.kernelPackages @2 one'],
  ])('%s → %s', (path, expected) => {
    expect(lookup(os, path)).toBe(expected);
  });
  it('of the empty path there is none', () => expect(brief(os.lookup([]))).toBe('unknown'));
});

describe('inside finds the deepest option', () => {
  it.each([
    ['users.users.kim.uid', 'users.users.<name>.uid @4 nullOr'],
    ['users.users.kim', 'tree'],
    ['users.users.kim.openssh', 'tree'],
    ['users.users.kim.openssh.authorizedKeys.keys', 'users.users.<name>.openssh.authorizedKeys.keys @6 list'],
    ['users.users.kim.nonsense', 'users.users @2 attrs'],
    ['environment.etc."foo.conf".text', 'environment.etc.<name>.text @4 nullOr'],
    ['systemd.services.x.serviceConfig.ExecStart', 'systemd.services.<name>.serviceConfig @4 attrs'],
    ['boot.kernel.sysctl."net.core.rmem_max"', 'boot.kernel.sysctl.net.core.rmem_max @4 nullOr'],
    ['boot.kernel.sysctl."net.ipv4.ip_forward"', 'boot.kernel.sysctl @3 submodule'],
    ['nothing.at.all', 'unknown'],
  ])('%s → %s', (path, expected) => {
    expect(inside(os, path)).toBe(expected);
  });
  it('an element of a list is written as the module system writes it', () => {
    const path = ['networking', 'interfaces', 'eth0', 'ipv4', 'addresses', '[definition 1-entry 2]', 'prefixLength'];
    expect(brief(os.inside(path))).toBe('networking.interfaces.<name>.ipv4.addresses.*.prefixLength @7 equal');
  });
});

describe('facts', () => {
  const fact = (path: string) => {
    const found = os.inside(splitPath(path));
    return found.kind === 'option' ? found.fact : undefined;
  };
  it('carry type, default and class', () => {
    expect(fact('services.openssh.enable')).toEqual({
      path: ['services', 'openssh', 'enable'],
      type: 'boolean',
      description: undefined,
      declared: [],
      merge: { kind: 'equal', scalar: 'bool' },
      default: 'false',
    });
  });
  it('keep a default that is an empty string apart from none', () => {
    expect(fact('networking.firewall.extraCommands')?.default).toBe('""');
    expect(fact('boot.kernelPackages')?.default).toBeUndefined();
  });
  it('know types whose description hides them', () => {
    expect(fact('services.displayManager.defaultSession')?.merge).toEqual({
      kind: 'nullOr',
      of: { kind: 'equal', scalar: 'string' },
    });
    expect(fact('services.displayManager.defaultSession')?.type).toBe('session name');
    expect(fact('boot.kernel.sysctl."net.core.rmem_max"')?.merge).toEqual({ kind: 'nullOr', of: { kind: 'modules' } });
  });
  it('know internal options and those newer than the manual', () => {
    const merge = (path: string) => fact(path)?.merge;
    expect(merge('isSpecialisation')).toEqual({ kind: 'equal', scalar: 'bool' });
    expect(merge('warnings')).toMatchObject({ kind: 'list' });
    expect(merge('nixpkgs.config')).toEqual({ kind: 'attrs-shallow' });
    expect(merge('home-manager.users')).toEqual({ kind: 'attrs', element: { kind: 'submodule', freeform: undefined } });
    expect(merge('services.logind.settings.Login')).toEqual({
      kind: 'submodule',
      freeform: { kind: 'systemd-option' },
    });
  });
  it('are the same object each time', () => expect(fact('users.users')).toBe(fact('users.users')));
  it('take a set with declared options for a submodule that takes other keys too', () => {
    const settings = fact('services.openssh.settings')?.merge;
    expect(settings).toMatchObject({ kind: 'submodule', freeform: { kind: 'equal' } });
    expect(fact('boot.kernel.sysctl')?.merge).toEqual({ kind: 'submodule', freeform: { kind: 'one' } });
  });
});

describe('renames', () => {
  it.each([
    ['services.xserver.displayManager.autoLogin.user', 'services.displayManager.autoLogin.user'],
    ['services.xserver.displayManager.gdm.autoLogin.user', 'services.displayManager.autoLogin.user'],
    ['services.xserver.displayManager.gdm.wayland', 'services.displayManager.gdm.wayland'],
    ['services.xserver.desktopManager.gnome.enable', 'services.desktopManager.gnome.enable'],
    ['hardware.pulseaudio.enable', 'services.pulseaudio.enable'],
    ['services.xserver.displayManager.autoLogin', 'services.displayManager.autoLogin'],
    ['services.xserver.displayManager.sddm.theme', 'services.displayManager.sddm.theme'],
    ['services.xserver.displayManager.defaultSession', 'services.displayManager.defaultSession'],
    ['services.xserver.desktopManager.gnome3.enable', 'services.desktopManager.gnome.enable'],
    ['services.xserver.xkbOptions', 'services.xserver.xkb.options'],
    ['nix.useChroot', 'nix.settings.sandbox'],
    ['hardware.opengl.extraPackages', 'hardware.graphics.extraPackages'],
    ['hardware.opengl.driSupport32Bit', 'hardware.graphics.enable32Bit'],
    ['services.xserver.vaapiDrivers', 'hardware.graphics.extraPackages'],
    ['users.extraUsers.kim.uid', 'users.users.kim.uid'],
    ['fonts.fonts', 'fonts.packages'],
    ['networking.useDHCP', 'networking.useDHCP'],
    ['services.logind.lidSwitch', 'services.logind.settings.Login.HandleLidSwitch'],
    ['networking.interfaces.eth0.ip4', 'networking.interfaces.eth0.ipv4.addresses'],
    ['security.initialRootPassword', 'users.users.root.initialHashedPassword'],
    ['services.openssh.challengeResponseAuthentication', 'services.openssh.settings.KbdInteractiveAuthentication'],
    ['services.openssh.enable', 'services.openssh.enable'],
    ['services', 'services'],
  ])('%s → %s', (from, to) => {
    expect(canonical(os, from)).toBe(to);
  });
  it('of Home Manager', () => {
    expect(canonical(home, 'programs.git.userName')).toBe('programs.git.settings.user.name');
    expect(canonical(home, 'programs.git.extraConfig.core.editor')).toBe('programs.git.settings.core.editor');
  });
  it('lead to the fact that stood under the old name', () => {
    expect(lookup(os, 'services.displayManager.gdm.enable')).toBe('services.displayManager.gdm.enable @4 equal');
    expect(lookup(os, 'services.xserver.displayManager.gdm.enable')).toBe('unknown');
  });
  it('all come to an end that is not renamed again', () => {
    for (const [catalogue, table] of [[os, nixos] as const, [home, homeManager] as const]) {
      const renames = table.text.split('\n\n')[2]?.trim().split('\n') ?? [];
      expect(renames.length).toBeGreaterThan(50);
      for (const [from = ''] of renames.map((line) => line.split('\t'))) {
        const end = catalogue.canonical(splitPath(from));
        expect(end.join('.'), from).not.toBe(splitPath(from).join('.'));
        expect(catalogue.canonical(end)).toEqual(end);
        expect(isOption(catalogue, splitPath(from)), from).toBe(false);
      }
    }
  });
});

describe('removed', () => {
  it('says what is gone, and what is below it', () => {
    expect(os.removed(['nesting', 'clone'])).toMatch(/^removed from NixOS; see specialisation/);
    expect(home.removed(['services', 'password-store-sync', 'enable'])).toBe(
      'removed from Home Manager; see services.git-sync',
    );
  });
  it('covers a whole tree', () => {
    expect(os.removed(['sound', 'enable'])).toBe('removed from NixOS');
    expect(os.removed(['networking', 'useDHCP'])).toBeUndefined();
  });
  it('is nothing that the table has', () => {
    expect(os.removed(['services', 'openssh', 'enable'])).toBeUndefined();
    expect(os.removed(splitPath('services.xserver.desktopManager.plasma5.enable'))).toBeUndefined();
  });
});

describe('a small table', () => {
  const small = loadCatalogue(
    'X\nboolean\nattribute set of (submodule)\n\na\t1\na.<name>.on\t0\na.b.off\t0\n\nold.<name>.x\tnew.<name>.y\nl\tm\nm\tl\n\ngone\n',
  );
  it('prefers a name of its own to any name', () => {
    expect(inside(small, 'a.b.off')).toBe('a.b.off @3 equal');
    expect(inside(small, 'a.b.on')).toBe('a.<name>.on @3 equal');
    expect(inside(small, 'a.c.off')).toMatch(/^a @1/);
  });
  it('renames through any name', () => expect(canonical(small, 'old.kim.x.deep')).toBe('new.kim.y.deep'));
  it('leaves names alone that are renamed in a circle', () => expect(canonical(small, 'l.z')).toBe('l.z'));
  it('knows a removal without a successor', () => expect(small.removed(['gone'])).toBe('removed from X'));
  it('may be empty', () => {
    const empty = loadCatalogue('');
    expect(brief(empty.lookup(['a']))).toBe('unknown');
    expect(empty.canonical(['a'])).toEqual(['a']);
    expect(empty.removed(['a'])).toBeUndefined();
  });
});

it('finds every option of the table', () => {
  for (const [catalogue, table] of [[os, nixos] as const, [home, homeManager] as const]) {
    const paths = (table.text.split('\n\n')[1] ?? '')
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0] ?? '');
    expect(paths).toHaveLength(table.options);
    const lost = paths.filter((path) => {
      const found = catalogue.inside(
        splitPath(path).map((segment) => (segment === '*' ? '[definition 1-entry 1]' : segment)),
      );
      return found.kind !== 'option' || found.fact.path.join('\n') !== splitPath(path).join('\n');
    });
    expect(lost).toEqual([]);
  }
});
