// Going back one generation, to its base or one of its specialisations. Pure.
import { l10n } from '../../protocol/l10n';
import type { Generation } from '../machine/facts';
import { quoted } from '../names';
import { activationWarnings } from '../warnings/activation';
import { warning } from '../warnings/warning';
import { bootDefaultWarnings } from './boot-default';
import { missingRunner } from './built';
import { type PlanContext, partOf, STC } from './context';
import type { Draft } from './draft';
import { elevated } from './elevate';
import { runnerFor } from './runners/choose';
import { nhRollback } from './runners/nh';
import { nixosCliRollback } from './runners/nixos-cli';
import { elevationFlag } from './runners/nixos-rebuild';
import { type RunnerDraft, valueArguments } from './runners/runner';

/** The generation before the current one. */
export function previousGeneration(generations: readonly Generation[]): Generation | undefined {
  const current = generations.find(({ isCurrent }) => isCurrent);
  if (current === undefined) return undefined;
  return generations.find(({ profile, number }) => profile === current.profile && number < current.number);
}

/** The command, or a reason that holds on every machine. */
export function draftRollback(context: PlanContext): Draft | string {
  const { spec, machine, remote } = context;
  const name = spec.specialisation;
  if (remote.targetHost !== undefined) return l10n.t('Another machine is rolled back on that machine.');
  const previous = previousGeneration(machine.generations);
  const path = name === null ? previous?.path : previous?.specialisations.get(name);
  const draft = commandsOf(context);
  if (typeof draft === 'string') return draft;
  return {
    ...draft,
    explanation: explain(previous?.number, name),
    warnings: [
      ...(name === null
        ? [warning('boot-default', l10n.t('The machine boots that generation by default from now on.'))]
        : []),
      ...bootDefaultWarnings(name, context),
      ...(path === undefined ? [] : activationWarnings(path, machine)),
    ],
    missing: missingTarget(context, previous) ?? missingRunner(context) ?? draft.missing,
  };
}

function explain(number: number | undefined, name: string | null): string {
  const what = name === null ? l10n.t('its base system') : quoted(name);
  return number === undefined
    ? l10n.t('Makes the generation before this one the current one and the boot default, and activates {0}.', what)
    : l10n.t('Makes generation {0} the current one and the boot default, and activates {1}.', number, what);
}

/** Before anything runs: nixos-rebuild would look for the specialisation after it has changed the profile. */
function missingTarget({ spec, machine }: PlanContext, previous: Generation | undefined): Draft['missing'] {
  const name = spec.specialisation;
  if (machine.system === undefined) return undefined;
  if (previous === undefined) return { reason: l10n.t('There is no generation before the current one.') };
  return name === null || previous.specialisations.has(name)
    ? undefined
    : { reason: l10n.t('Generation {0} has no specialisation {1}.', previous.number, quoted(name)) };
}

/** Of what runs without a runner of its own, none is missing. */
function commandsOf(context: PlanContext): RunnerDraft | string {
  switch (runnerFor(context).runner) {
    case 'nh':
      return { steps: nhRollback(context), uses: ['runner'] };
    case 'nixos-cli':
      return { uses: ['runner', 'elevate'], ...nixosCliRollback(context) };
    case 'nixos-rebuild':
      return rebuildRollback(context);
    default:
      return plainRollback(context);
  }
}

function rebuildRollback(context: PlanContext): RunnerDraft | string {
  const { spec, settings } = context;
  const name = spec.specialisation;
  const byItself = settings.elevate.startsWith('nixos-rebuild');
  const flag = byItself ? elevationFlag(context) : [];
  if (typeof flag === 'string') return flag;
  const argv = [
    ...settings.rebuildCommand,
    'switch',
    '--rollback',
    ...flag,
    ...(name === null ? [] : valueArguments('--specialisation', name)),
  ];
  const command = byItself ? { argv, missing: undefined } : elevated(argv, context);
  return {
    steps: [{ argv: command.argv, needsRoot: true, tool: 'rebuild' }],
    uses: ['rebuildCommand', 'elevate'],
    missing: command.missing,
  };
}

function plainRollback(context: PlanContext): RunnerDraft {
  const { spec, settings } = context;
  const set = elevated(['nix-env', '--profile', settings.systemProfile, '--rollback'], context);
  const activate = elevated([`${partOf(settings.systemProfile, spec.specialisation)}/${STC}`, 'switch'], context);
  return {
    steps: [
      { argv: set.argv, needsRoot: true, tool: 'profile', effect: 'next-boot' },
      { argv: activate.argv, needsRoot: true, tool: 'activation' },
    ],
    uses: ['runner', 'elevate', 'systemProfile'],
    missing: set.missing,
  };
}
