// nixos-cli, whose program is `nixos`. A specialisation needs activation, so for the next boot it takes two steps.
import { l10n } from '../../../protocol/l10n';
import { flakeReference, quoted } from '../../names';
import { warning } from '../../warnings/warning';
import { bootPart } from '../boot-default';
import { type PlanContext, partOf, resultLink, STC } from '../context';
import type { Draft } from '../draft';
import { elevated } from '../elevate';
import { type RunnerDraft, type RunnerPlanner, reaches, remoteArguments, valueArguments } from './runner';

export const nixosCli: RunnerPlanner = {
  runner: 'nixos-cli',
  programs: () => ['nixos'],
  fits: ({ spec }) => spec.root.kind === 'flake' || spec.host !== null,
  plan,
};

function plan(context: PlanContext): RunnerDraft | string {
  const { spec } = context;
  const name = spec.specialisation;
  const output = ['--output', resultLink(context)];
  switch (spec.action) {
    case 'build':
      return apply(context, ['--no-activate', '--no-boot', ...output], null);
    case 'build-vm':
      return name === null
        ? apply(context, ['--vm', ...output], null)
        : l10n.t('{0} builds a virtual machine of the base system only.', 'nixos-cli');
    case 'test':
      return apply(context, ['--no-boot'], name);
    case 'boot':
      return boot(context, name);
    case 'dry-activate':
      return name === null ? apply(context, ['--dry'], null) : preview(context, name, output);
    default:
      return apply(context, [], name);
  }
}

function boot(context: PlanContext, name: string | null): RunnerDraft | string {
  const first = apply(context, ['--no-activate'], null);
  if (typeof first === 'string' || name === null) return first;
  const second = bootPart(context, name);
  return typeof second === 'string' ? second : { ...first, steps: [...first.steps, ...second] };
}

function preview(context: PlanContext, name: string, output: readonly string[]): RunnerDraft | string {
  if (context.remote.targetHost !== undefined)
    return l10n.t('What activating a specialisation on another machine would change cannot be shown from here.');
  const first = apply(context, ['--no-activate', '--no-boot', ...output], null);
  if (typeof first === 'string') return first;
  const { argv, missing } = elevated([`${partOf(resultLink(context), name)}/${STC}`, 'dry-activate'], context);
  return {
    ...first,
    steps: [...first.steps, { argv, needsRoot: true, effect: 'read-only', tool: 'activation' }],
    uses: ['runner', 'elevate'],
    missing,
  };
}

function apply(context: PlanContext, options: readonly string[], name: string | null): RunnerDraft | string {
  const { spec, remote, settings } = context;
  const isBuild = spec.action === 'build-vm' || (options.includes('--no-boot') && options.includes('--no-activate'));
  const configuration = configurationOf(context);
  if (typeof configuration === 'string') return configuration;
  const byItself = settings.elevate.startsWith('nixos-rebuild');
  const isRemote = !isBuild && remote.targetHost !== undefined;
  const root = isRemote ? ['--remote-root'] : byItself ? ['--local-root'] : [];
  const argv = [
    'nixos',
    'apply',
    ...configuration,
    ...options,
    ...(name === null ? [] : valueArguments('--specialisation', name)),
    ...(isBuild || settings.elevate === 'none' ? [] : root),
    ...remoteArguments(isBuild ? { ...remote, targetHost: undefined } : remote),
  ];
  const command = isBuild || byItself || isRemote ? { argv, missing: undefined } : elevated(argv, context);
  return {
    steps: [
      {
        argv: command.argv,
        needsRoot: !isBuild,
        effect: !isBuild && reaches(context) ? context.info.effect : 'builds',
        tool: isBuild ? 'build' : 'rebuild',
      },
    ],
    uses: isBuild ? ['runner'] : ['runner', 'elevate'],
    missing: command.missing,
    warnings: isBuild || name !== null ? [] : defaultWarning(context),
  };
}

function configurationOf({ spec }: PlanContext): readonly string[] | string {
  const { root, host } = spec;
  if (root.kind === 'flake') return [flakeReference(root.path, host)];
  if (host?.startsWith('-'))
    return l10n.t('{0} cannot be given the name {1}: it begins with a dash.', 'nixos-cli', quoted(host));
  return host === null ? [root.path] : [root.path, host];
}

function defaultWarning({ spec }: PlanContext): NonNullable<RunnerDraft['warnings']> {
  return spec.action === 'rebuild' || spec.action === 'test'
    ? [
        warning(
          'runner',
          l10n.t('If the setting apply.specialisation of nixos-cli names a specialisation, it activates that one.'),
        ),
      ]
    : [];
}

/** Goes back one generation. */
export function nixosCliRollback(context: PlanContext): Pick<Draft, 'steps' | 'missing'> {
  const name = context.spec.specialisation;
  const { argv, missing } = elevated(
    ['nixos', 'generation', 'rollback', ...(name === null ? [] : valueArguments('--specialisation', name))],
    context,
  );
  return { steps: [{ argv, needsRoot: true, tool: 'activation' }], missing };
}
