// nixos-rebuild, in Bash and in Python. It takes a specialisation for `switch` and `test` only: for `boot` and
// `dry-activate` it fails after it has built, and for `boot` after it has changed the profile. There the same is done
// in two steps.

import { l10n } from '../../../protocol/l10n';
import type { RebuildFamily } from '../../machine/facts';
import { isSince } from '../../machine/loader';
import { commandProblem, flakeReference } from '../../names';
import { SYSTEM_PROFILE } from '../../settings';
import { bootPart } from '../boot-default';
import { type PlanContext, partOf, resultLink, STC } from '../context';
import type { DraftStep } from '../draft';
import { elevated } from '../elevate';
import { onTarget } from '../remote';
import { type RunnerDraft, type RunnerPlanner, reaches, remoteArguments, valueArguments } from './runner';

export const nixosRebuild: RunnerPlanner = {
  runner: 'nixos-rebuild',
  programs: ({ settings }) => [settings.rebuildCommand[0] ?? ''],
  fits: () => true,
  plan,
};

function plan(context: PlanContext): RunnerDraft | string {
  const { spec, settings } = context;
  const problem = commandProblem(settings.rebuildCommand, 'nixosSpecialisations.rebuildCommand');
  if (problem !== undefined) return problem;
  const name = spec.specialisation;
  if (name === null || spec.action === 'build') return single(context, verbOf(spec.action), null);
  switch (spec.action) {
    case 'boot':
      return bootInTwo(context, name);
    case 'dry-activate':
      return previewInTwo(context, name);
    case 'build-vm':
      return buildVm(context, name);
    default:
      return rebuild(context, name);
  }
}

const verbOf = (action: string): string => (action === 'rebuild' ? 'switch' : action);

function rebuild(context: PlanContext, name: string): RunnerDraft | string {
  const { targetHost, buildHost } = context.remote;
  if (targetHost === undefined || buildHost === undefined) return single(context, verbOf(context.spec.action), name);
  // Whether the specialisation is there is looked up on this machine, which then does not have it.
  if (context.spec.action === 'test')
    return l10n.t(
      'With a build host and a target host nixos-rebuild cannot test a specialisation: it looks for it on this machine.',
    );
  const command = onTarget(targetHost, [`${partOf(SYSTEM_PROFILE, name)}/${STC}`, 'switch']);
  if (typeof command === 'string') return command;
  const first = single(context, 'boot', null);
  return typeof first === 'string' ? first : after(first, { ...command, needsRoot: true, tool: 'activation' });
}

function bootInTwo(context: PlanContext, name: string): RunnerDraft | string {
  const first = single(context, 'boot', null);
  if (typeof first === 'string') return first;
  const second = bootPart(context, name);
  return typeof second === 'string' ? second : after(first, ...second);
}

function previewInTwo(context: PlanContext, name: string): RunnerDraft | string {
  if (context.remote.targetHost !== undefined)
    return l10n.t('What activating a specialisation on another machine would change cannot be shown from here.');
  const first = single(context, 'build', null);
  const second = elevated([`${partOf(resultLink(context), name)}/${STC}`, 'dry-activate'], context);
  if (typeof first === 'string') return first;
  const whole = after(first, { argv: second.argv, needsRoot: true, effect: 'read-only', tool: 'activation' });
  return { ...whole, missing: first.missing ?? second.missing, uses: ['rebuildCommand', 'elevate'] };
}

/** Before, the specialisation was ignored, and a virtual machine of the base was built. */
const VM_OF_SPECIALISATION = { year: 26, month: 11 };

function buildVm(context: PlanContext, name: string): RunnerDraft | string {
  const { release } = context.machine;
  if (familyOf(context) === 'ng' && release !== undefined && isSince(release, VM_OF_SPECIALISATION))
    return single(context, 'build-vm', name);
  return l10n.t(
    'This nixos-rebuild builds a virtual machine of the base system only: ' +
      'before NixOS 26.11 it ignores the specialisation.',
  );
}

function after(first: RunnerDraft, ...steps: readonly DraftStep[]): RunnerDraft {
  return { ...first, steps: [...first.steps, ...steps] };
}

/** One call of nixos-rebuild. */
function single(context: PlanContext, verb: string, name: string | null): RunnerDraft | string {
  const { settings, remote } = context;
  const isBuild = verb === 'build' || verb === 'build-vm';
  const needsRoot = !isBuild;
  const isRemote = !isBuild && remote.targetHost !== undefined;
  // Root's own keys would be used to reach the other machines.
  const byItself = isRemote || remote.buildHost !== undefined || settings.elevate.startsWith('nixos-rebuild');
  const flag = needsRoot && byItself && settings.elevate !== 'none' ? elevationFlag(context) : [];
  if (typeof flag === 'string') return flag;
  const argv = [
    ...settings.rebuildCommand,
    verb,
    ...(remote.targetHost?.startsWith('root@') && isRemote ? [] : flag),
    ...rootArguments(context),
    ...(name === null ? [] : valueArguments('--specialisation', name)),
    ...remoteArguments(isBuild ? { ...remote, targetHost: undefined } : remote),
  ];
  const command = needsRoot && !byItself ? elevated(argv, context) : { argv, missing: undefined };
  const tool = isBuild ? 'build' : 'rebuild';
  return {
    steps: [
      { argv: command.argv, needsRoot, tool, effect: isBuild || !reaches(context) ? 'builds' : context.info.effect },
    ],
    uses: needsRoot ? ['rebuildCommand', 'elevate'] : ['rebuildCommand'],
    missing: command.missing,
  };
}

/** Which nixos-rebuild it is: by the program itself, or else by the release. The one in Bash went with 26.05. */
export function familyOf({ machine, settings }: PlanContext): RebuildFamily | undefined {
  const program = machine.programs.get(settings.rebuildCommand[0] ?? '');
  const { release } = machine;
  if (release !== undefined && isSince(release, { year: 26, month: 5 })) return 'ng';
  if (program?.family !== undefined || release === undefined) return program?.family;
  return isSince(release, { year: 25, month: 11 }) ? 'ng' : 'bash';
}

/** How it elevates the activation by itself; text says why it cannot. */
export function elevationFlag(context: PlanContext): readonly string[] | string {
  const family = familyOf(context);
  if (context.settings.elevate !== 'nixos-rebuild-run0') return family === 'bash' ? ['--use-remote-sudo'] : ['--sudo'];
  const { release } = context.machine;
  const isKnown = family === 'ng' && (release === undefined || isSince(release, { year: 26, month: 5 }));
  return isKnown
    ? ['--elevate=run0']
    : l10n.t('This nixos-rebuild has no --elevate: only NixOS 26.05 and newer let it use run0.');
}

/**
 * Which configuration: a flake and its host, or a file. Without --no-flake an
 * /etc/nixos/flake.nix would win over a file.
 */
export function rootArguments({ spec, machine }: PlanContext): readonly string[] {
  const { kind, path } = spec.root;
  if (kind === 'flake') return ['--flake', flakeReference(path, spec.host)];
  // A file that makes systems itself, by name.
  if (spec.host !== null) return ['--file', path, ...valueArguments('--attr', spec.host)];
  return [
    ...(machine.hasDefaultFlake ? ['--no-flake'] : []),
    ...(path === '/etc/nixos/configuration.nix' ? [] : ['-I', `nixos-config=${path}`]),
  ];
}
