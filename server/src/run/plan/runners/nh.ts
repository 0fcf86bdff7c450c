// nh. It stays in the specialisation that /etc/specialisation names unless it is told otherwise, so it always is: -s or
// -S in full. It becomes root by itself, and refuses to be started as root.
import { l10n } from '../../../protocol/l10n';
import { quoted } from '../../names';
import { warning } from '../../warnings/warning';
import { noDefaultReason } from '../boot-default';
import { type PlanContext, partOf, resultLink, STC } from '../context';
import type { Draft } from '../draft';
import { elevated } from '../elevate';
import { type RunnerDraft, type RunnerPlanner, reaches, remoteArguments, valueArguments } from './runner';

export const nh: RunnerPlanner = {
  runner: 'nh',
  programs: () => ['nh'],
  fits: ({ spec }) => spec.root.kind === 'flake' || spec.host !== null,
  plan,
};

function plan(context: PlanContext): RunnerDraft | string {
  const { spec } = context;
  const name = spec.specialisation;
  switch (spec.action) {
    case 'build-vm':
      return name === null
        ? os(context, 'build-vm', null)
        : l10n.t('{0} builds a virtual machine of the base system only.', 'nh');
    case 'build':
      // A marker of the running system would be looked for in what is built.
      return os(context, 'build', null);
    case 'dry-activate':
      return preview(context);
    case 'rebuild':
      return os(context, 'switch', name);
    case 'boot':
      // It would install the specialisation alone, which such loaders pass over: not even the generation would change.
      return os(context, 'boot', noDefaultReason(context.machine.loader) === undefined ? name : null);
    default:
      return os(context, spec.action, name);
  }
}

function preview(context: PlanContext): RunnerDraft | string {
  if (context.remote.targetHost !== undefined)
    return l10n.t('What activating it on another machine would change cannot be shown from here.');
  const first = os(context, 'build', null);
  if (typeof first === 'string') return first;
  const { argv, missing } = elevated(
    [`${partOf(resultLink(context), context.spec.specialisation)}/${STC}`, 'dry-activate'],
    context,
  );
  return {
    ...first,
    steps: [...first.steps, { argv, needsRoot: true, effect: 'read-only', tool: 'activation' }],
    uses: ['runner', 'elevate'],
    missing,
  };
}

function os(context: PlanContext, verb: string, name: string | null): RunnerDraft | string {
  const { remote } = context;
  const isBuild = verb === 'build' || verb === 'build-vm';
  const installable = installableOf(context);
  if (typeof installable === 'string') return installable;
  const argv = [
    'nh',
    'os',
    verb,
    ...installable,
    ...markerArguments(name),
    ...(isBuild ? ['--out-link', resultLink(context)] : []),
    ...(context.machine.isRoot && !isBuild ? ['--bypass-root-check'] : []),
    ...remoteArguments(isBuild ? { ...remote, targetHost: undefined } : remote),
  ];
  return {
    steps: [
      {
        argv,
        needsRoot: !isBuild,
        effect: reaches(context) ? context.info.effect : 'builds',
        tool: isBuild ? 'build' : 'rebuild',
      },
    ],
    uses: ['runner'],
    warnings: isBuild || name === null ? [] : missingMarker(context, name),
  };
}

function installableOf({ spec }: PlanContext): readonly string[] | string {
  const { root, host } = spec;
  if (root.kind === 'flake') return [root.path, ...(host === null ? [] : valueArguments('--hostname', host))];
  if (host === null) return l10n.t('nh cannot rebuild a configuration without a flake: choose another runner.');
  if (host.startsWith('-'))
    return l10n.t('{0} cannot be given the name {1}: it begins with a dash.', 'nh', quoted(host));
  return ['--file', root.path, host];
}

/** In full: nh without either stays where its marker says it is. */
export const markerArguments = (name: string | null): readonly string[] =>
  name === null ? ['--no-specialisation'] : valueArguments('--specialisation', name);

function missingMarker({ machine, settings }: PlanContext, name: string): NonNullable<RunnerDraft['warnings']> {
  if (settings.runner !== 'nh' || machine.marker !== undefined) return [];
  const text = `environment.etc."specialisation".text = ${JSON.stringify(name)}`;
  return [
    warning(
      'runner',
      l10n.t('nh called by hand leaves {0} again, unless its configuration has {1}.', quoted(name), text),
    ),
  ];
}

/** Goes back one generation. */
export function nhRollback({ spec, machine }: PlanContext): Draft['steps'] {
  const argv = [
    'nh',
    'os',
    'rollback',
    ...markerArguments(spec.specialisation),
    ...(machine.isRoot ? ['--bypass-root-check'] : []),
  ];
  return [{ argv, needsRoot: true, tool: 'activation' }];
}
