// Which loader boots a specialisation by default, and where that is said.
import { describe, expect, test } from 'vitest';
import type { Generation, Loader, MachineFacts } from '../../../server/src/run/machine/facts';
import { commandsOf, PROFILE, planned, programs, refused, SUDO, spec, warningsOf } from './support';

const SYSTEM = '/nix/var/nix/profiles/system';
const STC = 'bin/switch-to-configuration';
const PROGRAMS = ['nixos-rebuild', 'nh', 'nixos', 'nix'];
const loader = (kind: Loader, takesSpecialisation: boolean | undefined) => ({
  machine: { loader: { kind, takesSpecialisation } },
});

const LOADERS: readonly (readonly [Loader, boolean | undefined])[] = [
  ['systemd-boot', true],
  ['systemd-boot', false],
  ['systemd-boot', undefined],
  ['grub', true],
  ['limine', true],
  ['lanzaboote', false],
  ['extlinux', false],
];

describe('a rebuild of a specialisation says what is booted afterwards', () => {
  test.each<[Loader, boolean | undefined, string]>([
    ['systemd-boot', true, 'will boot “work” by default'],
    ['systemd-boot', undefined, 'may boot “work” by default'],
    ['systemd-boot', false, 'stays as it was, also the generation'],
    ['grub', true, 'move to “All configurations”'],
    ['limine', true, 'will boot “work” by default'],
    ['lanzaboote', false, 'never a specialisation'],
    ['extlinux', false, 'no entries for specialisations'],
  ])('%s that takes one: %s', (kind, takes, text) => {
    expect(warningsOf(spec({ action: 'rebuild' }), loader(kind, takes)).join()).toContain(text);
    expect(warningsOf(spec({ action: 'rebuild', specialisation: null }), loader(kind, takes))).toEqual([]);
    expect(warningsOf(spec({ action: 'test' }), loader(kind, takes))).toEqual([]);
  });
});

describe('making it the default', () => {
  test.each(LOADERS)('%s that takes one: %s', (kind, takes) => {
    const of = spec({ action: 'make-default' });
    if (takes === false) expect(refused(of, loader(kind, takes)).reason).toContain('cannot be made the boot default');
    else expect(commandsOf(of, loader(kind, takes))).toEqual([[SUDO, `${PROFILE}/specialisation/work/${STC}`, 'boot']]);
  });

  test.each(LOADERS)('for the next boot, %s that takes one: %s', (kind, takes) => {
    const steps = commandsOf(spec({ action: 'boot' }), loader(kind, takes));
    const second = [SUDO, `${SYSTEM}/specialisation/work/${STC}`, 'boot'];
    expect(steps.slice(1)).toEqual(takes === false ? [] : [second]);
    const { explanation } = planned(spec({ action: 'boot' }), loader(kind, takes));
    expect(explanation).toContain(takes === false ? 'makes the base the default' : 'makes “work” the default');
  });

  test('where it cannot be, the base is for the next boot, and that is said', () => {
    for (const runner of ['nixos-rebuild', 'nh', 'nixos-cli', 'switch-to-configuration'] as const) {
      const { machine } = loader('systemd-boot', false);
      const around = { settings: { runner }, machine: { ...machine, programs: programs(...PROGRAMS) } };
      const plan = planned(spec({ action: 'boot', host: 'laptop' }), around);
      expect(JSON.stringify(plan.steps), runner).not.toContain('"work"');
      expect(plan.warnings.map(({ message }) => message).join(), runner).toContain(
        'The machine will boot the base of the new generation by default, not “work”.',
      );
      expect(plan.explanation).toContain('makes the base the default');
    }
  });

  test('the base always can be', () => {
    const of = spec({ action: 'make-default', specialisation: null });
    for (const [kind, takes] of LOADERS) expect(commandsOf(of, loader(kind, takes))).toHaveLength(1);
  });

  test('older systemd-boot: how it can be done by hand', () => {
    const machine: Partial<MachineFacts> = {
      generations: [generation(42, true)],
      loader: { kind: 'systemd-boot', takesSpecialisation: false },
    };
    expect(refused(spec({ action: 'make-default' }), { machine }).reason).toContain(
      'bootctl set-default can name its entry, nixos-generation-42-specialisation-….conf',
    );
  });
});

function generation(number: number, isCurrent: boolean): Generation {
  const path = isCurrent ? PROFILE : `/nix/store/generation-${number}`;
  const specialisations = new Map([['work', `${path}-work`]]);
  return {
    profile: 'system',
    number,
    link: `${SYSTEM}-${number}-link`,
    path,
    date: new Date(Date.UTC(2026, 0, number - 30)),
    label: undefined,
    specialisations,
    isCurrent,
  };
}

describe('a generation', () => {
  const machine: Partial<MachineFacts> = { generations: [generation(42, true), generation(41, false)] };
  const old = (changes: Parameters<typeof spec>[0]) => spec({ generation: 41, ...changes });

  test('is activated without changing the profile', () => {
    expect(commandsOf(old({ specialisation: null }), { machine })).toEqual([
      [SUDO, `/nix/store/generation-41/${STC}`, 'test'],
    ]);
    expect(commandsOf(old({}), { machine })).toEqual([
      [SUDO, `/nix/store/generation-41/specialisation/work/${STC}`, 'test'],
    ]);
    expect(planned(old({}), { machine }).title).toBe('Switch to “work” of generation 41');
  });

  test('is booted after the profile was set to it', () => {
    expect(commandsOf(old({ action: 'make-default', specialisation: null }), { machine })).toEqual([
      [SUDO, 'nix-env', '--profile', SYSTEM, '--switch-generation', '41'],
      [SUDO, `/nix/store/generation-41/${STC}`, 'boot'],
    ]);
    expect(commandsOf(old({ action: 'make-default', generation: 42 }), { machine })).toHaveLength(1);
  });

  test('that is not there, or has no such specialisation', () => {
    expect(refused(spec({ generation: 7 }), { machine }).reason).toBe('There is no generation 7.');
    expect(refused(old({ specialisation: 'play' }), { machine }).reason).toBe(
      'Generation 41 has no “play”: it has “work”.',
    );
  });

  test('rolling back where there is none before', () => {
    const only = { machine: { generations: [generation(42, true)] } };
    expect(refused(spec({ action: 'rollback', specialisation: null }), only).reason).toContain('no generation before');
  });

  test('rolling back says that it is booted from then on', () => {
    expect(warningsOf(spec({ action: 'rollback', specialisation: null }), { machine })).toEqual([
      'The machine boots that generation by default from now on.',
    ]);
  });
});

describe('collecting garbage', () => {
  const garbage = spec({ action: 'collect-garbage', specialisation: null });
  const machine: Partial<MachineFacts> = {
    generations: [generation(42, true), generation(41, false), generation(40, false)],
  };

  test('first shows what would go, then asks', () => {
    const { steps, changesBoot } = planned(garbage, { machine });
    expect(steps.map(({ argv, effect }) => [argv, effect])).toEqual([
      [[SUDO, 'nix-collect-garbage', '--delete-old', '--dry-run'], 'read-only'],
      [[SUDO, 'nix-collect-garbage', '--delete-old'], 'next-boot'],
    ]);
    expect(steps.map(({ question }) => question)).toEqual([
      undefined,
      'Delete 2 generations with their specialisations for good?',
    ]);
    expect(changesBoot).toBe(true);
  });

  test('names the generations that go, with their specialisations', () => {
    expect(warningsOf(garbage, { machine })).toEqual([
      'These go: generation 41 (2026-01-11) with “work”; generation 40 (2026-01-10) with “work”.',
    ]);
  });

  test('and the one that runs or was booted among them', () => {
    const running = {
      ...machine,
      runningSystem: '/nix/store/generation-41-work',
      bootedSystem: '/nix/store/generation-40',
    };
    expect(warningsOf(garbage, { machine: running }).slice(1)).toEqual([
      'Generation 41, which runs now, goes as well: it stays until the next boot.',
      'Generation 40, which was booted, goes as well: there is no way back to it.',
    ]);
  });

  test('of many only some are named', () => {
    const many = { generations: Array.from({ length: 20 }, (_, at) => generation(50 - at, at === 0)) };
    expect(warningsOf(garbage, { machine: many })[0]).toMatch(/; 7 more\.$/);
  });

  test('where there is no NixOS', () => {
    const none = { system: undefined, runningSystem: undefined };
    expect(refused(garbage, { machine: none }).reason).toContain('does not run NixOS');
  });
});
