import { describe, expect, it, test } from 'vitest';
import type { DifferenceNode } from '../../../server/src/protocol/tree';
import { compareBoot, parseBootSpec } from '../../../server/src/run/compare/boot-spec';
import { closureCommand } from '../../../server/src/run/compare/closures';
import { comparisonText } from '../../../server/src/run/compare/document';
import { linesBetween, optionLines } from '../../../server/src/run/compare/options';

const boot = (changes: object = {}, children: object = {}) => ({
  'org.nixos.bootspec.v1': {
    system: 'x86_64-linux',
    kernel: '/nix/store/k1/bzImage',
    kernelParams: ['loglevel=4', 'quiet'],
    initrd: '/nix/store/i1/initrd',
    init: '/nix/store/s1/init',
    label: 'NixOS 26.05',
    toplevel: '/nix/store/s1',
    ...changes,
  },
  'org.nixos.specialisation.v1': children,
});
const parsed = (value: object) => {
  const spec = parseBootSpec(JSON.stringify(value));
  if (spec === undefined) throw new Error('no boot specification');
  return spec;
};

describe('boot.json', () => {
  test.each<[string, object, readonly string[]]>([
    ['the same', {}, []],
    ['another kernel', { kernel: '/nix/store/k2/bzImage' }, ['kernel: /nix/store/k1/bzImage → /nix/store/k2/bzImage']],
    ['no initrd', { initrd: undefined }, ['initrd: /nix/store/i1/initrd → ∅']],
    [
      'parameters',
      { kernelParams: ['quiet', 'nomodeset'] },
      ['kernelParam: loglevel=4 → ∅', 'kernelParam: ∅ → nomodeset'],
    ],
    ['parameters in another order', { kernelParams: ['quiet', 'loglevel=4'] }, []],
    ['the system itself', { init: '/nix/store/s2/init' }, ['init: /nix/store/s1/init → /nix/store/s2/init']],
    ['secrets', { initrdSecrets: '/nix/store/x' }, ['initrdSecrets: ∅ → /nix/store/x']],
  ])('%s', (_, changes, expected) => {
    const found = compareBoot(parsed(boot()), parsed(boot(changes)));
    expect(found.map(({ what, before = '∅', after = '∅' }) => `${what}: ${before} → ${after}`)).toEqual(expected);
  });

  test('specialisations have one of their own', () => {
    const { specialisations } = parsed(boot({}, { gaming: boot({ kernel: '/nix/store/k2' }) }));
    expect(specialisations.get('gaming')?.fields.get('kernel')).toBe('/nix/store/k2');
  });

  test.each(['', '[]', '{}', 'null', '{"v1":{}}', '{"org.nixos.bootspec.v1":4}'])('%j is none', (text) => {
    expect(parseBootSpec(text)).toBeUndefined();
  });
});

const node = (option: string, changes: Partial<DifferenceNode> = {}): DifferenceNode => ({
  kind: 'option',
  id: option,
  option,
  change: 'overridden',
  before: 'true',
  after: 'false',
  proof: null,
  definitions: [],
  ...changes,
});

describe('options', () => {
  it('of a specialisation against its base: not what it only repeats', () => {
    expect(optionLines([node('a'), node('b', { change: 'same' })]).map(({ option }) => option)).toEqual(['a']);
  });

  it('of one specialisation against another: what one leaves alone is as in the base', () => {
    const from = [node('a'), node('b', { after: '1' }), node('both', { after: '7' })];
    const to = [node('b', { after: '2' }), node('c'), node('both', { after: '7' })];
    expect(linesBetween(from, to).map(({ option, before, after }) => [option, before, after])).toEqual([
      ['b', '1', '2'],
      ['c', 'true', 'false'],
      ['a', 'false', 'true'],
    ]);
  });
});

describe('closures', () => {
  test.each([
    [
      ['nix', 'nvd', 'dix'],
      ['dix', '/a', '/b'],
    ],
    [
      ['nix', 'nvd'],
      ['nvd', 'diff', '/a', '/b'],
    ],
    [['nix'], ['nix', '--extra-experimental-features', 'nix-command', 'store', 'diff-closures', '/a', '/b']],
    [[], undefined],
  ])('with %j', (tools, expected) => expect(closureCommand(new Set(tools), '/a', '/b')).toEqual(expected));
});

describe('the document', () => {
  const text = (built: Parameters<typeof comparisonText>[0]['built'], options = optionLines([node('a.b')])) =>
    comparisonText({ title: '“gaming”, compared with the base', options, built }, () => 'configuration.nix:3');

  it('options with their values', () => {
    expect(text('Nothing is built.')).toContain('a.b\n  true → false\n');
    expect(text('Nothing is built.')).toContain('Nothing is built.');
  });

  it('of a conflict the definitions that do not merge', () => {
    const at = (line: number) => {
      const place = { line, character: 0 };
      return { uri: 'file:///a.nix', range: { start: place, end: place } };
    };
    const definition = (scope: 'base' | 'specialisation', shown: string, line: number) => ({
      ...({ kind: 'definition', id: shown, shown, priority: 'plain', scope, role: 'equal', at: at(line) } as const),
    });
    const definitions = [definition('base', 'true', 3), definition('specialisation', 'false', 8)];
    const lines = optionLines([node('a', { change: 'conflict', after: null, definitions })]);
    const shown = comparisonText({ title: '', options: lines, built: '' }, ({ range }) => `a.nix:${range.start.line}`);
    expect(shown).toContain(
      'a\n  (conflict: these do not merge)\n  true in the base (plain)    a.nix:3\n  false in the specialisation (plain)    a.nix:8\n',
    );
    const [ignored] = optionLines([node('a', { change: 'conflict', proof: 'ignored', after: null, definitions })]);
    expect(ignored?.note).toBe('conflict, ignored');
  });

  it('what differs at boot, and the output of the program with its command', () => {
    const built = {
      before: '/nix/store/s1',
      after: '/nix/store/s2',
      boot: compareBoot(parsed(boot()), parsed(boot({ kernelParams: ['quiet', 'nomodeset'] }))),
      closures: { argv: ['nvd', 'diff', '/nix/store/s1', '/nix/store/s2'], output: 'firefox: 1 → 2\n' },
    };
    expect(text(built)).toContain('- kernel parameter loglevel=4\n+ kernel parameter nomodeset');
    expect(text(built)).toContain('> nvd diff /nix/store/s1 /nix/store/s2\n\nfirefox: 1 → 2\n');
  });

  it('the same kernel means no reboot', () => {
    const built = {
      before: '/a',
      after: '/a',
      boot: compareBoot(parsed(boot()), parsed(boot({ init: '/x' }))),
      closures: '',
    };
    expect(text(built)).toContain('no reboot is needed');
    expect(text(built)).toContain('They are the same.');
  });

  it('what hides is written out', () => {
    expect(text('', optionLines([node('a\u202eb', { after: '\u001b[31m' })]))).toMatch(
      /a\\u\{202e\}b.*\\u\{1b\}\[31m/s,
    );
  });
});
