import { expect, test } from 'vitest';
import type { Effect } from '../../../server/src/run/actions';
import { type ConfirmSetting, confirmationDetail, needsConfirmation } from '../../../server/src/run/confirm-policy';
import { PROFILE, planned, spec } from './support';

test.each<[Effect, ConfirmSetting, boolean]>([
  ['changes-system', 'whenChangingSystem', true],
  ['next-boot', 'whenChangingSystem', true],
  ['builds', 'whenChangingSystem', false],
  ['read-only', 'whenChangingSystem', false],
  ['changes-system', 'always', true],
  ['next-boot', 'always', true],
  ['builds', 'always', true],
  ['read-only', 'always', true],
])('invariant: nothing changes the system without a yes: %s, %s → %s', (effect, setting, expected) => {
  expect(needsConfirmation(effect, setting)).toBe(expected);
});

test('the question shows the exact command first, then what it does, the warnings and who is needed', () => {
  const plan = planned(spec(), { machine: { runningSystem: '/nix/store/old' } });
  const [command, ...rest] = confirmationDetail(plan).split('\n\n');
  expect(command).toBe(`sudo ${PROFILE}/specialisation/work/bin/switch-to-configuration test`);
  expect(rest[0]).toBe(plan.explanation);
  expect(rest[1]).toBe(`⚠ ${plan.warnings[0]}`);
  expect(rest[2]).toContain('root');
  expect(confirmationDetail(planned(spec({ action: 'build' })))).not.toContain('root');
});
