// What an exit code means. switch-to-configuration's codes pass through nixos-rebuild and sudo unchanged. Pure.
import type { NixReport } from '../protocol/nix-report';
import { visible } from '../protocol/visible';
import { quoted } from './names';
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
 * stopped from outside; `report` is what its output said, where it was read.
 */
export function interpretExit(
  title: string,
  { tool, effect }: Pick<RunStep, 'tool' | 'effect'>,
  exitCode: number | undefined,
  report?: NixReport,
): Outcome {
  if (exitCode === 0) {
    const isReady = effect === 'next-boot' && tool !== 'garbage';
    return { level: 'done', message: `${title}: ${isReady ? 'ready for the next boot' : 'done'}.` };
  }
  if (STOPPED.has(exitCode)) return { level: 'stopped', message: `${title}: stopped before it finished.` };
  if (exitCode === 127 || exitCode === 126)
    return { level: 'failed', message: `${title}: the command could not be started (exit code ${exitCode}).` };
  // Where the program around it has a code of its own, it says which one the activation had.
  const code = exitCode === 1 ? (report?.status ?? exitCode) : exitCode;
  const activation = tool === 'activation' || tool === 'rebuild' ? ACTIVATION.get(code ?? 1) : undefined;
  if (activation !== undefined) {
    const units = report?.units ?? [];
    const text = code === 4 && units.length > 0 ? `activated, but these units failed: ${few(units)}` : activation.text;
    return { level: activation.level, message: `${title}: ${text} (exit code ${code}).` };
  }
  const text = told(report) ?? (exitCode === 1 ? CODE_ONE[tool] : 'failed');
  return { level: 'failed', message: `${title}: ${text} (exit code ${exitCode}).` };
}

/** The reason that the output gives. */
function told(report: NixReport | undefined): string | undefined {
  if (report === undefined) return undefined;
  const { inhibitors, checks, problems } = report;
  if (inhibitors.length > 0) {
    const changes = inhibitors.map(({ name, before, after }) => `${name} from ${before} to ${after}`);
    return `not switched, because it changes what cannot change while the system runs (${few(changes)}): make it the system of the next boot and restart`;
  }
  if (checks.length > 0) return `not switched, because a check before switching failed: ${few(checks)}`;
  const [problem, ...others] = problems;
  if (problem === undefined) return undefined;
  const [line = ''] = problem.message.split('\n');
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `${visible(line, LONGEST_LINE).replace(/[.:]$/, '')}${more}`;
}

const LONGEST_LINE = 200;
/** As many names as a message takes. */
const FEW = 5;

function few(names: readonly string[]): string {
  const shown = names.slice(0, FEW).map(quoted);
  return names.length > FEW ? `${shown.join(', ')} and ${names.length - FEW} more` : shown.join(', ');
}
