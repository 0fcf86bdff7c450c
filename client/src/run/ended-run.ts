// A run that has ended, for whoever tells of it.
import type { NixReport } from '../../../server/src/protocol/nix-report';
import type { RunSpec } from '../../../server/src/protocol/run';
import type { RunPlan } from '../../../server/src/run/draft';
import type { Outcome } from '../../../server/src/run/outcome';

export interface EndedRun {
  readonly spec: RunSpec;
  readonly plan: Pick<RunPlan, 'title' | 'tool' | 'cwd'>;
  /** Real path of the system that ran before; undefined where none of NixOS did. */
  readonly before: string | undefined;
  readonly report: NixReport | undefined;
  readonly outcome: Outcome;
}
