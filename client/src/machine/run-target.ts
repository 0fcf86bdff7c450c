// What a run is about that names no configuration: this machine's own. Pure.
import type { ConfigRoot, RunSpec } from '../../../server/src/protocol/run';
import { ACTIONS } from '../../../server/src/run/actions';
import { type Known, localSystems } from './own-host';

/** What names a configuration of this machine. */
export type OwnTarget = Pick<RunSpec, 'system' | 'host' | 'root'>;

/** The configuration of this machine, or of its user's home, that is open; undefined where none is. */
export function ownTarget(system: RunSpec['system'], known: Known): OwnTarget | undefined {
  const [own] = localSystems(known).filter((one) => one.system === system);
  const [base] = own?.parts ?? [];
  return base?.root ? { system, host: base.key.host, root: base.root } : undefined;
}

/** For what is only activated, which needs no configuration: where it runs. */
export function anywhere(system: RunSpec['system'], folder: string | undefined): OwnTarget {
  return { system, host: null, root: { kind: 'flake', path: folder ?? '/etc/nixos' } };
}

/** What a keybinding may leave out of a run is that of this machine. */
export function completed(asked: unknown, known: Known, folder: string | undefined): unknown {
  if (typeof asked !== 'object' || asked === null) return asked;
  const given: { readonly system?: unknown; readonly root?: unknown } = asked;
  const system = given.system === 'home-manager' ? 'home-manager' : 'nixos';
  if (given.root !== undefined) return { system, host: null, specialisation: null, ...asked };
  return { specialisation: null, ...(ownTarget(system, known) ?? anywhere(system, folder)), ...asked };
}

/** How the path of a configuration is written where it lies in a folder: for tasks that are saved in it. */
export function pathIn(folder: string, { path }: ConfigRoot): string {
  if (path === folder) return '.';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

/**
 * Every action on every part of the configurations of this machine, each once: what is worth being listed as a task.
 */
export function ownRuns(known: Known): readonly RunSpec[] {
  const runs = localSystems(known).flatMap(({ system, parts }) =>
    parts.flatMap(({ key, root }): readonly RunSpec[] => {
      const { host, specialisation } = key;
      if (root === null) return [];
      const fitting = ACTIONS.filter(({ home, wholeSystem }) =>
        system === 'nixos'
          ? specialisation === null || !wholeSystem
          : home && (specialisation === null || !wholeSystem),
      );
      return fitting.map(({ action }) => ({ action, system, host, specialisation, root }));
    }),
  );
  // Specialisations that have equal names, as where a system is found twice, are one.
  return [...new Map(runs.map((spec) => [JSON.stringify(spec), spec])).values()];
}
