// The machines of NixOS tests: each is a system of its own, called by the test and by its own name. They
// are built, never switched to.

import { selectAttr } from '../eval/select';
import type { Site } from '../eval/site';
import { force } from '../eval/thunk';
import type { Value } from '../eval/values';
import { type EntryPoint, systemEntry } from './entry-point';
import { testOf } from './nixos-tests';
import { outcomesOf } from './outcomes';
import { systemOf } from './systems';

export interface TestPlace {
  /** Where the test was found: its file stands for each machine. */
  readonly file: string;
  /** What it is called if it does not say. */
  readonly name: string;
  readonly configRoot: EntryPoint['configRoot'];
  readonly site: Site;
}

/** The machines of a test, as `login.server`; none for what is no test. */
export function machinesOf(value: Value, { file, name, configRoot, site }: TestPlace): readonly EntryPoint[] {
  const test = testOf(value);
  if (test === undefined) return [];
  const made = force(test);
  const own = selectAttr(made, 'name', site);
  const nodes = selectAttr(made, 'nodes', site);
  const called = own.kind === 'string' && own.text !== '' ? own.text : name;
  return outcomesOf(nodes).flatMap((set) =>
    set.kind !== 'attrs'
      ? []
      : [...set.entries].flatMap(([node, { slot }]): readonly EntryPoint[] => {
          const system = systemOf(force(slot));
          const entry = system && systemEntry(system, `${called}.${node}`, file, configRoot, site);
          return entry === undefined ? [] : [{ ...entry, isTest: true }];
        }),
  );
}
