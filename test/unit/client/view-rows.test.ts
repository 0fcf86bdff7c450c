// How rows of the view read.
import { describe, expect, test } from 'vitest';
import { conflictText, describeRow, systemTitle } from '../../../client/src/views/describe';
import type { Naming } from '../../../client/src/views/row-text';
import type { RowNode } from '../../../client/src/views/rows';
import manifest from '../../../package.json';
import type { ChangeKind, DifferenceNode } from '../../../server/src/protocol/tree';
import { hasHidden } from '../../../server/src/protocol/visible';
import { definition, option, part, place, system } from './view-support';

const NAMING: Naming = {
  file: (uri) => uri.slice(uri.lastIndexOf('/') + 1),
  path: (path) => path.slice(path.lastIndexOf('/') + 1),
};
const row = (node: RowNode) => describeRow(node, NAMING, true);

describe('systems', () => {
  test('say what they are, and are open while there are few', () => {
    const node = system([part(null), part('s')]);
    expect(row(node)).toMatchObject({
      label: 'host',
      description: 'config',
      spoken: 'host, config, 1 specialisation',
      opens: 'expanded',
    });
    expect(describeRow(node, NAMING, false).opens).toBe('collapsed');
  });

  test('what is not saved says so', () => {
    expect(row(system([part(null, { root: null })]))).toMatchObject({ description: 'not saved' });
  });

  test("a user's home names the host too", () => {
    const home = system([part(null), part('s'), part('t')], { system: 'home-manager', user: 'alice' });
    expect(row(home)).toMatchObject({ label: "alice's home", description: 'on host', icon: ['home'] });
    // The title of its table.
    expect(systemTitle(home)).toBe("alice's home · on host");
    expect(systemTitle(system([part(null)]))).toBe('host');
  });
});

describe('parts', () => {
  test('the base opens only where it has conflicts of its own', () => {
    expect(row(part(null))).toMatchObject({ label: 'Base system', context: 'base place', opens: 'never' });
    expect(row(part(null, { conflicts: { certain: 1, likely: 0, possible: 0 } }))).toMatchObject({
      description: '1 conflict',
      opens: 'collapsed',
    });
  });

  test('a specialisation says its conflicts and whether it stands alone', () => {
    const node = part('s', { inherits: false, conflicts: { certain: 1, likely: 1, possible: 1 } });
    expect(row(node)).toMatchObject({
      label: 's',
      description: '2 conflicts, 1 possible · stands alone',
      spoken: 'specialisation s, 2 conflicts, 1 possible, stands alone',
      icon: ['layers', 'list.errorForeground'],
      context: 'specialisation place',
    });
  });

  test('what cannot be built has no actions that build', () => {
    expect(row(part('s', { root: null })).context).toBe('place');
  });

  test('a home is told apart: nothing that runs is compared with it', () => {
    const { key } = part('s');
    expect(row(part('s', { key: { ...key, kind: 'home-manager' } })).context).toBe('specialisation home place');
    const { menus } = manifest.contributes;
    const { when = '' } =
      menus['view/item/context'].find(({ command }) => command.endsWith('.treeCompareWithRunning')) ?? {};
    const wanted = new RegExp(/viewItem =~ \/(.*?)\//.exec(when)?.[1] ?? '');
    expect(['specialisation place', 'base place'].every((context) => wanted.test(context))).toBe(true);
    expect(['specialisation home place', 'base home place'].some((context) => wanted.test(context))).toBe(false);
  });

  test.each([
    [{ certain: 0, likely: 0, possible: 0 }, ''],
    [{ certain: 1, likely: 0, possible: 0 }, '1 conflict'],
    [{ certain: 0, likely: 0, possible: 2 }, '2 possible conflicts'],
    [{ certain: 1, likely: 2, possible: 1 }, '3 conflicts, 1 possible'],
  ])('%j reads %j', (counts, text) => {
    expect(conflictText(counts)).toBe(text);
  });
});

describe('options', () => {
  test.each<[ChangeKind, string]>([
    ['added', 'false'],
    ['overridden', 'false (was true)'],
    ['extended', '+ false'],
    ['removed', 'not set (was true)'],
    ['derived', 'false (was true)'],
    ['same', 'false, as in the base'],
    ['ineffective', 'no effect: the base wins with false'],
    ['possible', 'may change (was true)'],
    ['invalid', 'not a value of its type'],
  ])('%s: %s', (change, description) => {
    expect(row(option('a.b', { change }))).toMatchObject({
      label: 'a.b',
      description,
      spoken: `a.b, ${change}: ${description}`,
    });
  });

  test('a value that is not known is named so', () => {
    expect(row(option('a', { after: null })).description).toBe('a value that is not known (was true)');
  });

  test('values that look the same are shown once', () => {
    expect(row(option('a', { before: '"…/x"', after: '"…/x"' })).description).toBe('"…/x"');
  });

  test('what a specialisation adds is named alone; where it adds nothing itself, all of it is', () => {
    const definitions = [definition('[ pkgs.git ]', { scope: 'base' }), definition('[ pkgs.vim ]')];
    const extended = { change: 'extended', before: '[ pkgs.git ]', after: '[ pkgs.git pkgs.vim ]' } as const;
    expect(row(option('a', { ...extended, definitions })).description).toBe('+ [ pkgs.vim ]');
    expect(row(option('a', { ...extended, definitions: definitions.slice(0, 1) })).description).toBe(
      '[ pkgs.git pkgs.vim ] (was [ pkgs.git ])',
    );
  });

  test.each([
    ['services.printing.enable', 'services.printing.enable'],
    ['services.xserver.desktopManager.plasma5.enable', '…plasma5.enable'],
    ['home-manager.users.kim.programs.git.extraConfig.core.editor', '…git.extraConfig.core.editor'],
    ['environment.etc."a.very.long.name.of.a.file".text', 'environment.etc."a.very.long.name.of.a.file".text'],
    ['aNameOfAnOptionThatIsLongerThanIsUsual', 'aNameOfAnOptionThatIsLongerThanIsUsual'],
  ])('of a long name the end is shown: %s', (name, label) => {
    const { label: shown, tooltip, spoken } = row(option(name));
    expect(shown).toBe(label);
    expect(tooltip).toContain(name);
    expect(spoken).toContain(name);
  });

  test('a conflict shows what is in conflict, as sure as it is', () => {
    const definitions = [definition('true', { role: 'equal', scope: 'base' }), definition('false', { role: 'equal' })];
    const conflict = (proof: DifferenceNode['proof']) => row(option('a', { change: 'conflict', proof, definitions }));
    expect(conflict('certain')).toMatchObject({
      description: 'conflict: true or false',
      icon: ['error', 'list.errorForeground'],
    });
    expect(conflict('likely').icon).toEqual(['warning', 'list.warningForeground']);
    expect(conflict('possible')).toMatchObject({
      description: 'possible conflict: true or false',
      icon: ['info', 'list.deemphasizedForeground'],
    });
    expect(conflict('ignored')).toMatchObject({
      description: 'ignored conflict: true or false',
      icon: ['diff-ignored', 'gitDecoration.ignoredResourceForeground'],
    });
    expect(conflict('certain').spoken).toBe('a, conflict: true or false');
  });

  test("a click goes to the specialisation's definition, or else to one that has a place; without one there is none", () => {
    const base = definition('0', { scope: 'base', at: place(1) });
    const definitions = [base, definition('1', { at: null }), definition('2', { at: place(3) })];
    expect(row(option('a', { definitions }))).toMatchObject({ at: place(3), context: 'place' });
    expect(row(option('a', { definitions: [base] })).at).toEqual(place(1));
    expect(row(option('a', { definitions: [] }))).toMatchObject({ context: '', opens: 'never' });
  });

  test('the tooltip lists who wins', () => {
    const definitions = [
      definition('false'),
      definition('true', { role: 'loses', scope: 'base', priority: 'mkDefault, priority 1000', at: place(1) }),
    ];
    expect(row(option('a', { definitions })).tooltip).toEqual([
      'a',
      "Overrides the base's value.",
      '• wins: false by the specialisation in configuration.nix:8',
      '• is overridden: true by the base (mkDefault, priority 1000) in configuration.nix:2',
    ]);
  });
});

test('a definition says whose it is, how strong, and where', () => {
  expect(row(definition('false'))).toMatchObject({
    label: 'false',
    description: 'configuration.nix:8 · specialisation',
    icon: ['pass', 'testing.iconPassed'],
  });
});

test('a definition in a folder is named by its file, which is not cut off; the tooltip and the voice name the folder', () => {
  const naming: Naming = { ...NAMING, file: (uri) => uri.replace('file:///etc/nixos/', '') };
  const at = (file: string) => ({ ...place(1), uri: `file:///etc/nixos/${file}` });
  const described = (file: string) => describeRow(definition('1', { at: at(file) }), naming, true);
  expect(described('hosts/atlas/gaming.nix')).toMatchObject({
    description: 'gaming.nix:2 · specialisation',
    tooltip: ['1 by the specialisation in hosts/atlas/gaming.nix:2', 'This definition wins.'],
    spoken: '1, wins, specialisation, hosts/atlas/gaming.nix:2',
  });
  expect(described('hosts/atlas/default.nix').description).toBe('atlas/default.nix:2 · specialisation');
  expect(described('default.nix').description).toBe('default.nix:2 · specialisation');
});

describe('whatever a configuration says', () => {
  const HOSTILE = `\r\r![](https://example.org/)\u2028\u202e\u200b<b>\`[x](command:y)${'x'.repeat(1000)}`;
  const at = { ...place(1), uri: `file:///${HOSTILE}` };
  const key = { kind: 'nixos', host: HOSTILE, entry: HOSTILE, inside: [], specialisation: HOSTILE } as const;
  const hostileDefinition = definition(HOSTILE, { priority: HOSTILE, at });

  test.each<RowNode>([
    system([part(null)], { name: HOSTILE, path: HOSTILE }),
    system([part(null)], { name: HOSTILE, user: HOSTILE, system: 'home-manager' }),
    part(HOSTILE, { key, at }),
    option(HOSTILE, { before: HOSTILE, after: HOSTILE, definitions: [hostileDefinition] }),
    option(HOSTILE, { change: 'conflict', definitions: [{ ...hostileDefinition, role: 'equal' }] }),
    hostileDefinition,
    { kind: 'note', id: HOSTILE, text: HOSTILE },
  ])('every text of a row is one short line in sight: $kind', (node) => {
    const { label, description = '', tooltip = [], spoken } = row(node);
    const texts = [label, description, spoken, ...tooltip];
    expect(texts.filter(hasHidden)).toEqual([]);
    expect(texts.join('').includes('\\u{202e}')).toBe(true);
    for (const text of texts) expect(text.length).toBeLessThan(400);
  });
});
