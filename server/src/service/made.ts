// The systems that a file defines, each of them for itself.
import type { EntryPoint } from '../project/entry-point';
import type { Evaluator } from './evaluator';
import type { Candidate, Made } from './tracked';

/** All that a file defines. To be called in a scope. */
const ALL: Readonly<Record<Made['by'], (file: string, evaluator: Evaluator) => readonly EntryPoint[]>> = {
  flake: (file, evaluator) => evaluator.readFlake(file).hosts,
  packages: (file, evaluator) => evaluator.readFlake(file).packaged(),
  tests: (file, evaluator) => evaluator.readFlake(file).testMachines(),
  'host-set': (file, evaluator) => evaluator.readHostSet(file),
};

/** Each host evaluates its source again, for itself: then it is known what it depends on. */
export const candidateOf = (made: Made, evaluator: Evaluator): Candidate => ({
  key: `${made.source}#${made.kind} ${made.host}`,
  host: made.host,
  source: made.source,
  group: `systems of ${made.source}`,
  yields: made.by === 'host-set',
  leadsTo: [],
  made,
  start: () =>
    ALL[made.by](made.source, evaluator)
      .filter(({ kind, host }) => kind === made.kind && host === made.host)
      .slice(0, 1),
});
