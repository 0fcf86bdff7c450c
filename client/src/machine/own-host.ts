// Which configuration of a flake is this machine's, seen by the client: by what the user said, or by names. Pure.
import type { MachineState } from '../../../server/src/protocol/machine';
import type { RunSpec } from '../../../server/src/protocol/run';
import { type Belongs, belongs, type NamedSystem } from '../../../server/src/protocol/this-machine';
import type { SystemNode } from '../../../server/src/protocol/tree';
import type { MachineFacts } from '../../../server/src/run/machine/facts';
import type { ByRoot } from '../memory';

type Named = Pick<RunSpec, 'system' | 'host' | 'root'>;

export interface Known {
  readonly systems: readonly SystemNode[];
  readonly state: MachineState;
  /** Which home of a flake is the user's, as the user said it. */
  readonly homes: ByRoot;
}

/** Whether a configuration is this machine's. */
export function whose(target: Named, { systems, state, homes }: Known): Belongs {
  const said = target.system === 'home-manager' ? homes[target.root.path] : undefined;
  if (said !== undefined && target.host !== null) return said === target.host ? 'here' : 'elsewhere';
  return belongs(target, named(systems), state);
}

/** Systems as they are told apart; those inside others are theirs, and those that cannot be run are nobody's. */
export function named(systems: readonly SystemNode[]): readonly NamedSystem[] {
  return systems.flatMap(({ user, parts, system, hostName }) => {
    const [base] = parts;
    return user !== null || base === undefined || base.root === null
      ? []
      : [{ system, host: base.key.host, root: base.root, hostName }];
  });
}

/** The configurations beside this one in its flake or file, this one with them, each host once. */
export function hostsBeside(target: Named, { systems }: Pick<Known, 'systems'>): readonly string[] {
  const all = named(systems).filter(({ system, root }) => system === target.system && root.path === target.root.path);
  return [...new Set([target.host, ...all.map(({ host }) => host)])].flatMap((host) => host ?? []).sort();
}

/** The systems of this machine and its user: those that are run here. */
export function localSystems(known: Known): readonly SystemNode[] {
  return known.systems.filter(({ user, parts }) => {
    const [base] = parts;
    if (user !== null || base === undefined || base.root === null) return false;
    return whose({ system: base.key.kind, host: base.key.host, root: base.root }, known) === 'here';
  });
}

/**
 * The facts, in which the machine has the name that its configuration goes by: whoever said which it is, or gave it
 * another `networking.hostName`, is not told that it is another machine's.
 */
export function factsFor(spec: Named, facts: MachineFacts, known: Known): MachineFacts {
  if (spec.host === null) return facts;
  const own = hostsBeside(spec, known).find((host) => whose({ ...spec, host }, known) === 'here');
  if (own === undefined) return facts;
  if (spec.system === 'nixos') return { ...facts, host: own };
  const [user = own, host] = own.split('@');
  return { ...facts, user, host: host ?? facts.host };
}
