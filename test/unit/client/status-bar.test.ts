// How the status bar tells what runs, and what can be switched to.
import { describe, expect, test } from 'vitest';
import { type CheckedPart, driftOf, sameNotes, shownStatus } from '../../../client/src/status-bar/describe';
import { toggleGroups } from '../../../client/src/status-bar/toggle-items';
import type { Where, Whereabouts } from '../../../server/src/run/status/where-am-i';
import { FLAKE } from '../run/support';
import { part, system } from './view-support';

const at = (name: string | null, changes: Partial<Whereabouts> = {}): Whereabouts => ({
  kind: name === null ? 'base' : 'specialisation',
  name,
  names: name === null ? [] : [name],
  by: 'path',
  generation: 42,
  ...changes,
});
const NONE: Whereabouts = { kind: 'none', name: null, names: [], by: null, generation: null };
const where = (active: Whereabouts, changes: Partial<Where> = {}): Where => ({
  host: 'laptop',
  active,
  booted: active,
  available: ['play', 'work'],
  rebootNeeded: [],
  ...changes,
});
const shown = (of: Where, drift: readonly string[] = []) => shownStatus({ where: of, drift });

describe('the item', () => {
  test.each([
    ['base', at(null)],
    ['work', at('work')],
    ['work +1', at('work', { names: ['work', 'same'] })],
    ['unregistered system', { ...NONE, kind: 'unregistered' as const }],
  ])('says %s', (text, active) => {
    expect(shown(where(active))?.text).toBe(text);
  });

  test('is none where no NixOS runs', () => {
    expect(shown(where(NONE))).toBeUndefined();
  });

  test('holds no name that hides something, and no long one', () => {
    expect(shown(where(at('a\u202eb')))?.text).toBe('a\\u{202e}b');
    expect(shown(where(at('x'.repeat(200))))?.text).toHaveLength(40);
  });

  test('says how it is known, what was booted, and what a reboot brings', () => {
    const of = where(at('work', { by: 'marker', generation: null }), {
      booted: at(null),
      rebootNeeded: ['kernel', 'switch-inhibitors'],
    });
    expect(shown(of)).toMatchObject({
      marks: ['reboot'],
      tooltip: [
        'Active: “work”, as its marker says.',
        'Booted: the base system of generation 42.',
        'A reboot would change: kernel, critical components.',
      ],
      spoken: expect.stringMatching(/^NixOS\. Active: “work”, as its marker says\. Booted/),
    });
  });

  test('marks what differs from the configuration', () => {
    expect(shown(where(at(null)), ['It differs.'])).toMatchObject({
      marks: ['drift'],
      tooltip: [expect.any(String), 'It differs.'],
    });
  });
});

describe('drift', () => {
  const generation = (number: number, isCurrent: boolean) => ({
    profile: 'system',
    number,
    link: '',
    path: '',
    date: undefined,
    label: undefined,
    specialisations: new Map<string, string>(),
    isCurrent,
  });
  const drift = (changes: Partial<Parameters<typeof driftOf>[0]> = {}) =>
    driftOf({
      where: where(at(null)),
      generations: [generation(42, true)],
      built: undefined,
      head: undefined,
      declared: undefined,
      checked: [],
      ...changes,
    });
  const A = 'a'.repeat(40);
  const B = 'b'.repeat(40);

  test('is none where everything is the same, or nothing is known', () => {
    expect(drift()).toEqual([]);
    expect(drift({ built: { revision: A, isDirty: false }, head: A, declared: ['work', 'play'] })).toEqual([]);
    expect(drift({ built: { revision: A, isDirty: false } })).toEqual([]);
  });

  test.each([
    [
      'a newer generation',
      { generations: [generation(43, true), generation(42, false)] },
      'Generation 43 is newer than the one that runs.',
    ],
    [
      'an older one',
      { generations: [generation(42, false), generation(41, true)] },
      'Generation 41 is the current one, older than the one that runs.',
    ],
    [
      'another commit',
      { built: { revision: A, isDirty: false }, head: B },
      'It was built from aaaaaaaa; the configuration is at bbbbbbbb.',
    ],
    [
      'changes that were not committed',
      { built: { revision: A, isDirty: true }, head: A },
      'It was built from aaaaaaaa with changes that were not committed.',
    ],
    ['not built', { declared: ['play', 'travel', 'work'] }, 'In the configuration but not built: “travel”.'],
    ['not declared', { declared: ['work'] }, 'Built, but not found in the configuration: “play”.'],
  ])('%s', (_, changes, sentence) => {
    expect(drift(changes)).toEqual([sentence]);
  });

  test('of a system in no generation nothing is said of newer ones', () => {
    expect(drift({ where: where({ ...NONE, kind: 'unregistered' }), generations: [generation(43, true)] })).toEqual([]);
  });
});

describe('what Nix itself has evaluated', () => {
  const facts = {
    where: where(at(null)),
    generations: [],
    built: { revision: 'a'.repeat(40), isDirty: false },
    head: 'b'.repeat(40),
    declared: undefined,
  };
  const told = (...checked: readonly CheckedPart[]) => [driftOf({ ...facts, checked }), sameNotes(checked)];

  test('is drift where it differs or fails', () => {
    expect(told({ name: null, verdict: 'differs' }, { name: 'work', verdict: 'fails' })[0]?.slice(0, 2)).toEqual([
      'As Nix has evaluated it, the base system differs from what runs.',
      'Nix cannot evaluate “work” as it is now.',
    ]);
  });

  test('is none where it is what runs, whichever commit that was', () => {
    expect(told({ name: null, verdict: 'same' }, { name: 'work', verdict: 'same' })).toEqual([
      [],
      ['As Nix has evaluated it, this is what runs: the base system, “work”.'],
    ]);
    const seen = shownStatus({ where: facts.where, drift: [], notes: ['As Nix has it.'] });
    expect([seen?.marks, seen?.tooltip.at(-1)]).toEqual([[], 'As Nix has it.']);
  });

  test('says nothing where nobody knows', () => {
    expect(told({ name: null, verdict: 'unknown' })).toEqual([
      ['It was built from aaaaaaaa; the configuration is at bbbbbbbb.'],
      [],
    ]);
  });
});

describe('what can be switched to', () => {
  const target = { system: 'nixos' as const, host: 'laptop', root: FLAKE };
  const built = { active: 'work', names: ['work', 'play'], reboot: { play: ['kernel'] } };
  const declared = system([part(null), part('play'), part('travel'), part('work')]);

  test('the base, what is built, the active one marked; what is not built is rebuilt', () => {
    const groups = toggleGroups('NixOS', { built, other: undefined, target, declared });
    expect(
      groups.map(({ title, items }) => [
        title,
        items.map(({ label, description, isActive }) => [label, description, isActive]),
      ]),
    ).toEqual([
      [
        'NixOS',
        [
          ['Base system', '', false],
          ['play', 'needs a reboot (kernel)', false],
          ['work', 'active', true],
        ],
      ],
      ['not built', [['travel', 'rebuild and switch', false]]],
    ]);
    const [base, play, travel] = groups.flatMap(({ items }) => items.map(({ spec }) => spec)).filter((_, i) => i !== 2);
    expect(base).toEqual({ ...target, host: null, action: 'switch', specialisation: null });
    expect(play).toMatchObject({ host: null, action: 'switch', specialisation: 'play' });
    expect(travel).toEqual({ ...target, action: 'rebuild', specialisation: 'travel' });
  });

  test('what runs but is none of it is said above', () => {
    const { active: _, ...unknown } = built;
    const [group] = toggleGroups('NixOS', { built: unknown, other: 'something else', target, declared: undefined });
    expect(group?.title).toBe('NixOS: something else runs now');
    expect(group?.items.some(({ isActive }) => isActive)).toBe(false);
  });

  test('a home has a base of its own', () => {
    const home = { ...target, system: 'home-manager' as const };
    const [group] = toggleGroups('Home Manager', { built, other: undefined, target: home, declared: undefined });
    expect(group?.items[0]).toMatchObject({ label: 'Base home configuration', spec: { system: 'home-manager' } });
  });
});
