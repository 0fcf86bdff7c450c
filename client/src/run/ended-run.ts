// A run that has ended, for whoever tells of it.
import type { NixReport } from '../../../server/src/protocol/nix-report';
import type { RunSpec } from '../../../server/src/protocol/run';
import type { Outcome } from '../../../server/src/run/outcome';
import type { RunStep } from '../../../server/src/run/plan/draft';

/** The link to the system that runs. */
export const RUNNING_SYSTEM = '/run/current-system';

export interface EndedRun {
  readonly spec: RunSpec;
  readonly title: string;
  /** The last one that ran. */
  readonly step: Pick<RunStep, 'tool' | 'cwd'>;
  /** Real path of the system that ran before; undefined where none of NixOS did. */
  readonly before: string | undefined;
  readonly report: NixReport | undefined;
  readonly outcome: Outcome;
}
