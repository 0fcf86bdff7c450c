// What can be written in a specialisation.
import { describe, expect, it } from 'vitest';
import { type CompletionItem, type CompletionList, InsertTextFormat } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/line-index';
import { applyEdits } from '../../server/src/base/text-edit';
import { atMark } from '../support/at-mark';
import { type InitializeOverrides, OUR_CLIENT } from '../support/lsp-pair';

const WITH_SNIPPETS = {
  capabilities: {
    ...OUR_CLIENT.capabilities,
    textDocument: {
      ...OUR_CLIENT.capabilities.textDocument,
      completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
    },
  },
};

/** The items, and the text that choosing one makes. */
async function complete(fixture: string, overrides: InitializeOverrides = WITH_SNIPPETS) {
  return atMark(
    fixture,
    async (editor, { params, text }) => {
      const items = await editor.request<CompletionItem[]>('textDocument/completion', params);
      const sorted = items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
      const chosen = (label: string): string => {
        const item = items.find((each) => each.label === label);
        const lines = new LineIndex(text);
        const edits = [item?.textEdit, ...(item?.additionalTextEdits ?? [])].flatMap((edit) =>
          edit === undefined || !('range' in edit)
            ? []
            : [{ start: lines.offset(edit.range.start), end: lines.offset(edit.range.end), newText: edit.newText }],
        );
        return applyEdits(text, edits);
      };
      return { labels: sorted.map(({ label }) => label), items, chosen };
    },
    overrides,
  );
}

const inSpecialisation = (
  body: string,
  base = 'services.openssh.enable = true; networking.hostName = lib.mkDefault "a";',
) => `{ lib, ... }:\n{\n  ${base}\n  specialisation.gaming.configuration = {\n    ${body}\n  };\n}\n`;

describe('in a specialisation', () => {
  it('what the base sets comes first, with its value and mkForce where that is needed', async () => {
    const { items, chosen } = await complete(inSpecialisation('$0'));
    const [ssh] = items.filter(({ label }) => label === 'services.openssh.enable');
    // Beside each of them, not only the one in hand.
    expect(ssh).toMatchObject({ labelDetails: { description: 'base: true' }, sortText: '0services.openssh.enable' });
    expect(chosen('services.openssh.enable')).toContain('    services.openssh.enable = lib.mkForce ${1:false};\n');
    expect(chosen('networking.hostName')).toContain('    networking.hostName = ${1:"a"};\n');
  });

  it('in whichever form it is written', async () => {
    const base = '{ lib, ... }: { services.openssh.enable = true; ';
    for (const block of [
      'specialisation.x = { configuration = { services.$0 }; };',
      'specialisation = { x = { inheritParentConfig = true; configuration = { services.$0 }; }; };',
      'specialisation.x.configuration = { lib, ... }: { services.$0 };',
      'specialisation.x = { configuration.services = { $0 }; };',
    ])
      expect((await complete(`${base}${block} }`)).labels, block).toContain('openssh.enable');
  });

  it.each([
    ['lines, or nothing', 'environment.etc.motd.text = "a";', 'environment.etc.motd.text', '${1:"a"}'],
    ['a list', 'boot.kernelParams = [ "a" ];', 'boot.kernelParams', '[ $0 ]'],
    [
      'a set',
      'environment.variables.A = "b"; environment.sessionVariables = { };',
      'environment.sessionVariables',
      '{ $0 }',
    ],
  ])('what is written as a value: %s', async (_name, base, label, value) => {
    const { chosen } = await complete(inSpecialisation('$0', base));
    expect(chosen(label)).toContain(` ${label} = ${value};`);
  });

  it.each([
    ['a step', 'services.$0', 'openssh.enable', 'services.openssh.enable = lib.mkForce ${1:false};'],
    ['half a word', 'services.op$0', 'openssh.enable', 'services.openssh.enable = lib.mkForce ${1:false};'],
    [
      'inside of a set',
      'services = { op$0 };',
      'openssh.enable',
      'services = { openssh.enable = lib.mkForce ${1:false}; };',
    ],
    [
      'under mkIf',
      'services = lib.mkIf true { $0 };',
      'openssh.enable',
      '{ openssh.enable = lib.mkForce ${1:false}; }',
    ],
    [
      'behind other statements',
      'a.b = 1;\n    # and\n    services.op$0\n    c = 2;',
      'openssh.enable',
      'openssh.enable = lib.mkForce',
    ],
    ['before an assignment', 'services.op$0 = true;', 'openssh.enable', 'services.openssh.enable = true;'],
  ])('%s', async (_name, body, label, expected) => {
    const { labels, chosen } = await complete(inSpecialisation(body));
    expect(labels[0]).toBe(label);
    expect(chosen(label)).toContain(expected);
  });

  it('nothing that the same set says already', async () => {
    const ofBase = 'services.openssh.enable = true; services.printing.enable = true;';
    const { labels } = await complete(inSpecialisation('services.openssh.enable = false;\n    ser$0', ofBase));
    expect(labels).toContain('services.printing.enable');
    expect(labels).not.toContain('services.openssh.enable');
    const inside = await complete(inSpecialisation('services = { printing = { }; o$0 };'));
    expect(inside.labels).toContain('openssh');
    expect(inside.labels).not.toContain('printing');
  });

  it('options that there are, with their types; all of a level', async () => {
    const { labels, items } = await complete(inSpecialisation('services.$0'));
    expect(labels.length).toBeGreaterThan(1000);
    expect(labels).toContain('printing');
    const inner = await complete(inSpecialisation('services.printing.$0'));
    expect(inner.items.find(({ label }) => label === 'enable')).toMatchObject({ detail: 'boolean' });
    expect(items.every(({ label }) => !label.includes('<'))).toBe(true);
  });

  it('keys of submodules', async () => {
    const { labels } = await complete(inSpecialisation('users.users.kim.$0'));
    expect(labels).toContain('extraGroups');
  });

  it.each([
    ['switches', 'services.openssh.enable = $0', ['false', 'true'], 'false', 'enable = lib.mkForce false'],
    ['with mkForce', 'services.openssh.enable = lib.mkForce $0', ['false', 'true'], 'false', 'lib.mkForce false'],
    ['half a word', 'services.openssh.enable = fa$0', ['false', 'true'], 'false', 'enable = lib.mkForce false'],
    ['where the base says nothing', 'services.printing.enable = $0;', ['false', 'true'], 'true', 'enable = true;'],
  ])('values: %s', async (_name, body, expected, label, text) => {
    const { labels, chosen } = await complete(inSpecialisation(body));
    expect(labels).toEqual(expected);
    expect(chosen(label)).toContain(text);
  });

  it('values of an enumeration', async () => {
    const { labels } = await complete(inSpecialisation('boot.loader.systemd-boot.consoleMode = $0'));
    expect(labels).toContain('"auto"');
    const { chosen } = await complete(inSpecialisation('boot.loader.systemd-boot.consoleMode = "a$0";'));
    expect(chosen('"auto"')).toContain('consoleMode = "auto";');
  });

  it('lib is added where it is not in reach', async () => {
    const { chosen } = await complete(
      '{\n  time.timeZone = "UTC";\n  specialisation.x.configuration = {\n    $0\n  };\n}\n',
    );
    expect(chosen('time.timeZone')).toMatch(/^\{ lib, \.\.\. \}:\n\{/);
  });

  it('a file that a specialisation imports', async () => {
    const { labels } = await complete(`#- /configuration.nix
{ services.openssh.enable = true; specialisation.x.configuration.imports = [ ./x.nix ]; }
#- /x.nix
{ lib, ... }: {
  $0
}`);
    expect(labels[0]).toBe('services.openssh.enable');
  });

  it('without snippets: names alone', async () => {
    const { chosen } = await complete(inSpecialisation('$0'), {});
    expect(chosen('services.openssh.enable')).toContain('    services.openssh.enable\n');
  });

  it('only what the base sets, where another server offers options', async () => {
    const initializationOptions = { ...OUR_CLIENT.initializationOptions, hasOtherServer: true };
    const { labels } = await complete(inSpecialisation('services.$0'), { ...WITH_SNIPPETS, initializationOptions });
    // Not the name alone, which the other one offers.
    expect(labels).toEqual(['openssh.enable = …;']);
  });
});

it.each([
  ['a whole specialisation', '{ $0 }', ['specialisation']],
  ['its name', '{ specialisation.$0 }', ['name.configuration = { … }']],
  ['its keys', '{ specialisation.x.$0 }', ['configuration', 'inheritParentConfig']],
  ['its keys, in a set', '{ specialisation = { x = { $0 }; }; }', ['configuration', 'inheritParentConfig']],
  [
    'its keys, once',
    '{ specialisation.x.configuration = { }; specialisation.y = { inheritParentConfig = true; $0 }; }',
    ['configuration'],
  ],
  [
    'its keys, of another one',
    '{ specialisation.x.configuration = { }; specialisation.y.$0 }',
    ['configuration', 'inheritParentConfig'],
  ],
  ['whether it inherits', '{ specialisation.x.inheritParentConfig = $0 }', ['false', 'true']],
  ['options of the base are others’', '{ services.$0 }', []],
  ['a list', '{ specialisation.x.configuration = { environment.systemPackages = [ $0 ]; }; }', []],
  ['a let', '{ specialisation.x.configuration = let a.$0 in { }; }', []],
  ['a comment', '{ specialisation.x.configuration = { # se$0\n }; }', []],
])('keys: %s', async (_name, text, expected) => {
  expect((await complete(text)).labels).toEqual(expected);
});

it('a whole one is indented as the file is', async () => {
  expect((await complete('{\n\ttime.timeZone = "UTC";\n\t$0\n}\n')).chosen('specialisation')).toContain(
    'configuration = {\n\t$0\n};',
  );
});

it.each([
  ['nh’s marker', 'environment.etc."specialisation".text = "$0";'],
  ['a rebuild', 'environment.shellAliases.g = "sudo nixos-rebuild switch --specialisation ga$0";'],
  ['nh', 'environment.shellAliases.g = "nh os switch -s $0";'],
  ['a command on two lines', "a.b = ''\n  nixos-rebuild switch \\\n    --specialisation $0\n'';"],
  ['words of a list', 'a.b = [ "nh" "os" "switch" "-s" "$0" ];'],
])('names in text: %s', async (_name, body) => {
  const { labels } = await complete(inSpecialisation(body));
  expect(labels).toEqual(['gaming']);
});

it.each([
  ['"nh os switch -s $0"', `"nh os switch -s 'my work'"`],
  ["''nh os switch -s $0''", `''nh os switch -s "my work"''`],
  [`''nh os switch -s '$0' ''`, `''nh os switch -s 'my work' ''`],
  ['[ "nh" "os" "switch" "-s" "$0" ]', '"-s" "my work" ]'],
])('names in quotes where a command needs them: %s', async (value, expected) => {
  const { chosen } = await complete(
    `{ specialisation."my work".configuration = { }; environment.shellAliases.g = ${value}; }`,
  );
  expect(chosen('my work')).toContain(expected);
});

it.each([
  ['environment.etc.specialisation = { text = "$0"; };', '{ text = "gaming"; }'],
  ['environment.etc = { "specialisation".text = lib.mkForce "ga$0" };', 'text = lib.mkForce "gaming" }'],
  ['environment.etc.specialisation.text = $0', 'text = "gaming"'],
  ["environment.etc.specialisation.text = ''$0'';", "text = ''gaming'';"],
  ['networking.hostName = if config.specialisation.$0 or', '= if config.specialisation.gaming or'],
])('names as they are written there: %s', async (body, expected) => {
  const { labels, chosen } = await complete(inSpecialisation(body));
  expect(labels).toEqual(['gaming']);
  expect(chosen('gaming')).toContain(expected);
});

it('nh’s marker of a home', async () => {
  const { chosen } = await complete(`#- /flake.nix
{ outputs = { home-manager, ... }: { homeConfigurations.kim = home-manager.lib.homeManagerConfiguration {
  modules = [ ./home.nix ]; }; }; }
#- /home.nix
{ specialisation.dark.configuration = { xdg.dataFile."home-manager/specialisation" = { text = "$0"; }; }; }
`);
  expect(chosen('dark')).toContain('{ text = "dark"; }');
});

describe('what is the same for all is said once, to editors that take it so', () => {
  const completion = {
    completionItem: { snippetSupport: true, labelDetailsSupport: true },
    completionList: { itemDefaults: ['commitCharacters', 'editRange', 'insertTextFormat', 'data'] },
  };
  const capabilities = {
    ...OUR_CLIENT.capabilities,
    textDocument: { ...OUR_CLIENT.capabilities.textDocument, completion },
  };
  const listed = (fixture: string): Promise<CompletionList> =>
    atMark(fixture, (editor, { params }) => editor.request('textDocument/completion', params), { capabilities });

  it('the same range and the same texts', async () => {
    for (const body of ['$0', 'services.op$0', 'services.openssh.enable = fa$0']) {
      const [{ itemDefaults, items }, apart] = [
        await listed(inSpecialisation(body)),
        await complete(inSpecialisation(body)),
      ];
      const isSnippets = itemDefaults?.insertTextFormat === InsertTextFormat.Snippet;
      const whole = items.map(({ textEditText, ...item }) => ({
        ...item,
        ...(isSnippets ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
        ...(item.insertTextFormat === InsertTextFormat.PlainText ? { insertTextFormat: undefined } : {}),
        textEdit: { range: itemDefaults?.editRange, newText: textEditText ?? item.label },
      }));
      const byLabel = (a: { label: string }, b: { label: string }): number => (a.label < b.label ? -1 : 1);
      expect(whole.length).toBeGreaterThan(0);
      expect(JSON.parse(JSON.stringify(whole.sort(byLabel)))).toEqual([...apart.items].sort(byLabel));
    }
  });

  it('so that a thousand of them are a short answer', async () => {
    const { items, itemDefaults } = await listed(inSpecialisation('services.$0'));
    const size = JSON.stringify({ items, itemDefaults }).length;
    expect(items.length).toBeGreaterThan(1000);
    expect(size / items.length).toBeLessThan(80);
  });
});

it('nothing in files that have nothing to do with a configuration', async () => {
  expect((await complete('#- /overlay.nix\nfinal: prev: { a = { $0 }; }')).labels).toEqual([]);
});
