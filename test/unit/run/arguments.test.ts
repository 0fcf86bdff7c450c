import { describe, expect, test } from 'vitest';
import { checkedSpec, isRunSpec, isTarget, specOfTask, TASK_TYPE, taskOfSpec } from '../../../server/src/run/validate';
import { spec } from './support';

describe('lens arguments', () => {
  test('a whole specification is accepted', () => {
    expect(isRunSpec(spec())).toBe(true);
    expect(isRunSpec(spec({ specialisation: null, host: 'laptop', root: { kind: 'classic', path: '/c.nix' } }))).toBe(
      true,
    );
  });

  test.each<unknown>([
    undefined,
    null,
    'switch',
    [],
    {},
    { ...spec(), action: 'reboot' },
    { ...spec(), action: '__proto__' },
    { ...spec(), action: undefined },
    { ...spec(), system: 'darwin' },
    { ...spec(), host: undefined },
    { ...spec(), host: 1 },
    { ...spec(), specialisation: ['work'] },
    { ...spec(), root: null },
    { ...spec(), root: '/home/me' },
    { ...spec(), root: { kind: 'url', path: '/home/me' } },
    { ...spec(), root: { kind: 'flake', path: ['/home/me'] } },
    { ...spec(), runner: 'make' },
    { ...spec(), runner: null },
  ])('%j is refused', (value) => {
    expect(isRunSpec(value)).toBe(false);
  });

  test('a target is a specification without an action that names a specialisation', () => {
    const { action: _, ...target } = spec();
    expect(isTarget(target)).toBe(true);
    expect(isTarget({ ...target, specialisation: null })).toBe(false);
    expect(isTarget({ ...target, root: undefined })).toBe(false);
    expect(isTarget({ ...target, inside: ['home-manager', 'users', 'kim'] })).toBe(true);
    expect(isTarget({ ...target, inside: 'kim' })).toBe(false);
  });
});

describe('the one check of what is asked for', () => {
  test('gives the run, and nothing that came with it', () => {
    expect(checkedSpec({ ...spec(), argv: ['evil'], root: { ...spec().root, more: 1 } })).toEqual(spec());
  });

  test.each<[unknown, string]>([
    [undefined, 'no action'],
    [{ ...spec(), root: '/' }, 'no action'],
    [spec({ specialisation: '../x' }), 'slash'],
    [spec({ host: 'a\u200b' }), '\\u{200b}'],
    [spec({ root: { kind: 'flake', path: 'relative' } }), 'not on this machine'],
  ])('%j says why not', (asked, reason) => {
    expect(checkedSpec(asked)).toContain(reason);
  });
});

describe('tasks', () => {
  test('a task reads back as the specification it was made of', () => {
    for (const original of [
      spec(),
      spec({ action: 'boot', specialisation: null, host: 'laptop' }),
      spec({ system: 'home-manager', root: { kind: 'classic', path: '/home/me/home.nix' } }),
      spec({ action: 'rebuild', runner: 'nom', targetHost: 'a', buildHost: 'b', generation: 3 }),
    ]) {
      expect(specOfTask(taskOfSpec(original), '/elsewhere')).toEqual(original);
    }
  });

  test('paths are relative to the folder', () => {
    expect(specOfTask({ type: TASK_TYPE, action: 'build', flake: '.' }, '/home/me/config')).toEqual(
      spec({ action: 'build', specialisation: null, root: { kind: 'flake', path: '/home/me/config' } }),
    );
    expect(specOfTask({ type: TASK_TYPE, action: 'build', file: 'a/b.nix' }, '/home/me')).toMatchObject({
      root: { kind: 'classic', path: '/home/me/a/b.nix' },
    });
  });

  test.each<[Record<string, unknown>, string]>([
    [{}, 'action'],
    [{ action: 'explode', flake: '.' }, 'explode'],
    [{ action: 'switch' }, '"flake"'],
    [{ action: 'switch', flake: 3 }, '"flake"'],
    [{ action: 'switch', flake: '.', specialisation: 3 }, 'texts'],
    [{ action: 'switch', flake: '.', system: 'darwin' }, 'texts'],
  ])('%j says what is wrong', (definition, text) => {
    expect(specOfTask({ type: TASK_TYPE, ...definition }, '/')).toContain(text);
  });
});
