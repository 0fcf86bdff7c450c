// What the first thread knows of whole releases, and gives the thread for them to do.

import type { Connection } from 'vscode-languageserver';
import type { Logger } from '../../base/logger';
import { inBackground } from '../../base/timer';
import { baseName } from '../../eval/paths';
import type { FileSource } from '../../project/file-source';
import { l10n } from '../../protocol/l10n';
import type { ReleaseStatus } from '../../protocol/requests';
import type { Release, ReleaseSource } from '../../release/read-release';
import { releaseIn, type UsedRelease } from '../../service/releases';
import type { WholeSubject } from '../../service/whole-check';
import type { WholeResult } from '../../service/whole-results';
import type { ClientFeatures } from '../client-features';
import { type Checked, type OpenWhole, WholeClient } from './client';
import type { CheckOrder, WholeOrder } from './messages';
import { showWork } from './progress';
import { type WholeSettings, wholeSettings } from './settings';

export interface WholeWorkParts {
  readonly connection: Connection;
  readonly logger: Logger;
  readonly client: ClientFeatures;
  readonly files: Pick<FileSource, 'read' | 'kind'>;
  /** The user's folder; undefined where there is none. */
  readonly home: string | undefined;
  readonly open: OpenWhole;
  readonly progressAfterMs: number;
  trusted(): boolean;
  onRelease(source: ReleaseSource, release: Release): void;
  onChecked(result: WholeResult): void;
  /** What is to be checked where a file is worked on; see subject.ts. */
  subjectOf(path: string, last: string | undefined): Promise<WholeSubject | undefined>;
  folders(): readonly string[];
  documents(): readonly { readonly path: string; readonly text: string }[];
  /** What is told of it is another. */
  onChange(): void;
}

/** Longer than one thinks about the next word. */
const IDLE_MS = 3000;

export class WholeWork {
  settings: WholeSettings;
  private readonly client: WholeClient;
  private used: readonly UsedRelease[] = [];
  private missing: readonly ReleaseSource[] = [];
  private idle: NodeJS.Timeout | undefined;
  /** The system that was checked last, by its key. */
  private last: string | undefined;
  /** Counted up with each check that is begun. */
  private begun = 0;

  constructor(private readonly parts: WholeWorkParts) {
    const { connection, logger, client, files, open, progressAfterMs, trusted, onRelease, onChecked } = parts;
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
      onChecked,
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

  /** A document was saved. */
  saved(path: string): void {
    if (this.settings.completeCheck !== 'off') void this.check(path);
  }

  /** A document is another: what is under way is about texts that are no more. */
  edited(path: string): void {
    clearTimeout(this.idle);
    this.begun++;
    this.client.dropChecks();
    if (this.settings.completeCheck !== 'onIdle') return;
    this.idle = inBackground(setTimeout(() => void this.check(path), IDLE_MS));
  }

  /** Checks the system that a file takes part in. @param insists the user asks for it. */
  async check(path: string, insists = false): Promise<Checked | 'nothing'> {
    clearTimeout(this.idle);
    const { subjectOf, folders, documents, trusted } = this.parts;
    this.begun++;
    const { begun } = this;
    const subject = await subjectOf(path, this.last);
    if (begun !== this.begun) return undefined;
    if (subject === undefined) return 'nothing';
    this.last = subject.key;
    const plain = (): CheckOrder['documents'] => documents().map(({ path: at, text }) => ({ path: at, text }));
    return this.client.check(
      subject.key,
      () => ({ type: 'check', subject, folders: folders(), trusted: trusted(), documents: plain() }),
      insists,
    );
  }

  /** What could not be done, as sentences. */
  get notes(): readonly string[] {
    const failed = [...this.client.failedChecks].map(([key, why]) => {
      const [entry = '', host = ''] = key.split('#');
      return l10n.t('{0}: not checked as a whole: {1}', host || baseName(entry), why);
    });
    return [...this.settings.problems, ...failed];
  }

  dispose(): void {
    clearTimeout(this.idle);
    this.client.dispose();
  }

  private read(settings: unknown): WholeSettings {
    return wholeSettings(settings, this.parts.files, this.parts.home);
  }
}

function titleIn(order: WholeOrder, files: Pick<FileSource, 'read'>): string {
  if (order.type === 'check') {
    const { host, entry } = order.subject;
    return l10n.t('Checking {0} as a whole', host ?? baseName(entry));
  }
  const { source } = order;
  const release = releaseIn(source, files);
  const name = source.homeManager === undefined ? 'NixOS' : 'Home Manager';
  return l10n.t('Reading the options of {0}', release === '' ? name : `${name} ${release}`);
}
