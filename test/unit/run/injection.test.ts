// Names, hosts and paths that somebody chose to do harm with: each becomes exactly one word, or part of one, of an
// array that no shell reads; or nothing runs at all.
import { describe, expect, test } from 'vitest';
import { RUNNERS, type RunAction, type RunSpec } from '../../../server/src/protocol/run';
import { hasHidden } from '../../../server/src/protocol/visible';
import { commandLine } from '../../../server/src/run/command-line';
import type { MachineFacts } from '../../../server/src/run/machine/facts';
import { type Face, planRun } from '../../../server/src/run/plan/plan';
import type { RunSettings } from '../../../server/src/run/settings';
import { checkedSpec } from '../../../server/src/run/validate';
import { MACHINE, PROFILE, programs, SETTINGS, SUDO, spec } from './support';

const COMMANDS = ['reboot', 'rm -rf /', 'id>/tmp/x', '\u202esh'];

/** Ways to slip a command into something that a shell, or whoever reads options, would take. */
const AROUND: readonly ((command: string) => string)[] = [
  (command) => `;${command}`,
  (command) => `a; ${command} #`,
  (command) => `a && ${command}`,
  (command) => `a|${command}`,
  (command) => `a & ${command} &`,
  (command) => `$(${command})`,
  (command) => `a$(${command})b`,
  (command) => `\`${command}\``,
  (command) => `'; ${command}; '`,
  (command) => `"; ${command}; "`,
  (command) => `a\n${command}`,
  (command) => `a\r\n${command}`,
  (command) => `a\u2028${command}`,
  (command) => `a\0${command}`,
  (command) => `a\u001b[2K${command}`,
  (command) => `\u202e${command}`,
  (command) => `a\u2066${command}\u2069`,
  (command) => `a\u200b${command}`,
  (command) => `a\u00a0${command}`,
  (command) => `a\ufeff${command}`,
  (command) => `a\u00ad${command}`,
  (command) => `a\ud800${command}`,
  (command) => `\${${command}}`,
  (command) => `\${command:${command}}`,
  (command) => `\${env:PATH}${command}`,
  (command) => `--option=${command}`,
  (command) => `-o${command}`,
  (command) => `--sudo ${command}`,
  (command) => `-- ${command}`,
  (command) => `--flake=${command}`,
  (command) => `../../${command}`,
  (command) => `/${command}`,
  () => '..',
  () => '.',
  (command) => `~/${command}`,
  (command) => `~${command}`,
  (command) => `{a,${command}}`,
  (command) => `a*?[${command}]`,
  (command) => `a>${command}`,
  (command) => `<(${command})`,
  (command) => `%0a${command}`,
  (command) => `%s%n${command}`,
  (command) => `a#${command}`,
  (command) => `a"${command}`,
  (command) => `a\\${command}`,
  (command) => `a\\\n${command}`,
  (command) => `a?ref=${command}`,
  (command) => `@${command}`,
  (command) => `a,${command}`,
  (command) => `a=${command}`,
  (command) => `!${command}`,
  (command) => `a ${command}`,
  (command) => ` ${command}`,
  (command) => `${command} `,
  (command) => `a\t${command}`,
  (command) => `a:${command}`,
  (command) => `github:evil/${command}`,
  (command) => `«${command}»“”`,
  (command) => `${command}\u0301\u20dd`,
  (command) => `е${command}`,
  (command) => `🦀${command}`,
  (command) => `__proto__${command}`,
  () => 'constructor',
  () => '',
  (command) => `x`.repeat(400) + command,
  (command) => `${'é'.repeat(130)}${command}`,
  () => '-',
  () => '--',
  (command) => `-${command}`,
  () => '--help',
  () => '--specialisation',
];

const HOSTILE = [...new Set(COMMANDS.flatMap((command) => AROUND.map((around) => around(command))))];

test('there are 200 of them', () => {
  expect(HOSTILE.length).toBeGreaterThanOrEqual(200);
});

const MACHINE_WITH = (name: string): MachineFacts => ({
  ...MACHINE,
  programs: programs('nixos-rebuild', 'home-manager', 'nh', 'nixos', 'nom', 'colmena', 'deploy', 'mine'),
  system: { path: PROFILE, specialisations: new Map([[name, '/nix/store/odd']]), knowsDriverVersion: false },
  home: { path: '/nix/store/home', specialisations: new Map([[name, '/nix/store/dark']]), knowsDriverVersion: true },
});

function commands(
  of: RunSpec,
  settings: Partial<RunSettings> = {},
  face: Face = 'terminal',
  name = of.specialisation ?? '',
) {
  const checked = checkedSpec(of);
  if (typeof checked === 'string') return undefined;
  const plan = planRun(checked, { ...SETTINGS, ...settings }, MACHINE_WITH(name), {}, face);
  return plan.kind === 'refused' ? undefined : plan.steps.map(({ argv }) => argv);
}

/** A name that a folder can have and that is seen as it is. */
const isName = (name: string): boolean =>
  name !== '' &&
  !name.includes('/') &&
  name !== '.' &&
  name !== '..' &&
  !hasHidden(name) &&
  new TextEncoder().encode(name).length <= 255;

const value = (option: string, name: string): readonly string[] =>
  name.startsWith('-') ? [`${option}=${name}`] : [option, name];

describe.each(HOSTILE)('%j', (hostile) => {
  test('as the name of a specialisation', () => {
    const of = (action: RunAction) => commands(spec({ action, specialisation: hostile }));
    if (!isName(hostile)) {
      for (const action of ['switch', 'rebuild', 'boot', 'dry-activate', 'rollback'] as const)
        expect(of(action), action).toBeUndefined();
      return;
    }
    const part = `specialisation/${hostile}/bin/switch-to-configuration`;
    const rebuild = [SUDO, 'nixos-rebuild', 'switch', '--flake', '/home/me/config'];
    expect(of('switch')).toEqual([[SUDO, `${PROFILE}/${part}`, 'test']]);
    expect(of('rebuild')).toEqual([[...rebuild, ...value('--specialisation', hostile)]]);
    expect(of('dry-activate')).toEqual([
      ['nixos-rebuild', 'build', '--flake', '/home/me/config'],
      [SUDO, `/home/me/config/result/${part}`, 'dry-activate'],
    ]);
  });

  test('as the name of a specialisation of a home', () => {
    const of = (action: RunAction) => commands(spec({ action, system: 'home-manager', specialisation: hostile }));
    if (!isName(hostile)) return expect(of('switch')).toBeUndefined();
    expect(of('switch')).toEqual([[`/nix/store/home/specialisation/${hostile}/activate`, '--driver-version', '1']]);
    const rebuild = ['home-manager', 'switch', '--flake', '/home/me/config', '--specialisation', hostile];
    expect(of('rebuild')).toEqual(hostile.startsWith('-') ? undefined : [rebuild]);
  });

  test('as the name of a host', () => {
    const found = commands(spec({ action: 'rebuild', specialisation: null, host: hostile }));
    const isHost =
      hostile !== '' && !/["#]/.test(hostile) && !hasHidden(hostile) && new TextEncoder().encode(hostile).length <= 255;
    const flake = `/home/me/config#${hostile.replaceAll('%', '%25')}`;
    expect(found).toEqual(isHost ? [[SUDO, 'nixos-rebuild', 'switch', '--flake', flake]] : undefined);
  });

  test('as a path', () => {
    const path = `/home/me/${hostile}`;
    const isPath = !hasHidden(hostile);
    const classic = commands(spec({ action: 'build', root: { kind: 'classic', path } }));
    expect(classic).toEqual(isPath ? [['nixos-rebuild', 'build', '-I', `nixos-config=${path}`]] : undefined);
    const flake = commands(spec({ action: 'build', root: { kind: 'flake', path } }));
    expect(flake).toEqual(isPath && !/[?#]/.test(hostile) ? [['nixos-rebuild', 'build', '--flake', path]] : undefined);
    expect(commands(spec({ action: 'build', root: { kind: 'flake', path: hostile } }))?.[0]?.at(-1)).toBe(
      hostile.startsWith('/') && isPath && !/[?#]/.test(hostile) ? hostile : undefined,
    );
  });

  test('as a machine that ssh is to reach', () => {
    const of = (fields: Partial<RunSpec>) => commands(spec({ action: 'rebuild', host: 'server', ...fields }));
    const isSafe = /^[A-Za-z0-9_][\w.@:%[\]-]*$/.test(hostile) && hostile.length <= 255;
    expect(of({ targetHost: hostile, specialisation: null })?.[0]?.at(-1)).toBe(isSafe ? hostile : undefined);
    expect(of({ buildHost: hostile })?.[0]?.at(-1)).toBe(isSafe ? hostile : undefined);
  });

  test('in a command that a shell on another machine reads', () => {
    const found = commands(
      spec({ action: 'switch', host: 'server', targetHost: 'root@server', specialisation: hostile }),
    );
    for (const word of found?.[0]?.slice(2) ?? []) expect(word).toMatch(/^[\w@%+=:,./-]+$/);
  });

  test('with every runner it is one word, whole, and never an option', () => {
    for (const runner of RUNNERS) {
      const settings = { runner, commandTemplate: ['mine', '{action}', '{flake}#{host}', '{specialisation}'] };
      for (const action of ['rebuild', 'test', 'boot', 'build', 'dry-activate', 'build-vm'] as const) {
        for (const of of [
          spec({ action, host: hostile, specialisation: null }),
          spec({ action, host: 'laptop', specialisation: hostile }),
        ]) {
          const words = (commands(of, settings, 'terminal', hostile) ?? []).flat();
          const holding = words.filter((word) => word === hostile);
          // A word by itself is a value: it stands behind its option, or is none at all.
          if (hostile.startsWith('-')) expect(holding, `${runner} ${action}`).toEqual([]);
          for (const word of words) expect(hasHidden(word), word).toBe(false);
        }
      }
    }
  });

  test('nothing of it is replaced by VS Code', () => {
    for (const of of [
      spec({ specialisation: hostile }),
      spec({ action: 'build', host: hostile }),
      spec({ action: 'build', root: { kind: 'classic', path: `/home/${hostile}` } }),
    ])
      for (const word of (commands(of, {}, 'task') ?? []).flat()) expect(word).not.toContain('${');
  });

  test('what is shown reads back as the same word', () => {
    const shown = commandLine([hostile]);
    expect(unquoted(shown)).toBe(hostile);
  });
});

/** What a POSIX shell makes of one word that commandLine wrote. */
function unquoted(shown: string): string {
  if (!shown.startsWith("'")) return shown;
  return shown.slice(1, -1).replaceAll(`'\\''`, "'");
}
