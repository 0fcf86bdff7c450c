// A specialisation under another name, with everything that names it.
import { describe, expect, it } from 'vitest';
import type { PrepareRenameResult, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/line-index';
import { applyEdits } from '../../server/src/base/text-edit';
import { atMark, placeIn } from '../support/at-mark';
import { parseFixture } from '../support/fixture';
import { OUR_CLIENT } from '../support/lsp-pair';

const { workspace } = OUR_CLIENT.capabilities;
const CONFIRMS = {
  capabilities: {
    ...OUR_CLIENT.capabilities,
    workspace: { ...workspace, workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
  },
};

interface Renamed {
  /** What the sure edits make of each file. */
  readonly texts: ReadonlyMap<string, string>;
  /** Where the user is asked. */
  readonly asked: readonly string[];
  /** What is to be written there. */
  readonly words: readonly string[];
}

const rename = (fixture: string, newName: string): Promise<Renamed> =>
  atMark(
    fixture,
    async (editor, { params }) => {
      const edit = await editor.request<WorkspaceEdit | null>('textDocument/rename', { ...params, newName });
      const changes = (edit?.documentChanges ?? []).filter((change): change is TextDocumentEdit => 'edits' in change);
      const files = changes.map(({ textDocument: { uri } }) => uri);
      // An editor that makes one change after the other would look for the second elsewhere.
      expect(new Set(files).size).toBe(files.length);
      const isAsked = (edit: object): boolean => 'annotationId' in edit;
      const texts = new Map([...parseFixture(fixture)].map(([path, text]) => [path, text.replace('$0', '')]));
      for (const { textDocument, edits } of changes) {
        const path = placeIn(editor)({ uri: textDocument.uri, range: { start: { line: 0 } } }).replace(/:1$/, '');
        const text = texts.get(path) ?? '';
        const lines = new LineIndex(text);
        const sure = edits.flatMap((each) =>
          'newText' in each && !isAsked(each)
            ? [{ start: lines.offset(each.range.start), end: lines.offset(each.range.end), newText: each.newText }]
            : [],
        );
        texts.set(path, applyEdits(text, sure));
      }
      const unsure = changes.flatMap(({ textDocument: { uri }, edits }) =>
        edits.flatMap((each) => ('newText' in each && isAsked(each) ? [{ uri, ...each }] : [])),
      );
      const asked = unsure.map(placeIn(editor));
      const words = unsure.map(({ newText }) => newText);
      return { texts, asked, words };
    },
    CONFIRMS,
  );

const CONFIGURATION = `#- /configuration.nix
{ lib, config, pkgs, ... }:
{
  specialisation.gam$0ing.configuration = {
    environment.etc."specialisation".text = "gaming";
    system.nixos.tags = [ "gaming" "fast" ];
  };
  specialisation.gaming.inheritParentConfig = true;
  specialisation.work.configuration = { };
  networking.hostName = if config.specialisation ? gaming then "a" else "gaming";
  environment.shellAliases.g = "nixos-rebuild test --specialisation gaming && echo gaming";
  system.build.x = config.specialisation.gaming.configuration.system.build.toplevel;
}
#- /scripts/go.sh
nixos-rebuild switch --specialisation gaming
nh os switch -s gaming
/nix/var/nix/profiles/system/specialisation/gaming/bin/switch-to-configuration test
echo gaming
#- /.vscode/tasks.json
{ "tasks": [ { "type": "nixosSpecialisations", "specialisation": "gaming" }, { "label": "gaming" } ] }
`;

it('everything that names it: definitions, marker, tags, reads; scripts and words are asked about', async () => {
  const { texts, asked } = await rename(CONFIGURATION, 'play');
  expect(texts.get('/configuration.nix')).toBe(`{ lib, config, pkgs, ... }:
{
  specialisation.play.configuration = {
    environment.etc."specialisation".text = "play";
    system.nixos.tags = [ "play" "fast" ];
  };
  specialisation.play.inheritParentConfig = true;
  specialisation.work.configuration = { };
  networking.hostName = if config.specialisation ? play then "a" else "gaming";
  environment.shellAliases.g = "nixos-rebuild test --specialisation gaming && echo gaming";
  system.build.x = config.specialisation.play.configuration.system.build.toplevel;
}
`);
  expect(asked).toEqual([
    '/configuration.nix:10',
    '/scripts/go.sh:1',
    '/scripts/go.sh:2',
    '/scripts/go.sh:3',
    '/.vscode/tasks.json:1',
  ]);
});

it('the words of a command that are strings of a list are asked about, too', async () => {
  const { asked } = await rename(
    `#- /configuration.nix
{
  specialisation.gam$0ing.configuration = { };
  a = [ "nixos-rebuild" "test" "--specialisation" "gaming" ];
  b = [ "nh" "os" "test" "-s" "gaming" ];
  c = [ "-s" "gaming" ];
}
#- /scripts/go.py
run(['nh', 'os', 'switch', '-s', 'gaming'])
#- /.vscode/tasks.json
{ "tasks": [
  { "command": "nixos-rebuild", "args": ["test", "--specialisation", "gaming"] },
  { "command": "nixos-rebuild", "args": [
    "--specialisation",
    "gaming"
  ] }
] }
`,
    'play',
  );
  expect([...asked].sort()).toEqual([
    '/.vscode/tasks.json:2',
    '/.vscode/tasks.json:5',
    '/configuration.nix:3',
    '/configuration.nix:4',
    '/scripts/go.py:1',
  ]);
});

it.each([
  ['config.specialisation ? x', 'config.specialisation ? y'],
  ['config.specialisation."x".inheritParentConfig', 'config.specialisation.y.inheritParentConfig'],
  ['let s = config.specialisation; in s.x or null', 'let s = config.specialisation; in s.y or null'],
  ['let inherit (config) specialisation; in specialisation ? x', 'specialisation ? y'],
  ['let inherit (config.specialisation) x; in x', 'let x = config.specialisation.y; in x'],
  [
    'let inherit (config.specialisation) w x; in x',
    'inherit (config.specialisation) w; x = config.specialisation.y; in x',
  ],
  ['{ inherit (a.config.specialisation or { }) x; }', '{ x = (a.config.specialisation or { }).y; }'],
  ['builtins.hasAttr "x" config.specialisation', 'builtins.hasAttr "y" config.specialisation'],
  ["config.specialisation |> builtins.getAttr ''x''", 'config.specialisation |> builtins.getAttr "y"'],
  ['lib.hasAttrByPath [ "specialisation" "x" ] config', '[ "specialisation" "y" ] config'],
  ['lib.attrByPath [ "x" "inheritParentConfig" ] 1 config.specialisation', '[ "y" "inheritParentConfig" ]'],
  ['lib.getAttrFromPath [ "config" "specialisation" "x" ] self.a', '[ "config" "specialisation" "y" ]'],
  ['removeAttrs config.specialisation [ "w" "x" ]', 'removeAttrs config.specialisation [ "w" "y" ]'],
  ['lib.getAttrs [ "x" ] (config.specialisation)', 'lib.getAttrs [ "y" ] (config.specialisation)'],
  ['with config.specialisation; x.configuration', 'with config.specialisation; y.configuration'],
  ['with config; specialisation.x', 'with config; specialisation.y'],
  ['let s = config.specialisation; in with s; [ w x ]', 'in with s; [ w y ]'],
  ['with config.specialisation; y: x', 'with config.specialisation; y: config.specialisation.y'],
  ['with (config.specialisation or { }); { inherit w x; }', '{ inherit w; x = (config.specialisation or { }).y; }'],
])('wherever it is read: %s', async (read, expected) => {
  const fixture = `#- /configuration.nix
{ lib, config, self, a, ... }: { specialisation.x$0.configuration = { }; specialisation.w.configuration = { };
  system.build.x = ${read}; }
`;
  const { texts } = await rename(fixture, 'y');
  expect(texts.get('/configuration.nix')).toContain(expected);
});

it.each([
  'a.x',
  'let config = { }; in config.y ? x',
  'hasAttr "x" config.specialisations',
  'config.specialisation.w.x',
  'let config.specialisation.x = 1; in config.specialisation.x',
  'with config.specialisation; let x = 1; in x',
  'x: with config.specialisation; x',
  'with config.specialisation.w; x',
  'with lib; x',
  '{ x = 1; }.x',
])('what only looks like it stays: %s', async (read) => {
  const fixture = `#- /configuration.nix
{ lib, config, ... }: { specialisation.x$0.configuration = { }; system.build.x = ${read}; }
`;
  const { texts } = await rename(fixture, 'y');
  expect(texts.get('/configuration.nix')).toContain(`= ${read};`);
});

it('what reads another configuration, a home in the system or the system around it, stays', async () => {
  const files = (mark: string, home: string) => `#- /flake.nix
{ outputs = { nixpkgs, home-manager, ... }: { nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
  modules = [ home-manager.nixosModules.home-manager ./system.nix { home-manager.users.kim = ./home.nix; } ]; }; }; }
#- /system.nix
{ config, ... }: { specialisation.${mark}.configuration = { }; a = config.specialisation ? dark; }
#- /home.nix
{ config, ... }: { specialisation.${home}.configuration = { }; home.file.a.enable = config.specialisation ? dark; }
`;
  const ofSystem = await rename(files('da$0rk', 'dark'), 'night');
  expect(ofSystem.texts.get('/system.nix')).toContain('specialisation ? night');
  expect(ofSystem.texts.get('/home.nix')).not.toContain('night');
  const ofHome = await rename(files('dark', 'da$0rk'), 'night');
  expect(ofHome.texts.get('/home.nix')).toContain('specialisation ? night');
  expect(ofHome.texts.get('/system.nix')).not.toContain('night');
});

const HOME = `#- /flake.nix
{ outputs = { nixpkgs, home-manager, ... }: { nixosConfigurations.laptop = nixpkgs.lib.nixosSystem {
  modules = [ home-manager.nixosModules.home-manager ./system.nix ]; }; }; }
#- /system.nix
{ config, ... }: { specialisation.dark.configuration = { }; a = config.specialisation ? dark;
  home-manager.users.kim = ./home.nix;
  home-manager.users.lee = { config, osConfig, ... }: { b = [ config.specialisation.dark osConfig.specialisation.dark ]; };
}
#- /home.nix
{ config, osConfig, nixosConfig, ... }: { specialisation.dark.configuration = { };
  home.file.a.enable = osConfig.specialisation ? dark; home.file.b.enable = config.specialisation ? dark;
  home.file.c.text = with nixosConfig.specialisation; dark.name;
  home.file.d.text = let osConfig.specialisation.dark = ""; in osConfig.specialisation.dark;
}
`;

it.each([
  'specialisation.da$0rk.configuration = { }; a',
  'osConfig.specialisation ? da$0rk',
  'nixosConfig.specialisation; da$0rk',
])('a specialisation of the system in homes inside of it: %s', async (mark) => {
  const { texts } = await rename(HOME.replace(mark.replace('$0', ''), mark), 'night');
  expect(
    texts.get('/system.nix'),
  ).toBe(`{ config, ... }: { specialisation.night.configuration = { }; a = config.specialisation ? night;
  home-manager.users.kim = ./home.nix;
  home-manager.users.lee = { config, osConfig, ... }: { b = [ config.specialisation.dark osConfig.specialisation.night ]; };
}
`);
  expect(
    texts.get('/home.nix'),
  ).toBe(`{ config, osConfig, nixosConfig, ... }: { specialisation.dark.configuration = { };
  home.file.a.enable = osConfig.specialisation ? night; home.file.b.enable = config.specialisation ? dark;
  home.file.c.text = with nixosConfig.specialisation; night.name;
  home.file.d.text = let osConfig.specialisation.dark = ""; in osConfig.specialisation.dark;
}
`);
});

it('a specialisation of a home of the same name as one of the system', async () => {
  const { texts } = await rename(
    HOME.replace('config.specialisation ? dark;\n  home.file.c', 'config.specialisation ? da$0rk;\n  home.file.c'),
    'night',
  );
  expect(texts.get('/system.nix')).not.toContain('night');
  expect(texts.get('/home.nix')?.match(/night/g)).toHaveLength(2);
  expect(texts.get('/home.nix')).toContain('b.enable = config.specialisation ? night');
});

it('in all hosts and files that define it', async () => {
  const { texts } = await rename(
    `#- /flake.nix
{ outputs = { nixpkgs, ... }: { nixosConfigurations = {
  a = nixpkgs.lib.nixosSystem { modules = [ ./one.nix ]; };
  b = nixpkgs.lib.nixosSystem { modules = [ ./one.nix ./two.nix ]; };
  c = nixpkgs.lib.nixosSystem { modules = [ ./three.nix ]; };
}; }; }
#- /one.nix
{ specialisation.x$0.configuration.time.timeZone = "UTC"; }
#- /two.nix
{ specialisation = { x.configuration.networking.hostName = "b"; }; }
#- /three.nix
{ specialisation.x.configuration = { }; }`,
    'y',
  );
  expect(texts.get('/one.nix')).toContain('specialisation.y.configuration');
  expect(texts.get('/two.nix')).toContain('{ y.configuration');
  expect(texts.get('/three.nix')).toContain('specialisation.x.configuration');
});

it('of a flake the scripts and tasks in its own folder', async () => {
  const { asked } = await rename(
    `#- /flake.nix
{
  inputs.nixpkgs.url = "nixpkgs";
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./hosts/laptop.nix ]; };
  };
}
#- /hosts/laptop.nix
{ specialisation.gam$0ing.configuration = { }; }
#- /switch.sh
nh os switch -s gaming
#- /.vscode/tasks.json
{ "tasks": [{ "type": "nixosSpecialisations", "specialisation": "gaming" }] }
`,
    'play',
  );
  expect([...asked].sort()).toEqual(['/.vscode/tasks.json:1', '/switch.sh:1']);
});

it('from where it is read; a name that needs quotes gets them', async () => {
  const { texts } = await rename(
    CONFIGURATION.replace('gam$0ing', 'gaming').replace(
      'config.specialisation.gaming',
      'config.specialisation.gam$0ing',
    ),
    'my games',
  );
  expect(texts.get('/configuration.nix')).toContain('specialisation."my games".configuration = {');
});

it('a key of a set that specialisations are made of, with what else reads it', async () => {
  const { texts, asked } = await rename(
    `#- /configuration.nix
{ lib, config, ... }:
let
  profiles = { gam$0ing.time.timeZone = "UTC"; work = { }; };
  others.gaming = { };
in
{
  specialisation = lib.mapAttrs (name: settings: { configuration = settings; }) profiles;
  time.timeZone = if profiles ? gaming then profiles.gaming.time.timeZone else (profiles).gaming;
  system.build = { inherit others; a = others.gaming; b = let profiles = others; in profiles.gaming; };
  networking.hostName = if config.specialisation ? gaming then "a" else "b";
}
`,
    'very dark',
  );
  const text = texts.get('/configuration.nix') ?? '';
  expect(text).toContain('profiles = { "very dark".time.timeZone');
  expect(text).toContain(
    'if profiles ? "very dark" then profiles."very dark".time.timeZone else (profiles)."very dark";',
  );
  expect(text).toContain('a = others.gaming; b = let profiles = others; in profiles.gaming;');
  expect(text).toContain('config.specialisation ? "very dark"');
  expect(asked).toEqual([]);
});

it('a name that a function is given as a text', async () => {
  const { texts } = await rename(
    `{ lib, ... }: { specialisation = lib.genAttrs [ "da$0rk" "light" ] (name: {
  configuration.environment.etc.specialisation.text = name;
}); }`,
    'very dark',
  );
  expect(texts.get('/configuration.nix')).toContain('lib.genAttrs [ "very dark" "light" ]');
});

it.each([
  ['a text', '"nixos-rebuild switch --specialisation gaming -L"', "'my games'"],
  ["a text between ''", "''nh os switch -s gaming''", '"my games"'],
  ['in quotes already', `''nh os switch -s 'gaming' ''`, 'my games'],
  ['an element of a list', '[ "nh" "os" "switch" "-s" "gaming" ]', 'my games'],
])('a word of a command is put into quotes where it needs them: %s', async (_name, value, expected) => {
  const block = 'specialisation.gam$0ing.configuration = { };';
  const inNix = await rename(`{ ${block} environment.shellAliases.g = ${value}; }`, 'my games');
  expect(inNix.words).toEqual([expected]);
});

it.each([
  ['nixos-rebuild test --specialisation=gaming', "'my games'"],
  ['nixos-rebuild test --specialisation "gaming"', 'my games'],
  ['/run/current-system/specialisation/gaming/activate', 'my games'],
])('the same in a script: %s', async (command, expected) => {
  const fixture = `#- /configuration.nix\n{ specialisation.gam$0ing.configuration = { }; }\n#- /go.sh\n${command}\n`;
  expect((await rename(fixture, 'my games')).words).toEqual([expected]);
});

describe('is refused', () => {
  it.each([
    ['a name that is taken', 'work', /already/],
    ['a slash', 'a/b', /slash/],
    ['nothing', ' ', /needs a name/],
  ])('%s', async (_name, to, reason) => {
    await expect(rename(CONFIGURATION, to)).rejects.toThrow(reason);
  });

  it('a name that is computed', async () => {
    const fixture = `{ lib, config, ... }: { specialisation = lib.genAttrs [ "a${'${"b"}'}" ] (n: { configuration = { }; });
  networking.hostName = config.specialisation.ab$0.x or ""; }`;
    await expect(rename(fixture, 'b')).rejects.toThrow(/computed/);
    // Before a name is asked for.
    const prepared = atMark(fixture, (editor, { params }) => editor.request('textDocument/prepareRename', params));
    await expect(prepared).rejects.toThrow(/computed/);
  });
});

it.each([
  ['on its name', CONFIGURATION, { placeholder: 'gaming', range: { start: { line: 2, character: 17 } } }],
  [
    'on a text that is its name',
    '#- /a.nix\n{ config, ... }:\n{ specialisation.x.configuration = { }; a = config.specialisation |> builtins.hasAttr "$0x"; }',
    { placeholder: 'x', range: { start: { line: 1 } } },
  ],
  ['elsewhere', CONFIGURATION.replace('$0', '').replace('time', 'ti$0me').replace('networking', 'netw$0orking'), null],
])('prepared %s', async (_name, fixture, expected) => {
  const found = await atMark(fixture, (editor, { params }) =>
    editor.request<PrepareRenameResult | null>('textDocument/prepareRename', params),
  );
  if (expected === null) expect(found).toBeNull();
  else expect(found).toMatchObject(expected);
});
