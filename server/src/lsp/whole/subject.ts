// Which system is checked as a whole when a file was saved.
import type { SystemSummary } from '../../analysis/reports/summary';
import { belongs } from '../../features/this-machine';
import type { MachineState } from '../../protocol/machine';
import type { WholeSubject } from '../../service/whole-check';
import { keyOf } from '../../service/whole-results';
import type { CoreClient } from '../core/client';
import type { Work } from '../work';

export interface SubjectParts {
  readonly work: Work;
  readonly core: CoreClient;
  machine(): MachineState;
}

/**
 * The system that a file takes part in: of several the one of this machine, else the one that was checked last, else
 * the first.
 * @param last as `keyOf` names it.
 */
export async function subjectOf(
  path: string,
  last: string | undefined,
  { work, core, machine }: SubjectParts,
): Promise<WholeSubject | undefined> {
  const known = await work.settled(path, { upTo: 'end' });
  const systems = known.systems.filter(
    ({ isFragment, isTest, inside, files }) => !isFragment && !isTest && inside.length === 0 && files.includes(path),
  );
  const isHere = ({ kind, host, configRoot }: SystemSummary): boolean =>
    belongs({ system: kind, host, root: configRoot }, known, machine()) === 'here';
  const isLast = (system: SystemSummary): boolean => keyOf(system) === last;
  const meant = systems.find(isHere) ?? systems.find(isLast) ?? systems[0];
  if (meant === undefined) return undefined;
  const { kind, host, entry, inside } = meant;
  return core.ask({ about: 'whole-subject', of: { kind, host, entry, inside, specialisation: null } });
}
