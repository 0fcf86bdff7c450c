// Which names become part of a command, and how; and which are refused, with the name in sight.
import { describe, expect, test } from 'vitest';
import type { RunSpec } from '../../../server/src/protocol/run';
import { escaped, hasHidden } from '../../../server/src/protocol/visible';
import { quoted } from '../../../server/src/run/names';
import { HIDDEN } from '../../support/hidden';
import { commandsOf, generation, PROFILE, refused, spec } from './support';

const STC = 'bin/switch-to-configuration';
const argv = (changes: Partial<RunSpec>) => commandsOf(spec(changes))[0] ?? [];
const built = (name: string) => ({ machine: { system: generation(PROFILE, name) } });

describe('what is refused', () => {
  test.each<[Partial<RunSpec>, string]>([
    [{ specialisation: '../../evil' }, 'slash'],
    [{ specialisation: '..' }, 'folder'],
    [{ specialisation: '.' }, 'folder'],
    [{ specialisation: '' }, 'without a name'],
    [{ specialisation: 'x'.repeat(256) }, '255 bytes'],
    [{ specialisation: 'ü'.repeat(128) }, '255 bytes'],
    [{ host: 'a#b' }, 'flake reference'],
    [{ host: 'a"b' }, 'flake reference'],
    [{ host: '' }, 'empty'],
    [{ host: 'h'.repeat(256) }, '255 bytes'],
    [{ root: { kind: 'flake', path: '/home/me/what?' } }, '?'],
    [{ root: { kind: 'flake', path: '/home/me/c#' } }, '#'],
    [{ root: { kind: 'flake', path: 'github:someone/config' } }, 'not on this machine'],
    [{ root: { kind: 'classic', path: 'C:/config.nix' } }, 'not on this machine'],
    [{ root: { kind: 'classic', path: `/${'p'.repeat(1024)}` } }, '1024 bytes'],
  ])('%j, for every action', (changes, reason) => {
    for (const action of ['switch', 'rebuild', 'build', 'dry-activate'] as const) {
      const refusal = refused(spec({ action, ...changes }));
      expect(refusal.reason).toContain(reason);
      expect(refusal.commands).toEqual([]);
    }
  });

  test.each(HIDDEN)('the hidden character %j anywhere, which the reason shows', (character) => {
    const text = `wo${character}rk`;
    for (const changes of [
      { specialisation: text },
      { host: text },
      { root: { kind: 'classic', path: `/${text}` } } as const,
    ]) {
      const { reason, commands } = refused(spec({ action: 'build', ...changes }));
      expect(reason).toContain(`wo${escaped(character)}rk`);
      expect(reason).toContain('control characters');
      expect(hasHidden(reason)).toBe(false);
      expect(commands).toEqual([]);
    }
  });

  test('a machine or a setting with such characters', () => {
    expect(
      refused(spec({ action: 'build' }), { settings: { rebuildCommand: ['nixos-rebuild', '\u202e--flake'] } }).reason,
    ).toContain('rebuildCommand');
    expect(refused(spec(), { machine: { system: generation('/nix/store/a\u2028b', 'work') } }).reason).toContain(
      '\\u{2028}',
    );
    expect(refused(spec({ action: 'build' }), { machine: { folder: '/home/\u200bme' } }).reason).toContain('\\u{200b}');
  });

  test('a command too long to read', () => {
    const rebuildCommand = ['nixos-rebuild', ...Array.from({ length: 20 }, () => ' '.repeat(200))];
    expect(refused(spec({ action: 'build' }), { settings: { rebuildCommand } }).reason).toContain('too long');
    const settings = { rebuildCommand: ['nixos-rebuild', 'x'.repeat(256)] };
    expect(refused(spec({ action: 'build' }), { settings }).reason).toContain('255 bytes');
  });

  test('what VS Code would replace in a task is only offered for copying', () => {
    const name = '${command:workbench.action.quit}';
    expect(refused(spec({ specialisation: name }), built(name))).toMatchObject({ offerRebuild: false });
    expect(refused(spec({ specialisation: name }), built(name)).commands[0]?.[1]).toContain(name);
    expect(refused(spec({ action: 'rebuild', specialisation: name })).reason).toContain('would replace');
    expect(refused(spec({ action: 'build' }), { machine: { folder: '/home/me/${workspaceFolder}' } }).reason).toContain(
      'would replace',
    );
    // In the title of the task.
    expect(refused(spec({ host: name })).reason).toContain('would replace');
  });
});

describe('what is passed on', () => {
  test.each(['two words', `it's "quoted"`, '$(reboot)', '; reboot', 'ünï', '*', 'a\\b', '--help', 'x'.repeat(255)])(
    '%j is one argument, unchanged',
    (name) => {
      expect(commandsOf(spec({ specialisation: name }), built(name))[0]?.[1]).toBe(
        `${PROFILE}/specialisation/${name}/${STC}`,
      );
      const last = argv({ action: 'rebuild', specialisation: name }).at(-1);
      expect(last).toBe(name.startsWith('-') ? `--specialisation=${name}` : name);
    },
  );

  test('the name of a system that begins with a dash is no option', () => {
    const root = { kind: 'classic', path: '/home/me/hosts.nix' } as const;
    expect(argv({ action: 'build', host: '-A', root })).toEqual([
      'nixos-rebuild',
      'build',
      '--file',
      root.path,
      '--attr=-A',
    ]);
    expect(argv({ action: 'build', host: 'a', root })).toEqual([
      'nixos-rebuild',
      'build',
      '--file',
      root.path,
      '--attr',
      'a',
    ]);
  });

  test('a percent sign means itself, where Nix decodes it', () => {
    expect(argv({ action: 'build', host: 'a%20b' }).at(-1)).toBe('/home/me/config#a%2520b');
    expect(argv({ action: 'build', host: '%', system: 'home-manager' }).at(-1)).toBe('/home/me/config#%25');
    const root = { kind: 'classic', path: '/home/me/hosts.nix' } as const;
    expect(argv({ action: 'build', host: 'a%20b', root }).at(-1)).toBe('a%20b');
    // In a path Nix does not.
    expect(argv({ action: 'build', root: { kind: 'flake', path: '/home/me/100%25' } }).at(-1)).toBe('/home/me/100%25');
  });
});

test('a quotation cannot be closed from within', () => {
  expect(quoted('a” on “b')).toBe('“a\\u{201d} on \\u{201c}b”');
});
