// What the first thread knows of whole releases, and gives the thread for them to do.
import type { Connection } from 'vscode-languageserver/node';
import type { Logger } from '../../base/logger';
import type { FileSource } from '../../project/file-source';
import type { ReleaseStatus } from '../../protocol/requests';
import type { Release, ReleaseSource } from '../../release/read-release';
import { releaseIn, type UsedRelease } from '../../service/releases';
import type { ClientFeatures } from '../client-features';
import { type OpenWhole, WholeClient } from './client';
import type { WholeOrder } from './messages';
import { showWork } from './progress';
import { type WholeSettings, wholeSettings } from './settings';

export interface WholeWorkParts {
  readonly connection: Connection;
  readonly logger: Logger;
  readonly client: ClientFeatures;
  readonly files: Pick<FileSource, 'read' | 'kind'>;
  readonly open: OpenWhole;
  readonly progressAfterMs: number;
  trusted(): boolean;
  onRelease(source: ReleaseSource, release: Release): void;
  /** What is told of it is another. */
  onChange(): void;
}

export class WholeWork {
  settings: WholeSettings;
  private readonly client: WholeClient;
  private used: readonly UsedRelease[] = [];
  private missing: readonly ReleaseSource[] = [];

  constructor(private readonly parts: WholeWorkParts) {
    const { connection, logger, client, files, open, progressAfterMs, trusted, onRelease } = parts;
    this.settings = this.read(client.features);
    const titleOf = (what: WholeOrder): string => titleIn(what, files);
    const show = showWork(connection, client, progressAfterMs, titleOf);
    this.client = new WholeClient({
      logger,
      open,
      cacheFolder: client.cacheFolder,
      memoryLimit: () => this.settings.memoryLimit,
      trusted,
      onRelease,
      onChange: () => {
        show(this.client);
        parts.onChange();
      },
    });
  }

  /** The user has other settings. @param all the section of all of them */
  configure(all: unknown): void {
    const before = JSON.stringify(this.settings);
    this.settings = this.read(all);
    if (JSON.stringify(this.settings) !== before) this.tryAgain();
  }

  /** The core has found out which releases are used. */
  takeReleases(used: readonly UsedRelease[], missing: readonly ReleaseSource[]): void {
    this.used = used;
    this.missing = missing;
    this.client.read(missing);
    this.parts.onChange();
  }

  /** What was given up may go well now. */
  tryAgain(): void {
    this.client.tryAgain();
    this.client.read(this.missing);
  }

  /** Which releases are used, and what is known of them. */
  get releases(): readonly ReleaseStatus[] {
    return this.used.map(({ kind, path, release, by, isRead }) => {
      const source = this.missing.find((each) => (each.homeManager ?? each.nixpkgs) === path);
      const why = source && this.client.whyNot(source);
      const state = isRead ? 'read' : why === undefined ? 'reading' : 'failed';
      return { kind, path, release, by, state, ...(why !== undefined && { why }) };
    });
  }

  dispose(): void {
    this.client.dispose();
  }

  private read(settings: unknown): WholeSettings {
    return wholeSettings(settings, this.parts.files, process.env.HOME);
  }
}

function titleIn({ source }: WholeOrder, files: Pick<FileSource, 'read'>): string {
  const release = releaseIn(source, files);
  const name = source.homeManager === undefined ? 'NixOS' : 'Home Manager';
  return `Reading the options of ${name}${release === '' ? '' : ` ${release}`}`;
}
