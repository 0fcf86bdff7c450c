// From what the server says (a RunSpec) to a command: exact arguments, what it does, what to warn
// of, or why it cannot run. Pure.

import type { RunSpec } from '../protocol/run';
import { visible } from '../protocol/visible';
import { actionInfo } from './actions';
import { commandLine } from './command-line';
import type { Draft, Refusal, RunPlan } from './draft';
import { becomesRoot } from './elevation';
import type { MachineFacts, RunSettings } from './machine';
import { argumentProblem, expandsInTask, quoted, specProblem } from './names';
import { draftHome } from './plan-home';
import { draftNixos } from './plan-nixos';

/** Characters of a command: more would push what is said below it out of sight. */
const LONGEST_COMMAND = 2500;

/** The command for a run on this machine with these settings, or why there is none. */
export function planRun(spec: RunSpec, settings: RunSettings, machine: MachineFacts): RunPlan | Refusal {
  const info = actionInfo(spec.action);
  if (info === undefined) return refused(`Unknown action ${quoted(spec.action)}.`);
  const problem = specProblem(spec);
  if (problem !== undefined) return refused(problem);
  const draft =
    spec.system === 'nixos' ? draftNixos(spec, info, settings, machine) : draftHome(spec, info, settings, machine);
  if (typeof draft === 'string') return refused(draft);
  const unreadable = [...draft.argv, machine.folder].map(argumentProblem).find((found) => found !== undefined);
  if (unreadable !== undefined) return refused(unreadable);
  if (commandLine(draft.argv).length > LONGEST_COMMAND)
    return refused('The command is too long to be read before it runs.');
  const title = runTitle(spec);
  if ([...draft.argv, machine.folder, title, spec.root.path].some(expandsInTask)) {
    return refused(
      'A name or path contains ${, which VS Code would replace before running. Copy the command and run it in a terminal.',
      draft.argv,
    );
  }
  if (draft.missing !== undefined) return refused(draft.missing.reason, draft.argv, draft.missing.offerRebuild);
  const { argv, needsRoot, explanation, warnings, tool } = draft;
  return {
    kind: 'plan',
    argv,
    cwd: machine.folder,
    title,
    effect: info.effect,
    needsRoot: needsRoot || becomesRoot(configuredWords(draft, settings)),
    origins: originsOf(draft, settings, info.usesBuilt || !machine.isOutside ? undefined : spec.root.path),
    explanation,
    warnings,
    tool,
  };
}

/** What a run is called in menus, the task and its messages. */
export function runTitle(spec: RunSpec): string {
  const info = actionInfo(spec.action);
  const what = spec.specialisation === null || info?.wholeSystem ? baseName(spec.system) : quoted(spec.specialisation);
  const target = spec.host === null ? what : `${what} on ${quoted(spec.host)}`;
  return info === undefined ? target : info.title(target);
}

function baseName(system: RunSpec['system']): string {
  return system === 'nixos' ? 'the base system' : 'the base home configuration';
}

/** The words of a command that are set, not made here: names and paths do nothing by themselves. */
function configuredWords({ uses }: Draft, settings: RunSettings): readonly string[] {
  return uses.flatMap((setting) =>
    setting === 'rebuildCommand' || setting === 'homeManagerCommand' ? settings[setting] : [],
  );
}

/**
 * Where the parts of a command come from that the user did not choose. `outside`: the
 * configuration, if no open folder holds it.
 */
function originsOf({ uses }: Draft, { fromWorkspace }: RunSettings, outside: string | undefined): readonly string[] {
  const settings = fromWorkspace.filter(({ setting }) => setting === 'environment' || uses.includes(setting));
  return [
    ...settings.map(({ name, file }) => `${name} comes from this workspace's settings, ${visible(file)}.`),
    ...(outside === undefined
      ? []
      : [`The configuration is outside of the folders that are open: ${quoted(outside)}.`]),
  ];
}

/** Nothing runs, and why. */
export function refused(reason: string, argv?: readonly string[], offerRebuild = false): Refusal {
  return { kind: 'refused', reason, argv, offerRebuild };
}
