// What the user says about whole releases: which ones are used, when systems are checked, and what that may take.

import { normalise } from '../../eval/paths';
import type { FileSource } from '../../project/file-source';
import { l10n } from '../../protocol/l10n';
import { type Chosen, SIGN } from '../../release/locate';

export interface WholeSettings {
  readonly chosen: Chosen;
  /** When the system in hand is checked as a whole. */
  readonly completeCheck: 'onSave' | 'onIdle' | 'off';
  /** Megabytes. */
  readonly memoryLimit: number;
  /** What is wrong with the settings, as sentences. */
  readonly problems: readonly string[];
}

const LEAST_MEMORY = 200;
const USUAL_MEMORY = 1500;

/**
 * What of the editor's settings can be read; the rest is as by default.
 * @param value the section of all settings
 * @param home the user's folder, which paths may begin with as `~`
 */
export function wholeSettings(
  value: unknown,
  files: Pick<FileSource, 'kind'>,
  home: string | undefined,
): WholeSettings {
  const fields: ReadonlyMap<string, unknown> = new Map(
    typeof value === 'object' && value !== null ? Object.entries(value) : [],
  );
  const problems: string[] = [];
  const folder = (setting: 'nixpkgs' | 'homeManager', sign: string): string | undefined => {
    const given = fields.get(setting);
    if (typeof given !== 'string' || given.trim() === '') return undefined;
    const path = pathIn(given.trim(), home);
    if (path !== undefined && files.kind(`${path}/${sign}`) === 'file') return path;
    problems.push(l10n.t('{0}: there is no {1} in {2}', `nixosSpecialisations.${setting}`, sign, given.trim()));
    return undefined;
  };
  const chosen = {
    nixpkgs: folder('nixpkgs', SIGN.nixpkgs),
    homeManager: folder('homeManager', SIGN['home-manager']),
  };
  const when = fields.get('completeCheck');
  const limit = fields.get('memoryLimit');
  return {
    chosen,
    completeCheck: when === 'onIdle' || when === 'off' ? when : 'onSave',
    memoryLimit: typeof limit === 'number' && Number.isFinite(limit) ? Math.max(limit, LEAST_MEMORY) : USUAL_MEMORY,
    problems,
  };
}

/** An absolute path; undefined for others, of which nobody can tell where they begin. */
function pathIn(text: string, home: string | undefined): string | undefined {
  const path = home !== undefined && /^~(?=\/|$)/.test(text) ? home + text.slice(1) : text;
  if (path.startsWith('/')) return normalise(path);
  return /^[A-Za-z]:[\\/]/.test(path)
    ? normalise(path[0]?.toUpperCase() + path.slice(1).replaceAll('\\', '/'))
    : undefined;
}
