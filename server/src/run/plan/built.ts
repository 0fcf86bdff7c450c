// Which built system a run is about: the newest generation, or the one that is asked for. Pure.
import { l10n } from '../../protocol/l10n';
import type { Built, Generation } from '../machine/facts';
import { quoted } from '../names';
import type { PlanContext } from './context';
import type { Draft } from './draft';
import { missingProgram, runnerFor } from './runners/choose';

const notNixos = (): string =>
  l10n.t(
    'This machine does not run NixOS (no system profile and no nixos-rebuild), so nothing can be switched or rebuilt here.',
  );

export interface BuiltTarget {
  /** Real path of the base, or where it would be. */
  readonly base: string;
  /** As texts name it: `the newest generation`. */
  readonly what: string;
  /** Real path of the part, if it is there. */
  readonly path: string | undefined;
  readonly missing: Draft['missing'];
}

/** What is to be activated, and why it cannot be. */
export function builtTarget(context: PlanContext): BuiltTarget {
  const { spec, machine, settings } = context;
  return spec.generation === undefined
    ? newest(context)
    : ofGeneration(
        machine.generations.find((one) => isNumbered(one, context)),
        spec.generation,
        settings,
        spec,
      );
}

function isNumbered({ number, profile }: Generation, { spec, settings }: PlanContext): boolean {
  return number === spec.generation && settings.systemProfile.endsWith(`/${profile}`);
}

function ofGeneration(
  generation: Generation | undefined,
  number: number,
  { systemProfile }: PlanContext['settings'],
  { specialisation: name }: PlanContext['spec'],
): BuiltTarget {
  const what = l10n.t('generation {0}', number);
  const base = generation?.path ?? `${systemProfile}-${number}-link`;
  if (generation === undefined)
    return { base, what, path: undefined, missing: { reason: l10n.t('There is no generation {0}.', number) } };
  const path = name === null ? generation.path : generation.specialisations.get(name);
  const reason = l10n.t('Generation {0} has no {1}: {2}.', number, quoted(name ?? ''), builtNames(generation));
  return { base, what, path, missing: path === undefined ? { reason } : undefined };
}

function newest(context: PlanContext): BuiltTarget {
  const { machine, settings, spec } = context;
  const { system } = machine;
  const name = spec.specialisation;
  const path = name === null ? system?.path : system?.specialisations.get(name);
  return {
    base: system?.path ?? settings.systemProfile,
    what: l10n.t('the newest built generation'),
    path,
    missing: path === undefined ? missingNewest(context, system) : undefined,
  };
}

function missingNewest(context: PlanContext, system: Built | undefined): Draft['missing'] {
  const { spec, settings } = context;
  if (system === undefined) {
    return missingProgram(runnerFor(context), context) === undefined
      ? {
          reason: l10n.t('No built system was found at {0}. Rebuild first.', quoted(settings.systemProfile)),
          offerRebuild: true,
        }
      : { reason: notNixos() };
  }
  const name = quoted(spec.specialisation ?? '');
  const names = namesIn(system);
  const reason =
    names === ''
      ? l10n.t(
          '{0} is not built yet: the newest generation has no specialisations. Rebuild to build it and switch to it.',
          name,
        )
      : l10n.t(
          '{0} is not built yet: the newest generation has {1}. Rebuild to build it and switch to it.',
          name,
          names,
        );
  return { reason, offerRebuild: true };
}

function builtNames(built: Pick<Built, 'specialisations'>): string {
  const names = namesIn(built);
  return names === '' ? l10n.t('it has no specialisations') : l10n.t('it has {0}', names);
}

const namesIn = ({ specialisations }: Pick<Built, 'specialisations'>): string =>
  [...specialisations.keys()].sort().map(quoted).join(', ');

/** Why nothing can be built: no runner, and maybe no NixOS at all. */
export function missingRunner(context: PlanContext): Draft['missing'] {
  const reason = missingProgram(runnerFor(context), context);
  if (reason === undefined) return undefined;
  return { reason: context.machine.system === undefined && context.settings.runner === 'auto' ? notNixos() : reason };
}

/** Where there is no NixOS nothing of it can be changed. */
export function noNixos({ system, runningSystem }: PlanContext['machine']): Draft['missing'] {
  return system === undefined && runningSystem === undefined ? { reason: notNixos() } : undefined;
}
