// What the core is started with, and who hears of what it says beside the results.
import type { Logger } from '../../base/logger';
import type { FileNews, Wanted } from '../../host/handed-files';
import type { Chosen } from '../../release/locate';
import type { ReleaseSource } from '../../release/read-release';
import type { UsedRelease } from '../../service/releases';
import type { OpenCore } from './link';

export interface CoreClientParts {
  readonly logger: Logger;
  readonly openCore: OpenCore;
  readonly folders: readonly string[];
  /** Settings of the rules, as the editor gives them. */
  readonly rules: unknown;
  /** Whether the user trusts the workspace. */
  readonly trusted: boolean;
  /** The language of the editor; undefined: English. */
  readonly language: string | undefined;
  /** The sources of NixOS and Home Manager that the user names. */
  readonly chosen: Chosen;
  /** Where releases are kept, if the editor says so. */
  readonly cacheFolder: string | undefined;
  /** The files that the editor has handed over until now; undefined where those of the machine are read. */
  readonly handed?: (() => FileNews) | undefined;
  /** Hears of what it is asked for of them, and has not. */
  readonly onWanted?: (wanted: Wanted) => void;
  /** The documents that are open now. */
  documents(): readonly { readonly path: string; readonly text: string }[];
  /** Hears which releases are used, and which of them somebody has to read. */
  onReleases(used: readonly UsedRelease[], missing: readonly ReleaseSource[]): void;
  /** What the user must know, because it will not pass. */
  complain(message: string): void;
}
