// Everything that builds: left to a runner, and explained. Pure.
import { l10n } from '../../protocol/l10n';
import { quoted } from '../names';
import { whereAmI } from '../status/where-am-i';
import { rebootWarnings } from '../warnings/reboot-options';
import { type RunWarning, warning } from '../warnings/warning';
import { bootDefaultWarnings, noDefaultReason } from './boot-default';
import { missingRunner } from './built';
import { type PlanContext, resultLink } from './context';
import type { Draft } from './draft';
import { runnerFor } from './runners/choose';

/** The commands, or a reason that holds on every machine. */
export function draftBuild(context: PlanContext): Draft | string {
  const { remote } = context;
  const draft = runnerFor(context).plan(context);
  if (typeof draft === 'string') return draft;
  return {
    steps: draft.steps,
    explanation:
      remote.targetHost === undefined
        ? explain(context)
        : l10n.t('{0} All of that on {1}.', explain(context), quoted(remote.targetHost)),
    warnings: [...warnings(context), ...(draft.warnings ?? [])],
    uses: [
      ...draft.uses,
      ...(remote.targetHost === undefined && remote.buildHost === undefined ? [] : ['hosts' as const]),
    ],
    missing: missingRunner(context) ?? draft.missing,
  };
}

function explain(context: PlanContext): string {
  const { spec, machine } = context;
  const name = spec.specialisation;
  const result = resultLink(context);
  switch (spec.action) {
    case 'test':
      return name === null
        ? l10n.t(
            'Builds the system and activates it now, without a boot entry: the next boot starts what it started before.',
          )
        : l10n.t(
            'Builds the system and activates {0} now, without a boot entry: the next boot starts what it started before.',
            quoted(name),
          );
    case 'boot':
      return l10n.t(
        'Builds the base system with all its specialisations and makes {0} the default of the next boot. Nothing changes until then.',
        bootTarget(context),
      );
    case 'build':
      return name === null
        ? l10n.t(
            'Builds the base system with all its specialisations and links it at {0}. Changes nothing else.',
            quoted(result),
          )
        : l10n.t(
            'Builds the base system with all its specialisations; this one is at {0}. Changes nothing else.',
            quoted(`${result}/specialisation/${name}`),
          );
    case 'dry-activate':
      return name === null
        ? l10n.t(
            'Builds the system, and shows which services would be stopped, restarted or started by switching to it. Changes nothing.',
          )
        : l10n.t(
            'Builds the system, and shows which services would be stopped, restarted or started by switching to {0}. Changes nothing.',
            quoted(name),
          );
    case 'build-vm':
      return l10n.t(
        'Builds a virtual machine of {0}; the program to start it is in {1}.',
        name === null ? l10n.t('the base system') : quoted(name),
        quoted(`${result}/bin`),
      );
    default:
      return name === null
        ? l10n.t('Builds the system, makes it the newest generation and the boot default, and activates it.')
        : `${l10n.t('Builds the system, makes it the newest generation and activates {0}.', quoted(name))}${machine.loader === undefined ? ` ${l10n.t('With GRUB and recent systemd-boot it also becomes the boot default.')}` : ''}`;
  }
}

function bootTarget({ spec, machine }: PlanContext): string {
  const name = spec.specialisation;
  return name === null || noDefaultReason(machine.loader) !== undefined ? l10n.t('the base') : quoted(name);
}

function warnings(context: PlanContext): readonly RunWarning[] {
  const { spec, machine, known, remote } = context;
  const name = spec.specialisation;
  const isRemote = remote.targetHost !== undefined;
  const activates = (spec.action === 'rebuild' || spec.action === 'test') && !isRemote;
  const installs = (spec.action === 'rebuild' || spec.action === 'boot') && !isRemote;
  const { active } = whereAmI(machine);
  const leaves = activates && active.name !== null && !active.names.includes(name ?? '') ? active.name : null;
  return [
    ...(leaves === null
      ? []
      : [
          warning(
            'leaves-specialisation',
            l10n.t('The specialisation {0} is active now; this leaves it.', quoted(leaves)),
          ),
        ]),
    ...(activates ? rebootWarnings(known.changedOptions ?? []) : []),
    ...(installs ? bootDefaultWarnings(name, context) : []),
  ];
}
