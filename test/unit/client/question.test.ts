// When a run asks, what can be answered, and which kinds may go without a question.
import { describe, expect, test } from 'vitest';
import { addStep } from '../../../client/src/run/add-step';
import { kindOf, mayForget, questionOf } from '../../../client/src/run/question';
import type { KnownConfiguration } from '../../../server/src/run/warnings/known';
import { planned, type Surroundings, spec } from '../run/support';

function question(
  of: ReturnType<typeof spec>,
  around: Surroundings = {},
  unasked: readonly string[] = [],
  canAdd = true,
) {
  return questionOf(planned(of, around), of, 'whenChangingSystem', unasked, canAdd);
}
const labels = (...args: Parameters<typeof question>) => question(...args)?.answers.map(({ label }) => label);
const ALWAYS = ['Run', 'Copy Command'];

describe('the answers', () => {
  test('of what changes the system', () => {
    expect(labels(spec())).toEqual(['Run', "Run and Don't Ask Again", 'Copy Command']);
  });

  test('of what only builds there is no question, unless there is something to know', () => {
    expect(question(spec({ action: 'build' }))).toBeUndefined();
    const known: KnownConfiguration = { conflicts: [{ specialisation: 'play', count: 2 }] };
    const asked = question(spec({ action: 'build' }), { known });
    expect(asked?.answers.map(({ label }) => label)).toEqual(['Show Conflict', 'Run Anyway', 'Copy Command']);
    expect(asked?.paragraphs).toContain('⚠ “play” has 2 conflicts: the build will fail.');
  });

  test('files that are not saved can be saved first, new ones told to git', () => {
    const known = { unsaved: ['a.nix'], untracked: ['b.nix'] };
    expect(labels(spec({ action: 'rebuild' }), { known })).toEqual(['Save All', 'Add with git add -N', ...ALWAYS]);
    expect(labels(spec({ action: 'rebuild' }), { known }, [], false)).toEqual(['Save All', ...ALWAYS]);
  });

  test('all commands are shown, one after another', () => {
    const of = spec({ action: 'dry-activate' });
    const [first, second] = question(of)?.paragraphs ?? [];
    expect(first).toMatch(/^nixos-rebuild build .* &&$/);
    expect(second).toMatch(/dry-activate$/);
  });
});

describe('a kind of run that is not asked about any more', () => {
  test('is that action, and no other', () => {
    const unasked = [kindOf(spec())];
    expect(question(spec(), {}, unasked)).toBeUndefined();
    expect(question(spec({ specialisation: 'play' }), {}, unasked)).toBeUndefined();
    expect(question(spec({ action: 'test' }), {}, unasked)).toBeDefined();
    expect(question(spec({ system: 'home-manager' }), {}, unasked)).toBeDefined();
  });

  test.each(['rebuild', 'boot', 'make-default', 'rollback', 'collect-garbage'] as const)(
    'is never %s, which changes what the next boot starts',
    (action) => {
      const of = spec({ action });
      const around = {
        machine: {
          generations: [42, 41].map((number) => ({
            profile: 'system',
            number,
            link: '',
            path: `/nix/store/${number}`,
            date: undefined,
            label: undefined,
            specialisations: new Map([['work', '/nix/store/work']]),
            isCurrent: number === 42,
          })),
        },
      };
      expect(mayForget(planned(of, around), 'whenChangingSystem')).toBe(false);
      expect(question(of, around, [kindOf(of)])).toBeDefined();
    },
  );

  test('is asked about all the same when there is something to know', () => {
    const unasked = [kindOf(spec()), kindOf(spec({ action: 'test' }))];
    const running = { machine: { runningSystem: '/nix/store/other' } };
    expect(question(spec(), running, unasked)).toBeDefined();
    const known = { conflicts: [{ specialisation: 'work', count: 1 }] };
    expect(question(spec({ action: 'test' }), { known }, unasked)).toBeDefined();
    const settings = {
      fromWorkspace: [
        { setting: 'elevate' as const, name: 'nixosSpecialisations.elevate', file: '.vscode/settings.json' },
      ],
    };
    expect(question(spec(), { settings }, unasked)).toBeDefined();
  });

  test('is none where every command is asked about', () => {
    const plan = planned(spec());
    expect(questionOf(plan, spec(), 'always', [kindOf(spec())], true)).toBeDefined();
    expect(mayForget(plan, 'always')).toBe(false);
  });

  test('may be one of a home', () => {
    const of = spec({ system: 'home-manager' });
    expect(labels(of)).toContain("Run and Don't Ask Again");
  });
});

describe('telling git of new files', () => {
  test('names each from the top, as no pattern and no option', () => {
    expect(addStep('/home/me/config', ['hosts/a b.nix', '-x[1].nix'])).toEqual({
      argv: [
        'git',
        '-C',
        '/home/me/config',
        'add',
        '-N',
        '--',
        ':(top,literal)hosts/a b.nix',
        ':(top,literal)-x[1].nix',
      ],
      cwd: '/home/me/config',
      effect: 'builds',
      needsRoot: false,
      tool: 'build',
    });
  });

  test('is not offered where there is nothing, or too much to read', () => {
    expect(addStep('/repo', [])).toBeUndefined();
    expect(
      addStep(
        '/repo',
        Array.from({ length: 200 }, (_, at) => `a-long-name-of-a-file-${at}.nix`),
      ),
    ).toBeUndefined();
  });

  test.each(['a\nb.nix', 'a\u202eb.nix', '${env:HOME}.nix', 'a\u0000.nix'])('is not offered for %j', (name) => {
    expect(addStep('/repo', [name])).toBeUndefined();
  });
});
