// Without a program of its own for it: Nix builds, the profile is set, and the system's own switch-to-configuration
// activates. nom is a Nix that shows better what it builds.
import { l10n } from '../../../protocol/l10n';
import { flakeReference, quoted } from '../../names';
import { noDefaultReason } from '../boot-default';
import { type PlanContext, partOf, resultLink, STC } from '../context';
import type { DraftStep } from '../draft';
import { elevated } from '../elevate';
import type { RunnerDraft, RunnerPlanner } from './runner';

interface Builder {
  readonly flake: readonly [string, ...string[]];
  readonly classic: string;
}

const NIX: Builder = { flake: ['nix', 'build'], classic: 'nix-build' };
const NOM: Builder = { flake: ['nom', 'build'], classic: 'nom-build' };

export const plain: RunnerPlanner = {
  runner: 'switch-to-configuration',
  programs: (context) => programsOf(NIX, context),
  fits: () => true,
  plan: (context) => plan(context, NIX),
};

export const nom: RunnerPlanner = {
  runner: 'nom',
  programs: (context) => programsOf(NOM, context),
  fits: () => true,
  plan: (context) => plan(context, NOM),
};

const programsOf = ({ flake, classic }: Builder, { spec }: Pick<PlanContext, 'spec'>): readonly string[] =>
  spec.root.kind === 'flake' ? flake.slice(0, 1) : [classic];

function plan(context: PlanContext, builder: Builder): RunnerDraft | string {
  const { spec, remote } = context;
  if (remote.targetHost !== undefined || remote.buildHost !== undefined)
    return l10n.t('Other machines need the runner nixos-rebuild, nh or nixos-cli.');
  const attribute =
    spec.action === 'build-vm'
      ? [...(spec.specialisation === null ? [] : childOf(spec.specialisation)), 'system', 'build', 'vm']
      : ['system', 'build', 'toplevel'];
  const build = buildCommand(context, builder, attribute);
  if (typeof build === 'string') return build;
  const activation = activationSteps(context);
  const missing = activation.map((step) => step.missing).find((found) => found !== undefined);
  return {
    steps: [{ argv: build, needsRoot: false, effect: 'builds', tool: 'build' }, ...activation.map(({ step }) => step)],
    uses: activation.length === 0 ? ['runner'] : ['runner', 'elevate', 'systemProfile'],
    missing,
  };
}

const childOf = (name: string): readonly string[] => ['specialisation', name, 'configuration'];

function buildCommand(
  context: PlanContext,
  builder: Builder,
  attribute: readonly string[],
): readonly string[] | string {
  const { root, host } = context.spec;
  const link = ['--out-link', resultLink(context)];
  const path = attributePath(attribute);
  if (path === undefined) return l10n.t('This name cannot be written in an attribute path.');
  if (root.kind === 'flake') {
    const name = host ?? context.machine.host;
    const quotedHost = name === undefined ? undefined : attributePath([name]);
    if (quotedHost === undefined) return l10n.t('Which host of the flake is to be built is not known.');
    return [...builder.flake, flakeReference(root.path, `nixosConfigurations.${quotedHost}.config.${path}`), ...link];
  }
  if (host !== null) {
    const inFile = attributePath([host]);
    if (inFile === undefined) return l10n.t('{0} cannot be written in an attribute path.', quoted(host));
    return [builder.classic, root.path, '--attr', `${inFile}.config.${path}`, ...link];
  }
  return [builder.classic, '<nixpkgs/nixos>', '--attr', `config.${path}`, '-I', `nixos-config=${root.path}`, ...link];
}

/** Names that are no identifiers are quoted, which no name with a quotation mark, a backslash or `${` can be. */
function attributePath(names: readonly string[]): string | undefined {
  if (names.some((name) => /["\\]|\$\{/.test(name))) return undefined;
  return names.map((name) => (/^[A-Za-z_][\w'-]*$/.test(name) ? name : `"${name}"`)).join('.');
}

function activationSteps(context: PlanContext): readonly { step: DraftStep; missing?: RunnerDraft['missing'] }[] {
  const { spec, settings, info } = context;
  const name = spec.specialisation;
  const result = resultLink(context);
  const root = (argv: readonly string[], step: Pick<DraftStep, 'tool' | 'effect'>) => {
    const command = elevated(argv, context);
    return { step: { ...step, argv: command.argv, needsRoot: true }, missing: command.missing };
  };
  const activate = (verb: string, part: string | null) =>
    root([`${partOf(result, part)}/${STC}`, verb], {
      tool: 'activation',
      effect: verb === 'dry-activate' ? 'read-only' : info.effect,
    });
  const setProfile = root(['nix-env', '--profile', settings.systemProfile, '--set', result], {
    tool: 'profile',
    effect: 'next-boot',
  });
  switch (spec.action) {
    case 'rebuild':
      return [setProfile, activate('switch', name)];
    case 'test':
      return [activate('test', name)];
    case 'boot':
      return [setProfile, activate('boot', noDefaultReason(context.machine.loader) === undefined ? name : null)];
    case 'dry-activate':
      return [activate('dry-activate', name)];
    default:
      return [];
  }
}
