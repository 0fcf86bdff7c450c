// From what Nix prints to a place in the workspace.
import { expect, it } from 'vitest';
import type { PlacesParams } from '../../../server/src/protocol/nix-report';
import { reportOn } from '../../../server/src/run/output/reader';
import { problemPlacesIn } from '../../../server/src/service/problem-places';
import { parseFixture } from '../../support/fixture';
import { testWorkspace } from '../../support/workspace';

const STORE = '/nix/store/0c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-source';
const NIXPKGS = '/nix/store/1c0a8zfc9hd3vhpyqpv2c0fzh1y8bzqy-source';

type What = Partial<Omit<PlacesParams, 'problems'>> & { readonly links?: Readonly<Record<string, string>> };

/** The places of the problems of an output, as `file:line: text`. */
async function places(fixture: string, output: string, what: What = {}): Promise<readonly string[]> {
  const files = parseFixture(fixture);
  const workspace = await testWorkspace(files);
  workspace.snapshot();
  const { links = {}, ...asked } = what;
  const params: PlacesParams = {
    problems: reportOn(output).problems,
    system: 'nixos',
    host: null,
    root: { kind: 'classic', path: '/configuration.nix' },
    ...asked,
  };
  const disk = { exists: (path: string) => files.has(path), place: (path: string) => links[path] ?? path };
  const found = problemPlacesIn(workspace, params, disk);
  workspace.dispose();
  return found.flat().map(({ at: { file, start, end } }) => {
    const text = files.get(file) ?? '';
    return `${file}:${text.slice(0, start).split('\n').length}: ${text.slice(start, end)}`;
  });
}

const CLASSIC = `#- /configuration.nix
{ lib, pkgs, ... }:
{
  imports = [ ./desktop.nix ./new.nix ];
  services.openssh.enable = true;
  environment.etc."a.b".text = "x";
  services.nginx.virtualHosts.main.root = "/srv";
  home-manager.users.alice = {
    programs.git.enable = true;
    specialisation.dark.configuration.programs.git.enable = false;
  };
  assertions = [ { assertion = false; message = "The moon must be full."; } ];
  specialisation.gaming.configuration = {
    services.openssh.enable = lib.mkIf true false;
    services.xserver = {
      enable = true;
      layuot = "de";
    };
  };
  specialisation."my spec".configuration = ./my.nix;
}
#- /desktop.nix
{
  # A comment: ü x
  services.openssh.enable = false; programs.steam.enable = pkgz.true;
  networking.hostName = "a"; networking.firewall.allowedTCPPorts = [ "80" ];
}
#- /my.nix
{ networking.hostName = "b"; }
`;

const conflict = (option: string, ...files: readonly string[]) =>
  `error: The option \`${option}' has conflicting definition values:\n${files.map((file) => `       - In \`${file}': 1\n`).join('')}`;

it.each<[string, string, readonly string[]]>([
  [
    'an option in two files',
    conflict('services.openssh.enable', '/configuration.nix', '/desktop.nix'),
    ['/configuration.nix:4: services.openssh.enable', '/desktop.nix:3: services.openssh.enable'],
  ],
  [
    'of a specialisation',
    conflict('specialisation.gaming.configuration.services.openssh.enable', '/configuration.nix'),
    ['/configuration.nix:4: services.openssh.enable', '/configuration.nix:13: services.openssh.enable'],
  ],
  [
    'of a specialisation in a file of its own, with a name in quotes',
    conflict('specialisation."my spec".configuration.networking.hostName', '/my.nix', '/desktop.nix'),
    ['/my.nix:1: networking.hostName', '/desktop.nix:4: networking.hostName'],
  ],
  [
    'a key with a dot',
    conflict('environment.etc."a.b".text', '/configuration.nix', '/nix/var/other.nix'),
    ['/configuration.nix:5: environment.etc."a.b".text'],
  ],
  [
    'of a home',
    conflict('home-manager.users.alice.programs.git.enable', '/configuration.nix'),
    ['/configuration.nix:8: programs.git.enable'],
  ],
  [
    'of a specialisation of a home',
    conflict('home-manager.users.alice.specialisation.dark.configuration.programs.git.enable', '/configuration.nix'),
    [
      '/configuration.nix:8: programs.git.enable',
      '/configuration.nix:9: specialisation.dark.configuration.programs.git.enable',
    ],
  ],
  [
    'an element of a list',
    'error: A definition for option `networking.firewall.allowedTCPPorts."[definition 1-entry 1]"\' is not of type `16 bit\'. Definition values:\n       - In `/desktop.nix\': "80"\n',
    ['/desktop.nix:4: networking.firewall.allowedTCPPorts'],
  ],
  [
    'an option that does not exist',
    'error: The option `specialisation.gaming.configuration.services.xserver.layuot\' does not exist. Definition values:\n       - In `/configuration.nix\': "de"\n',
    ['/configuration.nix:16: layuot'],
  ],
  [
    'a value that is missing: beside it',
    "error: The option `services.nginx.virtualHosts.main.sslCertificate' was accessed but has no value defined. Try setting the option.\n",
    ['/configuration.nix:6: services.nginx.virtualHosts.main'],
  ],
  [
    'a place; columns are bytes',
    "error: undefined variable 'pkgz'\n       at /desktop.nix:3:60:\n",
    ['/desktop.nix:3: pkgz'],
  ],
  ['a place behind umlauts', "error: undefined variable 'pkgz'\n       at /desktop.nix:2:19:\n", ['/desktop.nix:2: x']],
  ['a place in a text that is shorter now', "error: undefined variable 'x'\n       at /desktop.nix:99:1:\n", []],
  [
    'the nearest of where it came from',
    'error:\n       … while\n         at /configuration.nix:3:3:\n       … while\n         at /desktop.nix:4:3:\n       … while\n         at /nix/var/lib.nix:1:1:\n       error: infinite recursion encountered\n       at /nix/var/lib.nix:5:1:\n',
    ['/desktop.nix:4: networking'],
  ],
  [
    'a file that is not there: where it is imported',
    "error: getting status of '/new.nix': No such file or directory\n",
    ['/configuration.nix:3: ./new.nix'],
  ],
  [
    'an assertion of its own',
    'error:\n       Failed assertions:\n       - The moon must be full.\n',
    ['/configuration.nix:11: The moon must be full.'],
  ],
  [
    'an assertion that names an option',
    'error:\n       Failed assertions:\n       - You cannot set `services.openssh.enable` here.\n',
    ['/configuration.nix:4: services.openssh.enable', '/desktop.nix:3: services.openssh.enable'],
  ],
  [
    'a removed option',
    "error:\n       Failed assertions:\n       - The option definition `programs.steam.enable' in `/desktop.nix' no longer has any effect; please remove it.\n",
    ['/desktop.nix:3: programs.steam.enable'],
  ],
  [
    'a module with an attribute too many: its first line',
    "error: Module `/desktop.nix' has an unsupported attribute `programs'. This is caused by introducing a top-level `config' or `options' attribute.\n",
    ['/desktop.nix:1: {'],
  ],
  ['a file of somebody else', conflict('a.b', '/nix/var/x.nix', '<unknown-file>'), []],
  ['a build', "error: builder for '/nix/store/a.drv' failed with exit code 1\n", []],
])('%s', async (_, output, expected) => {
  expect(await places(CLASSIC, output)).toEqual(expected);
});

const FLAKE = `#- /repo/machines/flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ../a.nix ./lib/modules.nix ]; };
    nixosConfigurations.desk = nixpkgs.lib.nixosSystem { modules = [ ./desk.nix ]; };
  };
}
#- /repo/.git/HEAD
ref
#- /repo/a.nix
{ services.openssh.enable = true; }
#- /repo/machines/lib/modules.nix
{ services.openssh.enable = false; }
#- /repo/machines/desk.nix
{ networking.hostName = "desk"; }
`;
const flake: What = { root: { kind: 'flake', path: '/repo/machines' }, host: 'laptop' };

it('a flake is copied to the store, with the repository around it', async () => {
  const output = conflict('services.openssh.enable', `${STORE}/a.nix`, `${STORE}/machines/lib/modules.nix`);
  expect(await places(FLAKE, output, flake)).toEqual([
    '/repo/a.nix:1: services.openssh.enable',
    '/repo/machines/lib/modules.nix:1: services.openssh.enable',
  ]);
});

it('or is named without a copy', async () => {
  const output = conflict(
    'services.openssh.enable',
    '«git+file:///repo»/a.nix',
    '«git+file:///repo»/machines/lib/modules.nix',
  );
  expect(await places(FLAKE, output, flake)).toEqual([
    '/repo/a.nix:1: services.openssh.enable',
    '/repo/machines/lib/modules.nix:1: services.openssh.enable',
  ]);
});

it('a file of nixpkgs is not taken for one of the same name', async () => {
  const trace = (source: string, file: string) => `       … while\n         at ${source}/${file}:1:3:\n`;
  const output = `error:\n${trace(NIXPKGS, 'lib/attrsets.nix')}${trace(NIXPKGS, 'lib/modules.nix')}       error: attribute 'x' missing\n`;
  expect(await places(FLAKE, output, { ...flake, root: { kind: 'flake', path: '/repo/machines' } })).toEqual([]);
  const ours = `error:\n${trace(STORE, 'machines/lib/modules.nix')}       error: attribute 'x' missing\n`;
  expect(await places(FLAKE, ours, flake)).toEqual(['/repo/machines/lib/modules.nix:1: services']);
});

it('a file that Git does not know is where it is imported', async () => {
  const fixture =
    '#- /repo/flake.nix\n{ outputs = { nixpkgs, ... }: { nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./new.nix ]; }; }; }\n#- /repo/new.nix\n{ }';
  const what: What = { root: { kind: 'flake', path: '/repo' } };
  for (const said of [
    `path '${STORE}/new.nix' does not exist`,
    'Path \'new.nix\' in the repository "/repo" is not tracked by Git.',
  ])
    expect(await places(fixture, `error: ${said}\n`, what)).toEqual(['/repo/flake.nix:1: ./new.nix']);
});

it('a link is the file that it leads to', async () => {
  const output = conflict('services.openssh.enable', '/real/desktop.nix');
  expect(await places(CLASSIC, output, { links: { '/desktop.nix': '/real/desktop.nix' } })).toEqual([
    '/desktop.nix:3: services.openssh.enable',
  ]);
});

it('what was evaluated is looked at only', async () => {
  const output = conflict('networking.hostName', `${STORE}/machines/desk.nix`);
  expect(await places(FLAKE, output, { ...flake, host: 'desk' })).toEqual([
    '/repo/machines/desk.nix:1: networking.hostName',
  ]);
});

it('without any analysis of the file, where the words are written', async () => {
  const fixture = '#- /cfg/flake.nix\n{ outputs = _: { }; }\n#- /cfg/x.nix\n{ services = { x.enable = true; }; }';
  expect(
    await places(fixture, conflict('services.x.enable', `${STORE}/x.nix`), { root: { kind: 'flake', path: '/cfg' } }),
  ).toEqual(['/cfg/x.nix:1: x.enable']);
});
