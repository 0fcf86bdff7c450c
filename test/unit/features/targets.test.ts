// Which specialisations are at a position.
import { expect, it } from 'vitest';
import { targetsAt } from '../../../server/src/features/targets';
import { FILE, system } from './systems';

const TEXT = 'outer = { inner = { x }; y } z';
const systems = {
  systems: [system(TEXT, [['outer', 'outer = { inner = { x }; y }'] as const, ['inner', 'inner = { x };'] as const])],
};
const namesAt = (text: string | undefined): readonly string[] =>
  targetsAt(systems, FILE, text === undefined ? undefined : TEXT.indexOf(text)).map(
    ({ specialisation }) => specialisation,
  );

it.each([
  ['x', ['inner', 'outer']],
  ['y', ['outer']],
  ['z', []],
])('at %s: %j, the innermost first', (text, expected) => {
  expect(namesAt(text)).toEqual(expected);
});

it('just behind the last character still counts', () => {
  expect(targetsAt(systems, FILE, TEXT.indexOf(' z')).map(({ specialisation }) => specialisation)).toEqual(['outer']);
});

it('without a position: all of the file, each once', () => {
  expect(namesAt(undefined)).toEqual(['outer', 'inner']);
  expect(targetsAt({ systems: [...systems.systems, ...systems.systems] }, FILE, undefined)).toHaveLength(2);
  expect(targetsAt(systems, '/other.nix', undefined)).toEqual([]);
});

it('of a home inside of a system it is told whose it is', () => {
  const inside = ['home-manager', 'users', 'kim'];
  const home = system(TEXT, [['inner', 'inner = { x };']], { kind: 'home-manager', inside });
  const alone = system(TEXT, [['inner', 'inner = { x };']], { kind: 'home-manager' });
  expect(targetsAt({ systems: [home, alone] }, FILE, TEXT.indexOf('x')).map((target) => target.inside)).toEqual([
    inside,
    undefined,
  ]);
});
