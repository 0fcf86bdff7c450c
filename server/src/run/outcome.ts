// What an exit code means. switch-to-configuration's codes pass through nixos-rebuild and sudo unchanged. Pure.
import type { RunStep, Tool } from './plan/draft';

export interface Outcome {
  /** `attention`: it happened, but look at the output. */
  readonly level: 'done' | 'stopped' | 'attention' | 'failed';
  readonly message: string;
}

/** Codes that switch-to-configuration defines. */
const ACTIVATION: ReadonlyMap<number, Omit<Outcome, 'message'> & { readonly text: string }> = new Map([
  [2, { level: 'failed', text: 'the activation script failed, so the system may be partly changed' }],
  [3, { level: 'attention', text: 'activated, but systemd could not be reloaded' }],
  [4, { level: 'attention', text: 'activated, but some units failed to start, stop or reload' }],
  [100, { level: 'attention', text: 'not activated: it changes the interface to systemd and needs a reboot' }],
]);

/** What code 1 usually means, by who returned it. */
const CODE_ONE: Readonly<Record<Tool, string>> = {
  activation: 'refused or failed before activation (a pre-switch check, or root was not granted)',
  rebuild: 'failed while evaluating, building, or in the checks before activation',
  build: 'failed while evaluating or building',
  home: 'failed while evaluating, building or activating',
  profile: 'the profile could not be changed',
  garbage: 'failed while deleting',
};

/** Ways a process ends when someone stops it: Ctrl+C, closing the terminal, terminating the task. */
const STOPPED: ReadonlySet<number | undefined> = new Set([undefined, 129, 130, 137, 143]);

/**
 * What the end of a step means for the user; of the last one that ran. `exitCode` is undefined when the process was
 * stopped from outside.
 */
export function interpretExit(
  title: string,
  { tool, effect }: Pick<RunStep, 'tool' | 'effect'>,
  exitCode: number | undefined,
): Outcome {
  if (exitCode === 0) {
    const isReady = effect === 'next-boot' && tool !== 'garbage';
    return { level: 'done', message: `${title}: ${isReady ? 'ready for the next boot' : 'done'}.` };
  }
  if (STOPPED.has(exitCode)) return { level: 'stopped', message: `${title}: stopped before it finished.` };
  if (exitCode === 127 || exitCode === 126)
    return { level: 'failed', message: `${title}: the command could not be started (exit code ${exitCode}).` };
  const activation = tool === 'activation' || tool === 'rebuild' ? ACTIVATION.get(exitCode ?? 1) : undefined;
  if (activation !== undefined)
    return { level: activation.level, message: `${title}: ${activation.text} (exit code ${exitCode}).` };
  const text = exitCode === 1 ? CODE_ONE[tool] : 'failed';
  return { level: 'failed', message: `${title}: ${text} (exit code ${exitCode}).` };
}
