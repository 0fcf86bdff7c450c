// Making what is built the boot default, without building: the base or, where the boot loader can, a specialisation, of
// the newest generation or of another one. Pure.
import { l10n } from '../../protocol/l10n';
import { quoted } from '../names';
import { type RunWarning, warning } from '../warnings/warning';
import { bootDefaultWarnings, noDefaultReason } from './boot-default';
import { builtTarget } from './built';
import { type PlanContext, partOf, STC } from './context';
import type { Draft, DraftStep } from './draft';
import { elevated } from './elevate';

/** The commands, or a reason that holds on every machine. */
export function draftDefault(context: PlanContext): Draft | string {
  const { spec, machine, remote } = context;
  const name = spec.specialisation;
  if (remote.targetHost !== undefined)
    return l10n.t('What another machine boots cannot be changed from here without a rebuild.');
  const reason = name === null ? undefined : noDefaultReason(machine.loader);
  if (reason !== undefined)
    return [l10n.t('{0} cannot be made the boot default. {1}', quoted(name ?? ''), reason), ...otherWays(context)].join(
      ' ',
    );
  const built = builtTarget(context);
  const install = elevated([`${partOf(built.base, name)}/${STC}`, 'boot'], context);
  const current = machine.generations.find(({ isCurrent }) => isCurrent);
  const goesBack = spec.generation !== undefined && spec.generation !== current?.number;
  const steps: readonly DraftStep[] = [
    ...(goesBack ? [profileStep(context, spec.generation)] : []),
    { argv: install.argv, needsRoot: true, tool: 'activation' },
  ];
  return {
    steps,
    explanation:
      name === null
        ? l10n.t(
            'Makes the base system of {0} what the machine boots by default. What runs now stays the same.',
            built.what,
          )
        : l10n.t(
            'Makes the specialisation {0} of {1} what the machine boots by default. What runs now stays the same.',
            quoted(name),
            built.what,
          ),
    warnings: [...bootDefaultWarnings(name, context), ...profileWarnings(goesBack, context)],
    uses: ['systemProfile', 'elevate'],
    missing: built.missing ?? install.missing,
  };
}

function profileStep(context: PlanContext, generation: number): DraftStep {
  const { settings } = context;
  const argv = ['nix-env', '--profile', settings.systemProfile, '--switch-generation', String(generation)];
  return { argv: elevated(argv, context).argv, needsRoot: true, tool: 'profile' };
}

function profileWarnings(goesBack: boolean, { spec }: PlanContext): readonly RunWarning[] {
  return goesBack
    ? [
        warning(
          'boot-default',
          l10n.t('Generation {0} becomes the current one; the newer ones stay in the boot menu.', spec.generation ?? 0),
        ),
      ]
    : [];
}

/** Older entries of systemd-boot bear the number of their generation and the name of the specialisation. */
function otherWays({ machine, spec }: PlanContext): readonly string[] {
  if (machine.loader?.kind !== 'systemd-boot') return [];
  const current = machine.generations.find(({ isCurrent }) => isCurrent)?.number;
  const number = spec.generation ?? current;
  return number === undefined
    ? []
    : [
        l10n.t(
          'As root, bootctl set-default can name its entry, {0}, until that is undone.',
          `nixos-generation-${number}-specialisation-….conf`,
        ),
      ];
}
