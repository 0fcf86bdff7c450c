// Configurations of other machines: built here or there, activated there, and here only behind a warning.
import { describe, expect, test } from 'vitest';
import type { RunAction, RunSpec } from '../../../server/src/protocol/run';
import { isOtherMachine } from '../../../server/src/run/plan/remote';
import { commandsOf, FLAKE, MACHINE, planned, refused, type Surroundings, spec, warningsOf } from './support';

const SERVER = { server: { targetHost: 'root@server.lan', buildHost: 'builder' } };
const on = (action: RunAction, changes: Partial<RunSpec> = {}) =>
  spec({ action, specialisation: null, host: 'server', ...changes });
const set: Surroundings = { settings: { hosts: SERVER } };
const remote = ['--target-host', 'root@server.lan', '--build-host', 'builder'];
const PART = '/nix/var/nix/profiles/system/specialisation/work/bin/switch-to-configuration';

test.each<[RunSpec['system'], string | null, boolean]>([
  ['nixos', 'laptop', false],
  ['nixos', null, false],
  ['nixos', 'server', true],
  ['nixos', 'Laptop', true],
  ['home-manager', 'me', false],
  ['home-manager', 'me@laptop', false],
  ['home-manager', 'me@server', true],
  ['home-manager', 'you', true],
  ['home-manager', 'laptop', false],
])('%s %s is another machine: %s', (system, host, expected) => {
  expect(isOtherMachine({ system, host }, MACHINE)).toBe(expected);
  expect(isOtherMachine({ system, host }, { ...MACHINE, host: undefined })).toBe(false);
});

describe('what is set for a host', () => {
  test.each<[RunAction, readonly string[]]>([
    ['rebuild', ['nixos-rebuild', 'switch', '--flake', '/home/me/config#server', ...remote]],
    ['test', ['nixos-rebuild', 'test', '--flake', '/home/me/config#server', ...remote]],
    ['boot', ['nixos-rebuild', 'boot', '--flake', '/home/me/config#server', ...remote]],
    ['build', ['nixos-rebuild', 'build', '--flake', '/home/me/config#server', '--build-host', 'builder']],
  ])('%s', (action, expected) => {
    expect(commandsOf(on(action), set)).toEqual([expected]);
    expect(warningsOf(on(action), set)).toEqual([]);
  });

  test('who is not root there becomes it', () => {
    expect(commandsOf(on('rebuild'), { settings: { hosts: { server: { targetHost: 'me@server' } } } })).toEqual([
      ['nixos-rebuild', 'switch', '--sudo', '--flake', '/home/me/config#server', '--target-host', 'me@server'],
    ]);
  });

  test('says nothing about this machine, and nothing by inheritance', () => {
    const hosts = { laptop: { targetHost: 'evil' } };
    expect(commandsOf(on('rebuild', { host: 'laptop' }), { settings: { hosts } })[0]).not.toContain('evil');
    for (const host of ['constructor', '__proto__', 'toString'])
      expect(commandsOf(on('build', { host }), set)[0]).toEqual([
        ...['nixos-rebuild', 'build', '--flake', `/home/me/config#${host}`],
      ]);
  });

  test('is told where the workspace gives it', () => {
    const fromWorkspace = [
      { setting: 'hosts', name: 'nixosSpecialisations.hosts', file: '.vscode/settings.json' },
    ] as const;
    expect(planned(on('rebuild'), { settings: { hosts: SERVER, fromWorkspace } }).origins).toHaveLength(1);
    expect(planned(on('rebuild', { host: 'laptop' }), { settings: { hosts: SERVER, fromWorkspace } }).origins).toEqual(
      [],
    );
  });

  test('what is asked for comes before it', () => {
    expect(commandsOf(on('rebuild', { targetHost: 'root@other' }), set)[0]).toContain('root@other');
  });
});

describe('a specialisation there', () => {
  const work = (action: RunAction) => on(action, { specialisation: 'work' });
  const target: Surroundings = { settings: { hosts: { server: { targetHost: 'root@server' } } } };

  test('what is built there is activated by ssh', () => {
    expect(commandsOf(work('switch'), target)).toEqual([['ssh', '-t', 'root@server', PART, 'test']]);
    expect(commandsOf(work('switch'), { settings: { hosts: { server: { targetHost: 'server' } } } })).toEqual([
      ['ssh', '-t', 'server', 'sudo', PART, 'test'],
    ]);
  });

  test('built here it is found here', () => {
    expect(commandsOf(work('rebuild'), target)).toEqual([
      [
        ...['nixos-rebuild', 'switch', '--flake', '/home/me/config#server', '--specialisation', 'work'],
        ...['--target-host', 'root@server'],
      ],
    ]);
  });

  test('built elsewhere nixos-rebuild would not find it, after it has changed the profile: two steps', () => {
    expect(commandsOf(work('rebuild'), set)).toEqual([
      ['nixos-rebuild', 'boot', '--flake', '/home/me/config#server', ...remote],
      ['ssh', '-t', 'root@server.lan', PART, 'switch'],
    ]);
    expect(refused(work('test'), set).reason).toContain('looks for it on this machine');
  });

  test('for the next boot', () => {
    expect(commandsOf(work('boot'), target)).toEqual([
      ['nixos-rebuild', 'boot', '--flake', '/home/me/config#server', '--target-host', 'root@server'],
      ['ssh', '-t', 'root@server', PART, 'boot'],
    ]);
  });

  test.each(['a b', 'a;b', 'a$(b)', "a'b", 'a"b', 'a\\b', 'a&b', 'a|b', 'a>b', 'a*b', '~x', 'a`b`'])(
    'a name that the shell there would read otherwise is refused: %s',
    (specialisation) => {
      const refusal = refused(on('switch', { specialisation }), target);

      expect(refusal.reason).toContain('A shell on the other machine');
    },
  );

  test.each<RunAction>(['dry-activate', 'make-default', 'rollback', 'collect-garbage'])('%s is refused', (action) => {
    expect(refused(work(action), target).commands).toEqual([]);
  });
});

describe('here', () => {
  const message = (action: RunAction) => warningsOf(on(action)).join();

  test.each<RunAction>(['rebuild', 'test', 'boot'])('%s is warned about', (action) => {
    expect(message(action)).toContain('“server” is the configuration of another machine');
    expect(message(action)).toContain('activated on this one (“laptop”)');
  });

  test('what is built is that of this machine', () => {
    expect(message('switch')).toContain('is that of this machine (“laptop”)');
  });

  test.each<RunAction>(['build', 'build-vm', 'dry-activate'])('%s harms nobody', (action) => {
    expect(message(action)).not.toContain('another machine');
  });

  test('nor does the own host, or none', () => {
    for (const host of ['laptop', null]) expect(warningsOf(on('rebuild', { host }))).toEqual([]);
  });
});

test.each(['-oProxyCommand=x', 'a b', 'a;b', '', 'a\nb', '$(x)', 'ssh://x', 'x'.repeat(300), 'a\u202eb'])(
  'a machine that ssh may not be given: %j',
  (targetHost) => {
    expect(refused(on('rebuild', { targetHost })).commands).toEqual([]);
    expect(refused(on('rebuild', { buildHost: targetHost })).commands).toEqual([]);
  },
);

test.each(['server', 'me@server', 'root@10.0.0.1', 'me@[fe80::1%eth0]', 'a_b.c-d'])(
  'one that it may: %s',
  (targetHost) => {
    expect(commandsOf(on('rebuild', { targetHost }))[0]).toContain(targetHost);
  },
);

test('a home is activated on this machine only', () => {
  const home = on('rebuild', { system: 'home-manager', targetHost: 'x', root: FLAKE });
  expect(refused(home).reason).toContain('on this machine only');
});
