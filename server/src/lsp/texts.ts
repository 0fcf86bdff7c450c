// The one writer of what is known of files: whatever happens to one goes through here, so that documents, positions,
// the disk's memory, what is published and the core are always in step.
import type { HostFiles } from '../host/host-files';
import type { Positions } from '../service/positions';
import type { ClientFiles } from './client-files';
import type { CoreClient } from './core/client';
import type { ContentChange, Documents } from './documents';
import type { Publisher } from './publisher';
import { isVirtual, pathOfUri } from './uri';
import type { Work } from './work';

export interface TextsParts {
  readonly documents: Documents;
  readonly positions: Positions;
  readonly disk: HostFiles;
  /** Where the editor hands its files over: what has to be asked first. */
  readonly clientFiles: ClientFiles | undefined;
  readonly core: CoreClient;
  readonly publisher: Publisher;
  readonly work: Work;
}

/** What a watcher says, as absolute paths by any spelling; all that changed, and what of it appeared or vanished. */
export interface DiskChanges {
  readonly changed: readonly string[];
  readonly appeared: readonly string[];
  readonly vanished: readonly string[];
}

export class Texts {
  constructor(private readonly parts: TextsParts) {}

  /**
   * The path a document is known by, however the editor spells its address; undefined for schemes that are neither
   * files nor unsaved documents.
   */
  pathOf(uri: string): string | undefined {
    const path = pathOfUri(uri);
    // Whoever reads the disk knows nothing of what lies elsewhere.
    if (path !== undefined && isVirtual(path) && this.parts.clientFiles === undefined) return undefined;
    return this.parts.documents.withUri(uri)?.path ?? (path && this.parts.disk.spelling(path));
  }

  opened(uri: string, version: number, text: string): void {
    const { documents, positions, core, work, disk, publisher } = this.parts;
    const path = this.pathOf(uri);
    if (path === undefined) return;
    const first = documents.all.length === 0;
    publisher.opened(path);
    const isSame = (documents.get(path)?.text ?? disk.read(path)) === text;
    documents.open(path, uri, version, text);
    positions.forget(path);
    core.open(path, text, isSame);
    work.schedule(path, first);
  }

  edited(uri: string, version: number, changes: readonly ContentChange[]): void {
    const { documents, positions, core, work, publisher } = this.parts;
    // An editor may open a file by two spellings; the text is that of the one opened last.
    const path = documents.withUri(uri)?.path;
    const changed = path === undefined ? undefined : documents.change(path, version, changes);
    if (changed === undefined) return;
    const { document, edits } = changed;
    positions.forget(document.path);
    // Of this document the editor asks by itself.
    if (documents.all.length > 1) publisher.owesShown = true;
    if (edits === undefined) {
      core.open(document.path, document.text, false);
      work.schedule(document.path);
    } else core.edit(document.path, edits, work.next(document.path));
  }

  /** Not every editor watches files, and the file may be new. */
  saved(uri: string): void {
    const path = this.pathOf(uri);
    if (path === undefined) return;
    this.known([path], () => {
      this.parts.disk.invalidate([path]);
      this.parts.core.disk([path], [path], []);
      this.parts.work.schedule(path);
    });
  }

  closed(uri: string): void {
    const { documents, positions, core, work, disk, publisher } = this.parts;
    const document = documents.withUri(uri);
    if (document === undefined) return;
    const { path } = document;
    documents.close(path);
    publisher.closed(document);
    positions.forget(path);
    disk.invalidate([path]);
    core.close(path);
    work.schedule();
  }

  changedOnDisk(changes: DiskChanges): void {
    if (changes.changed.length > 0) this.known(changes.changed, () => this.areOthers(changes));
  }

  private areOthers({ changed, appeared, vanished }: DiskChanges): void {
    this.parts.disk.invalidate(changed);
    this.parts.core.disk(changed, appeared, vanished);
    this.respell();
    this.parts.positions.forget();
    this.parts.publisher.owesShown = true;
    this.parts.work.schedule();
  }

  /** Folders were added to the workspace, or removed from it. */
  changedFolders(added: readonly string[], removed: readonly string[]): void {
    const { clientFiles } = this.parts;
    if (clientFiles === undefined) this.haveChanged(added, removed);
    else void clientFiles.load(added).then(() => this.haveChanged(added, removed));
  }

  /** Of these it was not known what is there. */
  haveArrived(paths: readonly string[]): void {
    this.areOthers({ changed: paths, appeared: [], vanished: [] });
  }

  /** Goes on at once, or when the editor has said what is there now. */
  private known(paths: readonly string[], then: () => void): void {
    const { clientFiles } = this.parts;
    if (clientFiles === undefined) then();
    else void clientFiles.refresh(paths).then(then);
  }

  private haveChanged(added: readonly string[], removed: readonly string[]): void {
    for (const folder of added) this.parts.disk.enter(folder);
    this.parts.core.changeFolders(added, removed);
    this.parts.publisher.owesShown = true;
    this.parts.work.schedule();
  }

  /** Documents whose files are listed by another spelling now are known by that. */
  private respell(): void {
    const { documents, disk, core, publisher } = this.parts;
    if (disk.spellings === undefined) return;
    for (const { uri, path, version, text } of documents.all) {
      const now = disk.spelling(path);
      if (now === path) continue;
      documents.close(path);
      core.close(path);
      documents.open(now, uri, version, text);
      core.open(now, text, true);
      publisher.rename(path, now);
    }
  }
}
