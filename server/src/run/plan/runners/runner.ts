// What a runner is: it knows how one program builds a system, or a specialisation of it, and activates it.
import type { Runner } from '../../../protocol/run';
import type { RunWarning } from '../../warnings/warning';
import type { PlanContext } from '../context';
import type { Draft } from '../draft';

/** The commands of a run; text is a reason why this runner cannot do it on any machine. */
export type RunnerDraft = Pick<Draft, 'steps' | 'uses' | 'missing'> & {
  /** What this runner does in its own way. */
  readonly warnings?: readonly RunWarning[];
};

export interface RunnerPlanner {
  readonly runner: Runner;
  /** The programs it needs, as the settings name them. */
  readonly programs: (context: Pick<PlanContext, 'settings' | 'spec'>) => readonly string[];
  /** Whether it can take this configuration at all; only asked when a runner is chosen automatically. */
  readonly fits: (context: PlanContext) => boolean;
  readonly plan: (context: PlanContext) => RunnerDraft | string;
}

/** A name that begins with a dash would be read as an option if it stood alone. */
export function valueArguments(option: string, name: string): readonly string[] {
  return name.startsWith('-') ? [`${option}=${name}`] : [option, name];
}

/** The options for other machines. */
export function remoteArguments({ targetHost, buildHost }: PlanContext['remote']): readonly string[] {
  return [
    ...(targetHost === undefined ? [] : ['--target-host', targetHost]),
    ...(buildHost === undefined ? [] : ['--build-host', buildHost]),
  ];
}

/** Whether a run changes the machine, or what it boots. */
export const reaches = ({ info }: PlanContext): boolean =>
  info.effect === 'changes-system' || info.effect === 'next-boot';
