// What is remembered from one session to the next. It lies with VS Code, not in the workspace: no file of a repository
// can say it.
import type * as vscode from 'vscode';

/** By the path a configuration begins at. */
export type ByRoot = Readonly<Record<string, string>>;

export interface Memory {
  /** Which configuration is this machine's, as the user said it; of homes the user's. */
  readonly own: (system: System) => ByRoot;
  /** `host` undefined: forgets it, so that names decide. */
  readonly setOwn: (system: System, root: string, host: string | undefined) => Promise<void>;
  /** The configuration that was chosen last among several. */
  readonly chosen: () => ByRoot;
  readonly setChosen: (root: string, host: string) => Promise<void>;
  /** The kinds of runs that are not asked about any more. */
  readonly unasked: () => readonly string[];
  readonly setUnasked: (kinds: readonly string[]) => Promise<void>;
}

type System = 'nixos' | 'home-manager';

const OWN: Readonly<Record<System, string>> = { nixos: 'ownHosts', 'home-manager': 'ownHomes' };
const CHOSEN = 'chosenHosts';
const UNASKED = 'unaskedRuns';

type Store = Pick<vscode.Memento, 'get' | 'update'>;

/** The memory in the two stores of an extension: that of the workspace, and that of its user. */
export function memoryIn(workspace: Store, everywhere: Store): Memory {
  const setIn = async (key: string, root: string, host: string | undefined): Promise<void> => {
    const { [root]: _, ...others } = byRoot(workspace.get<unknown>(key));
    await workspace.update(key, host === undefined ? others : { ...others, [root]: host });
  };
  return {
    own: (system) => byRoot(workspace.get<unknown>(OWN[system])),
    setOwn: (system, root, host) => setIn(OWN[system], root, host),
    chosen: () => byRoot(workspace.get<unknown>(CHOSEN)),
    setChosen: (root, host) => setIn(CHOSEN, root, host),
    unasked: () => texts(everywhere.get<unknown>(UNASKED)),
    setUnasked: async (kinds) => everywhere.update(UNASKED, kinds.length === 0 ? undefined : kinds),
  };
}

function byRoot(value: unknown): ByRoot {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
