// What the core works with, wherever it runs.
import type { Budget } from '../../eval/budget';
import type { HostFiles } from '../../host/host-files';
import type { Installation } from '../../service/installation';
import type { OpenHelper } from '../helper/client';
import type { Report } from './messages';
import type { Surroundings } from './used-releases';

export interface CoreParts {
  readonly installation: Installation;
  /** What the work on one thing may cost, on the stack of this thread. */
  readonly budget: Budget;
  /** The files of this machine; where the editor hands its own over, those count. */
  readonly disk: HostFiles;
  readonly surroundings: Surroundings;
  /** Starts a thread that evaluates hosts, too. Left out: there is none. */
  readonly openHelper?: OpenHelper | undefined;
  say(report: Report): void;
  /** Called when there is nothing left to do. */
  rest(): void;
}
