// What an exit code means. switch-to-configuration's codes pass through nixos-rebuild and sudo unchanged. Pure.
import { l10n } from '../protocol/l10n';
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
const activations = (): ReadonlyMap<number, Omit<Outcome, 'message'> & { readonly text: string }> =>
  new Map([
    [2, { level: 'failed', text: l10n.t('the activation script failed, so the system may be partly changed') }],
    [3, { level: 'attention', text: l10n.t('activated, but systemd could not be reloaded') }],
    [4, { level: 'attention', text: l10n.t('activated, but some units failed to start, stop or reload') }],
    [
      100,
      { level: 'attention', text: l10n.t('not activated: it changes the interface to systemd and needs a reboot') },
    ],
  ]);

/** What code 1 usually means, by who returned it. */
const codeOne = (): Readonly<Record<Tool, string>> => ({
  activation: l10n.t('refused or failed before activation (a pre-switch check, or root was not granted)'),
  rebuild: l10n.t('failed while evaluating, building, or in the checks before activation'),
  build: l10n.t('failed while evaluating or building'),
  home: l10n.t('failed while evaluating, building or activating'),
  profile: l10n.t('the profile could not be changed'),
  garbage: l10n.t('failed while deleting'),
});

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
    return {
      level: 'done',
      message: isReady ? l10n.t('{0}: ready for the next boot.', title) : l10n.t('{0}: done.', title),
    };
  }
  if (STOPPED.has(exitCode)) return { level: 'stopped', message: l10n.t('{0}: stopped before it finished.', title) };
  if (exitCode === 127 || exitCode === 126)
    return {
      level: 'failed',
      message: l10n.t('{0}: the command could not be started (exit code {1}).', title, exitCode),
    };
  // Where the program around it has a code of its own, it says which one the activation had.
  const code = exitCode === 1 ? (report?.status ?? exitCode) : exitCode;
  const activation = tool === 'activation' || tool === 'rebuild' ? activations().get(code ?? 1) : undefined;
  if (activation !== undefined) {
    const units = report?.units ?? [];
    const text =
      code === 4 && units.length > 0 ? l10n.t('activated, but these units failed: {0}', few(units)) : activation.text;
    return { level: activation.level, message: failedText(title, text, code) };
  }
  const text = told(report) ?? (exitCode === 1 ? codeOne()[tool] : l10n.t('failed'));
  return { level: 'failed', message: failedText(title, text, exitCode) };
}

const failedText = (title: string, text: string, code: number | undefined): string =>
  l10n.t('{0}: {1} (exit code {2}).', title, text, code ?? 1);

/** The reason that the output gives. */
function told(report: NixReport | undefined): string | undefined {
  if (report === undefined) return undefined;
  const { inhibitors, checks, problems } = report;
  if (inhibitors.length > 0) {
    const changes = inhibitors.map(({ name, before, after }) => l10n.t('{0} from {1} to {2}', name, before, after));
    return l10n.t(
      'not switched, because it changes what cannot change while the system runs ({0}): make it the system of the next boot and restart',
      few(changes),
    );
  }
  if (checks.length > 0) return l10n.t('not switched, because a check before switching failed: {0}', few(checks));
  const [problem, ...others] = problems;
  if (problem === undefined) return undefined;
  const [line = ''] = problem.message.split('\n');
  const more = others.length === 0 ? '' : `, ${l10n.t('and {0} more', others.length)}`;
  return `${visible(line, LONGEST_LINE).replace(/[.:]$/, '')}${more}`;
}

const LONGEST_LINE = 200;
/** As many names as a message takes. */
const FEW = 5;

function few(names: readonly string[]): string {
  const shown = names.slice(0, FEW).map(quoted);
  return names.length > FEW ? `${shown.join(', ')} ${l10n.t('and {0} more', names.length - FEW)}` : shown.join(', ');
}
