// Which lenses stand where, and what they say when several hosts share a place.
import { expect, it } from 'vitest';
import { codeLenses } from '../../../server/src/features/code-lens';
import type { Systems } from '../../../server/src/features/targets';
import { FILE, system } from './systems';

const TEXT = 'gaming = { };\ntravel = { };';
const GAMING = ['gaming', 'gaming = { };'] as const;
const TRAVEL = ['travel', 'travel = { };'] as const;
const onHosts = (...hosts: string[]): Systems => ({ systems: hosts.map((host) => system(TEXT, [GAMING], { host })) });
const titles = (systems: Systems, file = FILE): readonly string[] =>
  codeLenses(systems, file).map(({ title }) => title);

it('in the order of the file, not of the systems', () => {
  const lenses = codeLenses({ systems: [system(TEXT, [TRAVEL, GAMING])] }, FILE);
  expect(lenses.map(({ span, title }) => [TEXT.slice(span.start, span.end), title])).toEqual(
    ['gaming', 'travel'].flatMap((name) =>
      ['Switch to this specialisation', 'Rebuild', 'More…'].map((title) => [name, title]),
    ),
  );
});

it('none for a machine of a test, which nobody switches to', () => {
  expect(titles({ systems: [system(TEXT, [GAMING], { isTest: true })] })).toEqual([]);
});

it('none in other files', () => {
  expect(titles({ systems: [system(TEXT, [GAMING])] }, '/etc/nixos/other.nix')).toEqual([]);
});

it('one host needs no name', () => {
  expect(titles(onHosts('laptop'))).toEqual(['Switch to this specialisation', 'Rebuild', 'More…']);
});

it('several hosts are named, and "More…" has them all', () => {
  const lenses = codeLenses(onHosts('laptop', 'desktop'), FILE);
  expect(lenses.map(({ title }) => title)).toEqual([
    'Switch to this specialisation (laptop)',
    'Rebuild (laptop)',
    'Switch to this specialisation (desktop)',
    'Rebuild (desktop)',
    'More…',
  ]);
  expect(lenses.map(({ arguments: args }) => args.map((argument) => argument.host))).toEqual([
    ['laptop'],
    ['laptop'],
    ['desktop'],
    ['desktop'],
    ['laptop', 'desktop'],
  ]);
});

it('a name is shown as text, and not at any length', () => {
  const [title] = titles(onHosts(`lap\u202etop${'x'.repeat(100)}`, 'b'));
  expect(title).toContain('(lap\\u{202e}top');
  expect(title?.length).toBeLessThan(120);
});

it('the fourth host is only behind "More…"', () => {
  const lenses = codeLenses(onHosts('a', 'b', 'c', 'd'), FILE);
  expect(lenses.map(({ title }) => title).filter((title) => title.includes('(d)'))).toEqual([]);
  expect(lenses).toHaveLength(7);
  expect(lenses.at(-1)?.arguments).toHaveLength(4);
});

it('one expression that makes several specialisations names each', () => {
  const shared = { systems: [system('genAttrs', [['gaming', 'genAttrs'] as const, ['travel', 'genAttrs'] as const])] };
  expect(titles(shared).slice(0, 3)).toEqual([
    'Switch to this specialisation (gaming)',
    'Rebuild (gaming)',
    'Switch to this specialisation (travel)',
  ]);
});

it('a module shared by NixOS and Home Manager says which is which', () => {
  const both = { systems: [system(TEXT, [GAMING]), system(TEXT, [GAMING], { kind: 'home-manager' })] };
  expect(titles(both).filter((title) => title.startsWith('Switch'))).toEqual([
    'Switch to this specialisation',
    'Switch to this specialisation (Home Manager)',
  ]);
});

it('two users of Home Manager on one host are one target', () => {
  const users = [system(TEXT, [GAMING], { host: 'laptop' }), system(TEXT, [GAMING], { host: 'laptop' })];
  expect(titles({ systems: users })).toHaveLength(3);
});
