// colmena and deploy-rs, for flakes that are set up for them. They activate the base of a host only.

import type { Fleet } from '../../../protocol/knowledge';
import { l10n } from '../../../protocol/l10n';
import { quoted } from '../../names';
import { warning } from '../../warnings/warning';
import type { PlanContext } from '../context';
import { type RunnerDraft, type RunnerPlanner, reaches } from './runner';

/** Names that select one host and nothing else: no list, no pattern, no tag. */
const ONE_HOST = /^[A-Za-z0-9_][\w-]*$/;

export const colmena: RunnerPlanner = {
  runner: 'colmena',
  programs: () => ['colmena'],
  fits: () => false,
  plan: (context) => fleet(context, 'colmena', colmenaCommand),
};

export const deployRs: RunnerPlanner = {
  runner: 'deploy-rs',
  programs: () => ['deploy'],
  fits: () => false,
  plan: (context) => fleet(context, 'deploy-rs', deployCommand),
};

function fleet(
  context: PlanContext,
  name: Fleet,
  command: (context: PlanContext, host: string) => readonly string[] | undefined,
): RunnerDraft | string {
  const { spec, remote, known } = context;
  const { root, host, specialisation, action } = spec;
  if (root.kind !== 'flake' || host === null) return l10n.t('{0} needs a flake and one of its hosts.', name);
  if (!ONE_HOST.test(host))
    return l10n.t('{0} could read {1} as something else than the name of a host.', name, quoted(host));
  if (known.fleets?.[name] === false)
    return l10n.t('The flake is not set up for {0}: {1} is not among its {2}.', name, quoted(host), nodesOf(name));
  if (specialisation !== null && action !== 'build')
    return l10n.t(
      '{0} activates the base of a host only. Deploy it, then switch to {1} there.',
      name,
      quoted(specialisation),
    );
  if (remote.targetHost !== undefined || remote.buildHost !== undefined)
    return l10n.t('{0} takes its machines from the flake, not from here.', name);
  const argv = command(context, host);
  if (argv === undefined) return l10n.t('{0} has nothing for this.', name);
  return {
    steps: [{ argv, needsRoot: action !== 'build', tool: action === 'build' ? 'build' : 'rebuild' }],
    uses: ['runner'],
    warnings: [
      ...(known.fleets?.[name] === true
        ? []
        : [warning('runner', l10n.t('Whether the flake is set up for {0} could not be read.', name))]),
      ...(reaches(context)
        ? [warning('runner', l10n.t('{0} activates the base: what runs of a specialisation is left.', name))]
        : []),
    ],
  };
}

/** Where a flake says what they deploy. */
const nodesOf = (name: Fleet): string =>
  name === 'colmena' ? l10n.t('nodes of colmenaHive or colmena') : 'deploy.nodes';

const GOALS: ReadonlyMap<string, string> = new Map([
  ['rebuild', 'switch'],
  ['test', 'test'],
  ['boot', 'boot'],
  ['dry-activate', 'dry-activate'],
]);

function colmenaCommand({ spec, machine }: PlanContext, host: string): readonly string[] | undefined {
  const config = ['--config', `${spec.root.path}/flake.nix`];
  if (spec.action === 'build') return ['colmena', 'build', ...config, '--on', host];
  const goal = GOALS.get(spec.action);
  if (goal === undefined) return undefined;
  return host === machine.host
    ? ['colmena', 'apply-local', ...config, '--sudo', '--node', host, goal]
    : ['colmena', 'apply', ...config, '--on', host, goal];
}

const DEPLOY_OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['rebuild', []],
  ['boot', ['--boot']],
  ['dry-activate', ['--dry-activate']],
]);

function deployCommand({ spec }: PlanContext, host: string): readonly string[] | undefined {
  const options = DEPLOY_OPTIONS.get(spec.action);
  return options === undefined ? undefined : ['deploy', `${spec.root.path}#${host}`, ...options];
}
