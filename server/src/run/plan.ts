// From what the server says (a RunSpec) to a command: exact arguments, what it does, what to warn
// of, or why it cannot run. Pure.
import type { RunSpec } from '../protocol/run';
import { actionInfo } from './actions';
import type { Refusal, RunPlan } from './draft';
import type { MachineFacts, RunSettings } from './machine';
import { expandsInTask, quoted, specProblem } from './names';
import { draftHome } from './plan-home';
import { draftNixos } from './plan-nixos';

/** The command for a run on this machine with these settings, or why there is none. */
export function planRun(spec: RunSpec, settings: RunSettings, machine: MachineFacts): RunPlan | Refusal {
  const info = actionInfo(spec.action);
  if (info === undefined) return refused(`Unknown action ${quoted(spec.action)}.`);
  const problem = specProblem(spec);
  if (problem !== undefined) return refused(problem);
  const draft =
    spec.system === 'nixos' ? draftNixos(spec, info, settings, machine) : draftHome(spec, info, settings, machine);
  if (typeof draft === 'string') return refused(draft);
  if ([...draft.argv, machine.folder].some(expandsInTask)) {
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
    title: runTitle(spec),
    effect: info.effect,
    needsRoot,
    explanation,
    warnings,
    tool,
  };
}

/** What a run is called in menus, the task and its messages. */
export function runTitle(spec: RunSpec): string {
  const info = actionInfo(spec.action);
  const what = spec.specialisation === null || info?.wholeSystem ? baseName(spec.system) : quoted(spec.specialisation);
  const target = spec.host === null ? what : `${what} on ${spec.host}`;
  return info === undefined ? target : info.title(target);
}

function baseName(system: RunSpec['system']): string {
  return system === 'nixos' ? 'the base system' : 'the base home configuration';
}

function refused(reason: string, argv?: readonly string[], offerRebuild = false): Refusal {
  return { kind: 'refused', reason, argv, offerRebuild };
}
