// How generations read, and what can be done with each.
import { describe, expect, test } from 'vitest';
import { comparables, generationItem, generationRows, partsOf } from '../../../client/src/commands/generation-items';
import type { RunAction } from '../../../server/src/protocol/run';
import type { Generation } from '../../../server/src/run/machine/facts';
import { planRun } from '../../../server/src/run/plan/plan';
import { whereAmI } from '../../../server/src/run/status/where-am-i';
import { MACHINE, SETTINGS, spec } from '../run/support';

const GENERATION: Generation = {
  profile: 'system',
  number: 42,
  link: '/nix/var/nix/profiles/system-42-link',
  path: '/nix/store/base',
  date: new Date(2026, 0, 2, 3, 4),
  label: '25.11.20260101.abcdef',
  specialisations: new Map([['work', '/nix/store/work']]),
  isCurrent: true,
};
const facts = {
  ...MACHINE,
  generations: [GENERATION],
  runningSystem: '/nix/store/work',
  bootedSystem: '/nix/store/base',
};

test('its number, when it was made, what of it runs and was booted, its specialisations', () => {
  expect(generationItem(GENERATION, whereAmI(facts))).toEqual({
    label: 'Generation 42',
    icon: 'check',
    description: '2026-01-02 03:04 · current · running (work) · booted',
    detail: '25.11.20260101.abcdef · work',
  });
});

test('of another profile it says so, and does not run', () => {
  const other = { ...GENERATION, profile: 'trial', isCurrent: false, date: undefined, specialisations: new Map() };
  expect(generationItem(other, whereAmI(facts))).toEqual({
    label: 'Generation 42 of trial',
    icon: 'blank',
    description: '',
    detail: '25.11.20260101.abcdef · no specialisations',
  });
});

test('the base and each specialisation can be activated, previewed, and booted by default where that can be', () => {
  const of = (action: RunAction, specialisation: string | null) => spec({ action, specialisation, generation: 42 });
  const loader = { kind: 'lanzaboote', takesSpecialisation: false } as const;
  const rows = generationRows(GENERATION, (...args) => planRun(of(...args), SETTINGS, { ...facts, loader }), of);
  expect(rows.map(({ label, icon }) => [label, icon])).toEqual([
    ['Switch to the base system of generation 42', 'arrow-swap'],
    ['Switch to “work” of generation 42', 'arrow-swap'],
    ['Preview switching to the base system of generation 42', 'eye'],
    ['Preview switching to “work” of generation 42', 'eye'],
    ['Boot the base system of generation 42 by default', 'star-empty'],
    ['Boot “work” of generation 42 by default', 'circle-slash'],
  ]);
  expect(rows[1]?.detail).toMatch(/\/nix\/store\/base\/specialisation\/work\/bin\/switch-to-configuration test$/);
  expect(rows.at(-1)?.detail).toMatch(/Lanzaboote/);
});

describe('what can be compared', () => {
  const older: Generation = {
    ...GENERATION,
    number: 41,
    link: '/nix/var/nix/profiles/system-41-link',
    path: '/nix/store/old',
    specialisations: new Map([['work', '/nix/store/old-work']]),
    isCurrent: false,
  };
  const trial: Generation = {
    ...older,
    number: 3,
    profile: 'trial',
    link: '/x/trial-3-link',
    specialisations: new Map(),
  };
  const generations = [GENERATION, older, trial];
  const with_ = (name: string | null, generation: Generation, runningSystem: string | undefined) => {
    const part = partsOf(generation).find((one) => one.name === name);
    return part === undefined
      ? []
      : comparables(part, generation, { generations, runningSystem }).map(({ label, path }) => [label, path]);
  };

  test('a base with what runs, the other bases, and its own specialisations', () => {
    expect(with_(null, older, '/nix/store/base')).toEqual([
      ['What runs now', '/nix/store/base'],
      ['The base system of generation 42', '/nix/store/base'],
      ['“work” of generation 41', '/nix/store/old-work'],
    ]);
  });

  test('a specialisation with those of its name, and its base', () => {
    expect(with_('work', GENERATION, undefined)).toEqual([
      ['“work” of generation 41', '/nix/store/old-work'],
      ['The base system of generation 42', '/nix/store/base'],
    ]);
  });

  test('nothing with what it is itself', () => {
    expect(with_(null, GENERATION, '/nix/store/base').map(([label]) => label)).not.toContain('What runs now');
    expect(with_(null, trial, undefined).map(([label]) => label)).toEqual(['The base system of generation 42']);
  });
});
