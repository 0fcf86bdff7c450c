// What Nix itself has found out about configurations, for as long as their files say the same.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { outputOf } from '../../../server/src/run/machine/derivation';
import { headRevision } from '../../../server/src/run/machine/revision';
import { systemRoot } from '../../../server/src/run/machine/system-root';
import type { Checked as Target } from '../../../server/src/run/plan-check';
import type { Checked } from '../../../server/src/run/status/verdict';
import { surroundings } from '../machine/surroundings';

/** A configuration, all its parts. */
type Of = Pick<Target, 'system' | 'host' | 'root'>;

export interface CheckedConfigurations {
  /** To be called before Nix is: what the files are then. `files`: those that take part. */
  readonly begin: (of: Target, files: readonly string[]) => Promise<(derivation: string | null) => Promise<void>>;
  /** What was found of each part and still holds. */
  readonly of: (of: Of) => Promise<readonly Checked[]>;
  /** Calls back when something new was found. */
  readonly onFound: (listener: () => void) => { readonly dispose: () => void };
}

interface Kept extends Checked {
  readonly files: readonly string[];
  readonly state: string;
}

const keyOf = ({ system, host, root }: Of): string => JSON.stringify([system, host, root.path]);

export function createChecked(): CheckedConfigurations {
  const kept = new Map<string, readonly Kept[]>();
  const listeners = new Set<() => void>();
  return {
    begin: async (of, files) => {
      const state = await stateOf(of, files);
      return async (derivation) => {
        const { specialisation } = of;
        const others = (kept.get(keyOf(of)) ?? []).filter((one) => one.specialisation !== specialisation);
        kept.set(keyOf(of), [...others, { specialisation, output: await outputSeen(derivation), files, state }]);
        for (const listener of listeners) listener();
      };
    },
    of: async (of) => {
      const all = kept.get(keyOf(of)) ?? [];
      const states = await Promise.all(all.map(({ files }) => stateOf(of, files)));
      return all.filter(({ state }, at) => state === states[at]);
    },
    onFound: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}

/** As what runs is named: by where it really lies. What is not built is nowhere yet, and so nothing that runs. */
async function outputSeen(derivation: string | null): Promise<Checked['output']> {
  if (derivation === null) return null;
  const { root } = surroundings();
  const output = await outputOf(root, derivation);
  return output === undefined ? undefined : ((await root.realPath(output)) ?? output);
}

/** The files by size and time, and the commit, which a flake may have in what it builds. */
async function stateOf({ root }: Of, files: readonly string[]): Promise<string> {
  const isFlake = root.kind === 'flake';
  const all = new Set([...files, ...(isFlake ? ['flake.nix', 'flake.lock'].map((name) => join(root.path, name)) : [])]);
  const states = await Promise.all(
    [...all].sort().map(async (file) => {
      const found = await stat(file).catch(() => undefined);
      return [file, found?.size, found?.mtimeMs];
    }),
  );
  return JSON.stringify([isFlake ? await headRevision(systemRoot(), root.path) : undefined, states]);
}
