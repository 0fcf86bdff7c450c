// "Build with Another Program…": the programs that are on this machine and fit the configuration, for one run.
import { l10n } from '../../../server/src/protocol/l10n';
import type { Runner } from '../../../server/src/protocol/run';
import type { MachineFacts } from '../../../server/src/run/machine/facts';
import { availableRunners } from '../../../server/src/run/plan/runners/choose';
import type { RunSettings } from '../../../server/src/run/settings';
import { fromAnalysis, type KnownConfiguration } from '../../../server/src/run/warnings/known';
import type { Context } from '../context';
import { soon } from '../systems';
import { type MenuItem, pick } from '../window';
import type { Subject } from './more-items';

/** As long as a click waits for an analysis to end. */
const PATIENCE_MS = 5000;

/** What is built with, and what is known of the configuration. */
export interface ChosenRunner {
  readonly runner: Runner;
  readonly known: KnownConfiguration;
}

/** What a runner is, beside its name. */
const words = (): Readonly<Partial<Record<Runner, string>>> => ({
  'switch-to-configuration': l10n.t("Nix itself, then the system's own program"),
  nom: l10n.t('Nix, with nix-output-monitor to show what is built'),
  colmena: l10n.t('activates the base only'),
  'deploy-rs': l10n.t('activates the base only'),
});

export interface RunnerItem extends MenuItem {
  readonly runner: Runner;
}

/** The programs as a menu shows them. */
export function runnerItems(runners: readonly Runner[]): readonly RunnerItem[] {
  return runners.map((runner) => ({ label: runner, icon: 'tools', description: words()[runner] ?? '', runner }));
}

type On = { readonly machine: MachineFacts; readonly settings: RunSettings };

/** Whether there is more than one to choose from, before anybody has asked what the flake is set up for. */
export function hasRunners({ machine, settings }: On, subject: Subject): boolean {
  const known = { fleets: { colmena: true, 'deploy-rs': true } };
  return availableRunners({ machine, settings, known, spec: { ...subject, action: 'build' } }).length > 1;
}

/** What the analysis knows of a configuration, as far as it says so in time. */
export async function knownOf({ system, host, root }: Subject, server: Context['server']): Promise<KnownConfiguration> {
  const asked = server.knowledge({ system, host, root, specialisation: null });
  const found = await soon(asked, PATIENCE_MS).catch(() => undefined);
  return found ? fromAnalysis(found) : {};
}

/** The one that the user picks. */
export async function pickRunner(
  { machine, settings }: On,
  subject: Subject,
  { server }: Pick<Context, 'server'>,
): Promise<ChosenRunner | undefined> {
  const known = await knownOf(subject, server);
  const runners = availableRunners({ machine, settings, known, spec: { ...subject, action: 'build' } });
  const chosen = await pick(runnerItems(runners), { placeHolder: l10n.t('Build with which program?') });
  return chosen === undefined ? undefined : { runner: chosen.runner, known };
}
