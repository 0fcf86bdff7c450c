// The workspace folders, and the Nix files below them.
import type { Logger } from '../base/logger';
import { listNixFiles } from '../project/disk';

export class Roots {
  private listed: readonly string[] | undefined;

  constructor(
    private folders: readonly string[],
    private readonly logger: Logger,
  ) {}

  /** Sorted, each once. Listed when first asked for, and again after `forget`. */
  files(): readonly string[] {
    this.listed ??= [...new Set(this.folders.flatMap((folder) => this.filesBelow(folder)))].sort();
    return this.listed;
  }

  /** Folders were added to or removed from the workspace. */
  change(added: readonly string[], removed: readonly string[]): void {
    this.folders = [...new Set([...this.folders.filter((folder) => !removed.includes(folder)), ...added])];
    this.forget();
  }

  /** Files appeared or vanished. */
  forget(): void {
    this.listed = undefined;
  }

  private filesBelow(folder: string): readonly string[] {
    const start = performance.now();
    const { files, complete } = listNixFiles(folder);
    const line = `workspace listed folder=${folder} files=${files.length} ms=${Math.round(performance.now() - start)}`;
    if (complete) this.logger.info(line);
    else this.logger.warn(`${line} complete=no (the folder is very large; open the configuration's own folder)`);
    return files;
  }
}
