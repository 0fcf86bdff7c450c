// What is told of the place under the mouse.
import { expect, it } from 'vitest';
import type { Hover } from 'vscode-languageserver/node';
import { atMark, SHOWS_MARKDOWN } from '../support/at-mark';
import { hoverText, isMarkup } from '../support/hover-text';

const CONFIGURATION = `#- /configuration.nix
{ lib, config, ... }:
{
  services.openssh.enable = true;
  networking.hostName = lib.mkDefault "laptop";
  boot.kernelParams = [ "quiet" ];
  specialisation.gaming.configuration = {
    services.openssh.enable = lib.mkForce false;
    networking.hostName = "gaming";
    environment.variables.NAME = config.networking.hostName;
  };
}
`;

const at = (marked: string): string => CONFIGURATION.replace(marked.replace('$0', ''), () => marked);

it('an option: type, values in each system, and all that defines it with what becomes of it', async () => {
  expect(await hoverText(at('services.openssh.ena$0ble = true'))).toBe(
    [
      '`services.openssh.enable` · boolean · all definitions must be equal',
      '',
      '- `base`: `true`',
      '- `gaming`: `false`',
      '',
      'Defined by',
      '',
      '- [configuration.nix:3](configuration.nix#L3) `true` · counts in `base` · overridden in `gaming`',
      '- [configuration.nix:7](configuration.nix#L7) `false` · mkForce, priority 50 · counts in `gaming`',
    ].join('\n'),
  );
});

const DOTTED = `#- /configuration.nix
{
  services.openssh.enable = true;
  specialisation.gaming.configuration.services.openssh.enable = false;
}
`;

it.each(['services.openssh.en$0able = false', 'services.openssh.enable = fal$0se'])(
  'an option that is written with the way to its specialisation: %s',
  async (marked) => {
    const text = await hoverText(DOTTED.replace(marked.replace('$0', ''), () => marked));
    expect(text).toContain('`gaming`: conflict: no value');
  },
);

it.each([
  ['ser$0vices.openssh.enable = true', '`services.openssh.enable`'],
  ['services.open$0ssh.enable = true', '`services.openssh.enable`'],
  ['services.open$0ssh.enable = false', '`services.openssh.enable`'],
])('an option, from any step of its name: %s', async (marked, option) => {
  const text = await hoverText(DOTTED.replace(marked.replace('$0', ''), () => marked));
  expect(text?.startsWith(option)).toBe(true);
});

it.each(['speciali$0sation.gaming', 'gaming.config$0uration'])(
  'of the way to a specialisation nothing: %s',
  async (marked) => {
    const fixture = `#- /configuration.nix\n{\n  specialisation.gaming.configuration = { a.b = 1; };\n}\n`;
    expect(await hoverText(fixture.replace(marked.replace('$0', ''), () => marked))).toBeNull();
  },
);

it('a set around several options is none', async () => {
  const fixture =
    '#- /configuration.nix\n{\n  serv$0ices = { openssh.enable = true; printing.enable = true; };\n  specialisation.x.configuration = { };\n}\n';
  expect(await hoverText(fixture)).toBeNull();
});

it.each([
  'config.specialisation.x$0.inheritParentConfig',
  'config.specialisation ? x$0',
  'let inherit (config.specialisation) x$0; in x',
  'let s = config.specialisation; in s ? x$0',
  'builtins.hasAttr "x$0" config.specialisation',
  'lib.attrByPath [ "specialisation" "x$0" ] { } config',
])('a specialisation where it is read: %s', async (read) => {
  const text = await hoverText(`#- /configuration.nix
{ lib, config, ... }: { specialisation.x.configuration.time.timeZone = "UTC"; system.build.a = ${read}; }
`);
  expect(text?.startsWith('Specialisation `x`')).toBe(true);
});

it('the specialisation on that way', async () => {
  const text = await hoverText(DOTTED.replace('.gaming.', '.gam$0ing.'));
  expect(text?.startsWith('Specialisation `gaming`')).toBe(true);
});

it.each([
  ['mkForce', 'lib.mkFo$0rce false', '`mkForce` · priority 50: wins over plain definitions'],
  ['mkDefault', 'lib.mkDef$0ault "laptop"', '`mkDefault` · priority 1000: yields to plain definitions'],
])('%s: its number, what it means, and the option', async (_name, marked, beginning) => {
  const text = await hoverText(at(marked));
  expect(text?.startsWith(beginning)).toBe(true);
  expect(text).toContain('Defined by');
});

it('a specialisation: what it changes, and what needs a reboot', async () => {
  const text = await hoverText(at('specialisation.gam$0ing'));
  expect(text).toContain('Specialisation `gaming`');
  expect(text).toContain('- Overrides `networking.hostName` and `services.openssh.enable`');
  expect(text).toContain('- Adds `environment.variables.NAME`');
  expect(text).toContain('Takes full effect after a reboot: `networking.hostName`');
});

it('what `config` is read for: the values of the option', async () => {
  expect(await hoverText(at('config.networking.host$0Name'))).toContain('- `gaming`: `"gaming"`');
});

it('a conflict has no value, and both sides say so', async () => {
  const text = await hoverText(`#- /configuration.nix
{ time.time$0Zone = "UTC"; specialisation.x.configuration.time.timeZone = "CET"; }`);
  expect(text).toContain('- `x`: conflict: no value');
  expect(text?.match(/in conflict in `x`/g)).toHaveLength(2);
});

it('what is not known says why', async () => {
  const text = await hoverText(`#- /configuration.nix
{ pkgs, ... }: { networking.host$0Name = import ./missing.nix; specialisation.x.configuration = { }; }`);
  expect(text).toMatch(/not known|wrong/);
});

it.each([
  ['import ./missing.nix', /not known \\\(`\/.*missing\.nix` cannot be read, \[configuration\.nix:1\]/],
  ['builtins.getEnv "HOME"', /not known \\\(`builtins\.getEnv` depends on the machine, /],
  ['<there/is/none>', /not known \\\(`<there\/is\/none>` is not found, /],
])('why it is not known, in words: %s', async (value, said) => {
  const text = await hoverText(`#- /configuration.nix
{ pkgs, ... }: { networking.host$0Name = ${value}; specialisation.x.configuration = { }; }`);
  expect(text).toMatch(said);
  // Nor is it code where it is defined.
  expect(text).toMatch(/^- \[configuration.nix:1\].* a value that is not known$/m);
});

it('an option that only a default gives a value', async () => {
  const text = await hoverText(`#- /configuration.nix
{ config, ... }: { services.openssh.enable = config.services.printing.ena$0ble; }`);
  expect(text).toContain('not set, default `false`');
});

it('options of a home, in the system and beside it', async () => {
  const text = await hoverText(`#- /flake.nix
{ outputs = { nixpkgs, home-manager, ... }: { nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
  modules = [ home-manager.nixosModules.home-manager ./home.nix ]; }; }; }
#- /home.nix
{ lib, ... }:
{
  home-manager.users.kim.programs.git.ena$0ble = true;
  specialisation.plain.configuration.home-manager.users.kim.programs.git.enable = lib.mkForce false;
}`);
  expect(text).toContain('`programs.git.enable`');
  expect(text).toContain('- `base`: `true`');
  expect(text).toContain('- `plain`: `false`');
});

it('hosts are named where there are several', async () => {
  const text = await hoverText(`#- /flake.nix
{ outputs = { nixpkgs, ... }: { nixosConfigurations = {
  laptop = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };
  desktop = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix { time.timeZone = "CET"; } ]; };
}; }; }
#- /shared.nix
{ lib, ... }: { time.time$0Zone = lib.mkDefault "UTC"; }`);
  expect(text).toContain('- `desktop`: `"CET"`');
  expect(text).toContain('- `laptop`: `"UTC"`');
});

it('what is the same on all hosts that have it is said without them', async () => {
  const text = await hoverText(`#- /flake.nix
{ outputs = { nixpkgs, ... }: { nixosConfigurations = {
  laptop = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };
  desktop = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix { specialisation.work.configuration = { }; } ]; };
}; }; }
#- /shared.nix
{ lib, ... }: {
  time.time$0Zone = lib.mkDefault "UTC";
  specialisation.travel.configuration.time.timeZone = "CET";
}`);
  expect(text).toContain('- `base` and `desktop/work`: `"UTC"`');
  expect(text).toContain('- `travel`: `"CET"`');
  expect(text).toContain('priority 1000 · counts in `base` and `desktop/work` · overridden in `travel`');
});

it('a specialisation: on which hosts it is, and in which homes that stand alone', async () => {
  const text = await hoverText(`#- /flake.nix
{ outputs = { nixpkgs, home-manager, ... }: {
  nixosConfigurations.desktop = nixpkgs.lib.nixosSystem { modules = [
    home-manager.nixosModules.home-manager { home-manager.users.kim = import ./home.nix; }
  ]; };
  homeConfigurations.kim = home-manager.lib.homeManagerConfiguration { modules = [ ./home.nix ]; };
  homeConfigurations."kim@laptop" = home-manager.lib.homeManagerConfiguration { modules = [ ./home.nix ]; };
}; }
#- /home.nix
{ specialisation.wo$0rk.configuration.programs.git.enable = true; }`);
  expect(text).toContain('On `desktop`');
  expect(text).toContain('In the homes `kim` and `kim@laptop`');
});

it('what a configuration says is never Markdown', async () => {
  const text = await hoverText(`#- /configuration.nix
{ networking.host$0Name = "\`[x](command:evil)\` <img src=x> ![y](https://y) \\n # z"; specialisation.x.configuration = { }; }`);
  expect(text).toContain('`` "`[x](command:evil)` <img');
  const outside = text?.replaceAll(/(`+) ?.*?[^`]\1(?!`)/g, '');
  expect(outside).not.toMatch(/command:|<img|https:/);
});

it('an editor without Markdown gets plain text', async () => {
  expect(await hoverText(at('services.openssh.ena$0ble = true'), {})).toContain(
    '- configuration.nix:3 true · counts in base',
  );
});

it.each([
  ['a list inside a value', 'boot.kernelParams = [ "qu$0iet" ]'],
  ['the head', '{ l$0ib, config'],
])('nothing to say: %s', async (_name, marked) => {
  expect(await hoverText(at(marked))).toBeNull();
});

it('a file with a syntax error still answers', async () => {
  expect(await hoverText(at('services.openssh.ena$0ble = true').replace('boot.kernelParams =', 'boot. ='))).toContain(
    '- `gaming`: `false`',
  );
});

it('a file that has nothing to do with a configuration', async () => {
  expect(
    await hoverText('#- /overlay.nix\nfinal: prev: { hello = prev.hello.overrideAttrs { do$0Check = true; }; }'),
  ).toBeNull();
});

it('a value that fails: with what, and where', async () => {
  const text = await hoverText(`#- /configuration.nix
{
  networking.host$0Name = throw "no name";
  specialisation.x.configuration = { };
}
`);
  expect(text).toContain('- `base` and `x`: fails with `no name`, [configuration.nix:2](configuration.nix#L2)');
  expect(text).toContain('[configuration.nix:2](configuration.nix#L2) `a value that fails`');
});

it('an option of the configuration itself: its description, without marks, and where it is declared', async () => {
  const text = await hoverText(`#- /configuration.nix
{ lib, ... }:
{
  options.my.lamp = lib.mkOption {
    type = lib.types.enum [ 3 "[a](b)" ];
    description = ''
      How *bright* {option}\`my.lamp\` is, see [here](https://example.org).

      More of it.
    '';
  };
  config.my.la$0mp = 3;
  config.specialisation.x.configuration = { };
}`);
  expect(text).toContain('· one of 3, "\\[a\\]\\(b\\)" ·');
  expect(text).toContain('How \\*bright\\* `my.lamp` is, see here.\n');
  expect(text).not.toContain('More of it');
  expect(text).toContain('Declared in [configuration.nix:3](configuration.nix#L3)');
});

it('in a module that is imported as a value, what it reads of its configuration, too', async () => {
  const text = await hoverText(`#- /configuration.nix
{ home-manager.users.kim = import ./kim.nix; }
#- /kim.nix
{ config, ... }: { home.file.a.text = config.home.user$0name; home.username = "kim"; }
`);
  expect(text).toMatch(/`home\.username`/);
});

it.each([
  ['laptop', / · built$/m],
  ['server', /`work`$/m],
])('of a specialisation whether it is built, on the machine it is of: %s', async (host, said) => {
  const hover = await atMark(
    `#- /flake.nix
{ outputs = { nixpkgs, ... }: {
  nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./laptop.nix ]; };
  nixosConfigurations.server = nixpkgs.lib.nixosSystem { modules = [ ]; };
}; }
#- /laptop.nix
{ specialisation.wo$0rk.configuration = { }; }
`,
    async (editor, { params }) => {
      const built = { nixos: { active: null, names: ['work'], reboot: {} }, 'home-manager': null };
      const machine = { host, user: 'me', own: {}, chosen: {}, reachable: [], built };
      await editor.notify('nixosSpecialisations/machine', machine);
      return editor.request<Hover | null>('textDocument/hover', params);
    },
    SHOWS_MARKDOWN,
  );
  expect(hover !== null && isMarkup(hover.contents) ? hover.contents.value : '').toMatch(said);
});

it('of all specialisations together, what one comes to is not spelt out', async () => {
  const text = await hoverText(
    '#- /configuration.nix\n{ speciali$0sation = { work.configuration = { ... }: { networking.hostName = "a"; }; }; }\n',
  );
  expect(text).toMatch(/- `base`: `\{ work = \{ .*configuration = \{ …/);
});

it.each([
  ['[ (pkgs.writeText "a" (x: x)) pkgs.vim ]', '[ (pkgs.writeText "a" …) pkgs.vim ]'],
  ['[ (pkgs.foo { a.b = [ ]; "c d" = 1; }) ]', '[ (pkgs.foo { a = { b = [ ]; }; "c d" = 1; }) ]'],
  ['[ (builtins.getEnv "A") (x: x) 1 ]', '[ … (a function) 1 ]'],
])('calls are told apart in a list, and nothing of ours is in them: %s', async (list, shown) => {
  const text = await hoverText(`#- /configuration.nix
{ pkgs, lib, ... }:
{
  environment.system$0Packages = lib.mkForce ${list};
  specialisation.x.configuration = { };
}
`);
  expect(text).toContain(`[configuration.nix:3](configuration.nix#L3) \`${shown}\``);
});

it('what another option is, is named without the system', async () => {
  const text = await hoverText(`#- /flake.nix
{ outputs = { nixpkgs, home-manager, ... }: { nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
  modules = [ home-manager.nixosModules.home-manager { home-manager.users.kim = ./home.nix; } ]; }; }; }
#- /home.nix
{ config, ... }: { home.file.a$0b.enable = config.services.dunst.package; }
`);
  expect(text).not.toMatch(/home-manager\.users/);
});

it.each([
  ['services.openssh.ena$0ble = true', 'true;', '`services.openssh.enable` · boolean'],
  ['services.open$0ssh.enable = true', 'true;', '`services.openssh.enable` · boolean'],
  ['networking.host$0Name = "gaming"', '"gaming";', '`networking.hostName` · '],
])('an option whose statement is not finished any more: %s', async (marked, before, beginning) => {
  const hover = await atMark(
    at(marked),
    async (editor, { path, params }) => {
      await editor.codeLenses(path);
      await editor.replace(path, before, before.slice(0, -1));
      return editor.request<Hover | null>('textDocument/hover', params);
    },
    SHOWS_MARKDOWN,
  );
  expect(hover !== null && isMarkup(hover.contents) ? hover.contents.value : '').toContain(beginning);
});

it.each([
  ['systemd.services.x.serviceConfig.User$0 = "a";', '`systemd.services.x.serviceConfig.User` · lists are joined'],
  ['nix.settings.max-jo$0bs = 3;', / · all definitions must be equal$/m],
])(
  'a type that has no words is left out, and how alternatives merge is told where they do alike: %s',
  async (body, said) => {
    const text = await hoverText(`#- /configuration.nix\n{ ${body} specialisation.x.configuration = { }; }\n`);
    expect(text?.split('\n', 1)[0]).toMatch(said);
  },
);

const inactive = (body: string): Promise<string | null> =>
  hoverText(`#- /configuration.nix
{ lib, config, ... }:
{
  options.my.lamp = lib.mkEnableOption "it";
  config = lib.mkIf config.my.lamp { ${body} };
  imports = [ { services.openssh.enable = false; } ];
}
`);

it('an option under a condition that does not hold', async () => {
  const text = await inactive('services.openssh.ena$0ble = true;');
  expect(text).toContain('`services.openssh.enable` · boolean');
  expect(text).toContain('`false`');
});

it('mkForce there', async () => {
  const text = await inactive('services.openssh.enable = lib.mkFo$0rce true;');
  expect(text).toBe('`mkForce` · wins over plain definitions \\(100\\) and over mkDefault \\(1000\\)');
});
