// From which severity on a command fails.
import type { Severity } from '../rules/engine/finding';
import { type Arguments, choice, type ExitCode } from './command';

export const FAIL_ON_OPTION = { 'fail-on': { type: 'string' } } as const;
export const FAIL_ON_HELP =
  '--fail-on error|warning|never   from which severity on the exit code is 1 (default: error)';

export const THRESHOLDS = ['error', 'warning', 'never'] as const;

/** Reads `--fail-on`; the result says which exit code findings lead to. */
export function exitCodeBy(args: Arguments): (findings: readonly { readonly severity: Severity }[]) => ExitCode {
  const threshold = choice(args, 'fail-on', THRESHOLDS, 'error');
  const failing: readonly Severity[] = { error: ['error'] as const, warning: ['error', 'warning'] as const, never: [] }[
    threshold
  ];
  return (findings) => (findings.some(({ severity }) => failing.includes(severity)) ? 1 : 0);
}
