// Activating, or previewing, what is already built: the newest generation or another one, here or on the target
// machine. Never by way of /run/current-system: inside a specialisation that has no siblings. Pure.
import { l10n } from '../../protocol/l10n';
import { quoted } from '../names';
import { SYSTEM_PROFILE } from '../settings';
import { runningPart } from '../status/running-part';
import { activationWarnings } from '../warnings/activation';
import { type RunWarning, warning } from '../warnings/warning';
import { type BuiltTarget, builtTarget } from './built';
import { type PlanContext, partOf, STC } from './context';
import type { Draft } from './draft';
import { elevated } from './elevate';
import { onTarget } from './remote';

/** The command, or a reason that holds on every machine. */
export function draftActivation(context: PlanContext): Draft | string {
  const { spec, remote } = context;
  const isPreview = spec.action === 'preview';
  const verb = isPreview ? 'dry-activate' : 'test';
  if (remote.targetHost !== undefined) return remoteActivation(context, remote.targetHost, verb);
  const built = builtTarget(context);
  const command = elevated([`${partOf(built.base, spec.specialisation)}/${STC}`, verb], context);
  return {
    steps: [{ argv: command.argv, needsRoot: true, tool: 'activation' }],
    explanation: isPreview ? previewText(context, built.what) : switchText(context, built.what),
    warnings: isPreview ? previewWarnings(context, built) : switchWarnings(context, built),
    uses: ['systemProfile', 'elevate'],
    missing: built.missing ?? command.missing,
  };
}

function remoteActivation({ spec }: PlanContext, target: string, verb: string): Draft | string {
  if (spec.generation !== undefined) return l10n.t('The generations of another machine are not known here.');
  const command = onTarget(target, [`${partOf(SYSTEM_PROFILE, spec.specialisation)}/${STC}`, verb]);
  if (typeof command === 'string') return command;
  const what = spec.specialisation === null ? l10n.t('the base system') : quoted(spec.specialisation);
  return {
    steps: [{ ...command, needsRoot: true, tool: 'activation' }],
    explanation: l10n.t(
      'Activates {0} of the newest generation of {1} there, without building. What that machine boots into stays the same.',
      what,
      quoted(target),
    ),
    warnings: [],
    uses: ['hosts'],
  };
}

function switchText({ spec }: PlanContext, what: string): string {
  const name = spec.specialisation;
  return name === null
    ? l10n.t(
        'Returns to the base system of {0} now, without building. What the machine boots into stays the same.',
        what,
      )
    : l10n.t(
        'Activates the specialisation {0} of {1} now, without building. What the machine boots into stays the same.',
        quoted(name),
        what,
      );
}

function previewText({ spec }: PlanContext, what: string): string {
  const name = spec.specialisation;
  return name === null
    ? l10n.t(
        'Shows which services would be stopped, restarted or started by switching to the base system of {0}. Changes nothing.',
        what,
      )
    : l10n.t(
        'Shows which services would be stopped, restarted or started by switching to the specialisation {0} of {1}. Changes nothing.',
        quoted(name),
        what,
      );
}

function switchWarnings(context: PlanContext, { path }: BuiltTarget): readonly RunWarning[] {
  const foreseen = path === undefined ? [] : activationWarnings(path, context.machine);
  return [...(context.spec.generation === undefined ? stateWarnings(context) : []), ...foreseen];
}

/** The checks before switching come before a preview, too. */
function previewWarnings({ machine }: PlanContext, { path }: BuiltTarget): readonly RunWarning[] {
  return path === undefined ? [] : activationWarnings(path, machine).filter(({ code }) => code === 'inhibited');
}

function stateWarnings({ spec, machine }: PlanContext): readonly RunWarning[] {
  const running = runningPart(machine.system, machine.runningSystem);
  if (running.kind === 'other') {
    const text = l10n.t(
      'The running system is not part of the newest generation: everything else that differs between them changes as well.',
    );
    return machine.runningSystem === undefined ? [] : [warning('newer-profile', text)];
  }
  const active = running.kind === 'base' ? null : running.name;
  if (!isSame(active, spec.specialisation, machine)) return [];
  const what = spec.specialisation === null ? l10n.t('The base system') : quoted(spec.specialisation);
  return [warning('already-active', l10n.t('{0} is already active.', what))];
}

/** Specialisations that are equal are one system. */
function isSame(active: string | null, name: string | null, { system }: PlanContext['machine']): boolean {
  if (active === null || name === null) return active === name;
  return system?.specialisations.get(active) === system?.specialisations.get(name);
}
