// The side of the server that works on whole releases: it lists the options of one, and checks a system as a whole.
// That takes seconds and much memory, and nothing is heard meanwhile: whoever does not want to wait ends its thread.

import type { Logger } from '../../base/logger';
import { isInStore } from '../../eval/store';
import type { Disk } from '../../host/disk';
import { corePath } from '../../host/reading';
import { ReleaseCache } from '../../host/release-cache';
import { Answers } from '../../project/answers';
import { Recorder } from '../../project/recorder';
import { Sources } from '../../project/sources';
import { l10n } from '../../protocol/l10n';
import { readRelease } from '../../release/read-release';
import type { Installation } from '../../service/installation';
import { checkWhole } from '../../service/whole-check';
import type { NixParser } from '../../syntax/parser';
import type { CheckOrder, ReadOrder, WholeOrder, WholeReport } from './messages';

export interface WholeParts {
  readonly installation: Pick<Installation, 'parser'>;
  readonly disk: Disk;
  /** Where releases are kept, where the editor does not say. */
  readonly cacheFolder: string;
  say(report: WholeReport): void;
}

/** Milliseconds between two words about how far it is. */
const TOLD_EVERY = 200;

/** Waits for the parser; then gives what carries orders out. */
export async function startWhole(parts: WholeParts): Promise<(order: WholeOrder) => void> {
  const whole = new Whole(parts, await parts.installation.parser);
  return (order) => whole.take(order);
}

class Whole {
  private readonly sources: Sources;
  private readonly logger: Logger;

  constructor(
    private readonly parts: WholeParts,
    private readonly parser: NixParser,
  ) {
    this.sources = new Sources(parts.disk, parser);
    const log = (level: 'info' | 'warn' | 'error') => (line: string) => parts.say({ type: 'log', level, line });
    this.logger = { info: log('info'), warn: log('warn'), error: log('error') };
  }

  take(order: WholeOrder): void {
    let failed: string | undefined;
    try {
      failed = order.type === 'read' ? this.read(order) : this.check(order);
    } catch (error) {
      failed = l10n.t('a fault in this program');
      this.logger.error(
        `whole failed error=${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
    this.parts.say({ type: 'done', failed });
  }

  /** Gives why it cannot be read. */
  private read({ source, trusted, cacheFolder }: ReadOrder): string | undefined {
    const { say } = this.parts;
    const start = performance.now();
    let told = start;
    const folders = [source.nixpkgs, ...(source.homeManager === undefined ? [] : [source.homeManager])];
    this.lookAgain(folders);
    const read = this.within(folders, trusted, (files) =>
      readRelease(source, files, this.parser, (count) => {
        if (performance.now() - told > TOLD_EVERY) {
          told = performance.now();
          say({ type: 'options', count });
        }
        return true;
      }),
    );
    if (read === undefined || 'failed' in read) return read?.failed ?? 'stopped';
    new ReleaseCache(cacheFolder === undefined ? this.parts.cacheFolder : corePath(cacheFolder)).put(source, read);
    this.logger.info(`release read path=${read.path} options=${read.size} ms=${Math.round(performance.now() - start)}`);
    say({ type: 'release', source, release: read });
    return undefined;
  }

  private check({ subject, folders, trusted, documents }: CheckOrder): undefined {
    const { nixpkgs, homeManager } = subject.located;
    const read = [...folders, nixpkgs, ...(homeManager === undefined ? [] : [homeManager])];
    this.lookAgain(read);
    for (const path of this.sources.openPaths) this.sources.close(path);
    for (const { path, text } of documents) this.sources.open(path, text);
    const start = performance.now();
    const files = new Recorder(this.sources, { folders: () => read, trusted: () => trusted });
    const result = checkWhole(subject, files, this.parser);
    this.logger.info(`system checked key=${subject.key} ms=${Math.round(performance.now() - start)}`);
    this.parts.say({ type: 'checked', result });
    return undefined;
  }

  /** Files may have changed since the last time, but for those of the store. */
  private lookAgain(folders: readonly string[]): void {
    this.parts.disk.invalidate();
    this.sources.changed(folders.filter((folder) => !isInStore(this.parts.disk.place(folder))));
  }

  /** Runs work on the files of some folders, and what else may be read. */
  private within<T>(folders: readonly string[], trusted: boolean, work: (files: Recorder) => T): T {
    const files = new Recorder(this.sources, { folders: () => folders, trusted: () => trusted });
    const before = files.recordInto(new Answers());
    try {
      return work(files);
    } finally {
      files.stopRecording(before);
    }
  }
}
