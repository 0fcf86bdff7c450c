// From what is asked for (a RunSpec) to commands: exact arguments, what they do, what to warn of, or why nothing can
// run. Pure, and the same for the editor and the command line.
import { l10n } from '../../protocol/l10n';
import type { RunSpec } from '../../protocol/run';
import { visible } from '../../protocol/visible';
import { actionInfo, type Effect } from '../actions';
import { commandLine } from '../command-line';
import { becomesRoot } from '../elevation';
import type { MachineFacts } from '../machine/facts';
import { argumentProblem, expandsInTask, quoted, specProblem } from '../names';
import type { RunSettings } from '../settings';
import { configurationWarnings, undefinedConfiguration, undefinedSpecialisation } from '../warnings/configuration';
import type { KnownConfiguration } from '../warnings/known';
import type { PlanContext } from './context';
import type { Draft, Refusal, RunPlan, RunStep } from './draft';
import { draftHome } from './home';
import { draftNixos } from './nixos';
import { otherMachineWarnings, remoteOf, remoteProblem } from './remote';
import { runTitle } from './title';

/** Characters of a command: more would push what is said below it out of sight. */
const LONGEST_COMMAND = 2500;

/** Where commands are started: as a task of VS Code, which replaces `${…}` in them, or as they are. */
export type Face = 'task' | 'terminal';

/** The commands for a run on this machine with these settings, or why there are none. */
export function planRun(
  spec: RunSpec,
  given: RunSettings,
  machine: MachineFacts,
  known: KnownConfiguration = {},
  face: Face = 'task',
): RunPlan | Refusal {
  const settings = settingsFor(spec, given);
  const info = actionInfo(spec.action);
  if (info === undefined) return refused(l10n.t('Unknown action {0}.', quoted(spec.action)));
  const remote = remoteOf(spec, settings, machine);
  const problem = specProblem(spec) ?? remoteProblem(remote);
  if (problem !== undefined) return refused(problem);
  const context: PlanContext = { spec, info, settings, machine, known, remote };
  const undefinedName = undefinedConfiguration(context) ?? undefinedSpecialisation(context);
  if (undefinedName !== undefined) return refused(undefinedName);
  const draft = spec.system === 'nixos' ? draftNixos(context) : draftHome(context);
  return typeof draft === 'string' ? refused(draft) : (refusalOf(draft, context, face) ?? planOf(draft, context));
}

/** Who chooses a runner for one run has chosen it, whatever the workspace says. */
function settingsFor({ runner }: RunSpec, settings: RunSettings): RunSettings {
  if (runner === undefined) return settings;
  return { ...settings, runner, fromWorkspace: settings.fromWorkspace.filter(({ setting }) => setting !== 'runner') };
}

/** Why commands that could be made must not, or cannot, be run. */
function refusalOf({ steps, missing }: Draft, { machine, spec }: PlanContext, face: Face): Refusal | undefined {
  const commands = steps.map(({ argv }) => argv);
  const texts = [...commands.flat(), machine.folder];
  const unreadable = texts.map(argumentProblem).find((found) => found !== undefined);
  if (unreadable !== undefined) return refused(unreadable);
  if (commands.some((argv) => commandLine(argv).length > LONGEST_COMMAND))
    return refused(l10n.t('The command is too long to be read before it runs.'));
  if (face === 'task' && [...texts, runTitle(spec), spec.root.path].some(expandsInTask)) {
    const reason = l10n.t(
      'A name or path contains {0}, which VS Code would replace before running. ' +
        'Copy the command and run it in a terminal.',
      '${',
    );
    return refused(reason, commands);
  }
  return missing === undefined ? undefined : refused(missing.reason, commands, missing.offerRebuild);
}

function planOf(draft: Draft, context: PlanContext): RunPlan {
  const { info, machine, settings, spec } = context;
  const elevates = becomesRoot(configuredWords(draft, settings));
  const steps = draft.steps.map(
    (step): RunStep => ({
      argv: step.argv,
      cwd: machine.folder,
      effect: step.effect ?? info.effect,
      needsRoot: step.needsRoot || elevates,
      tool: step.tool,
      ...(step.question === undefined ? {} : { question: step.question }),
    }),
  );
  return {
    kind: 'plan',
    steps,
    title: runTitle(spec, otherMachineWarnings(context).length > 0 ? 'here' : 'there'),
    effect: furthest(steps.map(({ effect }) => effect)),
    needsRoot: steps.some(({ needsRoot }) => needsRoot),
    changesBoot: CHANGES_BOOT.has(spec.action) && spec.system === 'nixos',
    origins: originsOf(draft, settings, info.usesBuilt || !machine.isOutside ? undefined : spec.root.path),
    explanation: draft.explanation,
    warnings: [...otherMachineWarnings(context), ...configurationWarnings(context), ...draft.warnings],
  };
}

const CHANGES_BOOT: ReadonlySet<string> = new Set(['rebuild', 'boot', 'make-default', 'rollback', 'collect-garbage']);

const REACH: readonly Effect[] = ['read-only', 'builds', 'next-boot', 'changes-system'];

/** What changes now reaches further than what changes with the next boot. */
function furthest(effects: readonly Effect[]): Effect {
  return REACH[Math.max(0, ...effects.map((effect) => REACH.indexOf(effect)))] ?? 'changes-system';
}

/** The words of a command that are set, not made here: names and paths do nothing by themselves. */
function configuredWords({ uses }: Draft, settings: RunSettings): readonly string[] {
  return uses.flatMap((setting) =>
    setting === 'rebuildCommand' || setting === 'homeManagerCommand' || setting === 'commandTemplate'
      ? settings[setting]
      : [],
  );
}

/**
 * Where the parts of a command come from that the user did not choose. `outside`: the
 * configuration, if no open folder holds it.
 */
function originsOf({ uses }: Draft, { fromWorkspace }: RunSettings, outside: string | undefined): readonly string[] {
  const settings = fromWorkspace.filter(({ setting }) => setting === 'environment' || uses.includes(setting));
  return [
    ...settings.map(({ name, file }) => l10n.t("{0} comes from this workspace's settings, {1}.", name, visible(file))),
    ...(outside === undefined
      ? []
      : [l10n.t('The configuration is outside of the folders that are open: {0}.', quoted(outside))]),
  ];
}

/** Nothing runs, and why. */
export function refused(reason: string, commands: Refusal['commands'] = [], offerRebuild = false): Refusal {
  return { kind: 'refused', reason, commands, offerRebuild };
}
