// One file on its way from one text to the next. Its text is replaced by renaming, which no reader sees half of; where
// that would part hard links or change the owner, and the user insists, it is written in place.
import { type BigIntStats, constants } from 'node:fs';
import { dirname } from 'node:path';
import type { FileOperations } from './file-operations';
import { type Purpose, temporaryName } from './leftovers';

export interface Change {
  readonly path: string;
  /** The text that the new one was made from, without a byte order mark. */
  readonly before: string;
  readonly after: string;
}

/** Why a file is not written, in words for the user. */
export class Refusal extends Error {}

const CHANGED = 'was changed meanwhile';
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** What stood on disk when the new text was made ready. */
interface Found {
  /** Where the file really is: a link that leads to it stays. */
  readonly place: string;
  readonly stats: BigIntStats;
  readonly bytes: Buffer;
  readonly next: Buffer;
}

/** A file beside another one. */
interface Beside {
  readonly path: string;
  readonly stats: BigIntStats;
}

export class FileToWrite {
  private found: Found | undefined;
  /** The new text, until it takes the file's place; undefined where it is written in place. */
  private next: Beside | undefined;
  /** The old file by another name, or a copy of it. */
  private old: Beside | undefined;
  private readonly beside = new Set<string>();
  private isWritten = false;

  constructor(
    private readonly change: Change,
    private readonly force: boolean,
    private readonly operations: FileOperations,
  ) {}

  get path(): string {
    return this.change.path;
  }

  /** The path of the old text, when the file could not be put back. */
  get kept(): string | undefined {
    return this.isWritten ? this.old?.path : undefined;
  }

  /**
   * Makes all ready, so that little can go wrong later; nobody notices yet. Fails with a Refusal, or as the disk does.
   */
  prepare(): void {
    const found = this.look();
    this.found = found;
    if (!this.force) this.refuseProtected(found);
    if (found.stats.nlink > 1n) {
      if (!this.force)
        throw new Refusal(`has ${found.stats.nlink} names (hard links), which would part (--force writes in place)`);
      return;
    }
    this.next = this.make('new', found.next, found);
    if (this.next !== undefined) this.old = this.linkOld(found) ?? this.make('old', found.bytes, found);
    else if (!this.force) throw new Refusal('its owner cannot be kept (--force writes in place)');
  }

  /** The new text takes the place of the old one, unless that is no longer the one it was made from. */
  write(): void {
    const { found, next, operations } = this;
    if (found === undefined) return;
    const { place, stats, bytes } = this.look();
    if (place !== found.place || !isSame(stats, found.stats) || !bytes.equals(found.bytes)) throw new Refusal(CHANGED);
    this.isWritten = next === undefined;
    if (next === undefined) overwrite(place, found.next, operations);
    else operations.renameSync(next.path, place);
    this.isWritten = true;
  }

  /** Fails when the old file was saved in the moment before it was replaced. */
  confirm(): void {
    const { found, old, operations } = this;
    if (found !== undefined && old !== undefined && !operations.readFileSync(old.path).equals(found.bytes))
      throw new Refusal(CHANGED);
  }

  /** Undoes `write`, if it was done; but not over what somebody saved since. Returns whether all is as it was. */
  putBack(): boolean {
    const { found, next, old, operations } = this;
    if (!this.isWritten || found === undefined) return true;
    try {
      if (next === undefined) overwrite(found.place, found.bytes, operations);
      else if (old === undefined || !isSame(this.statsOf(found.place), next.stats)) return false;
      else operations.renameSync(old.path, found.place);
      this.isWritten = false;
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Removes what stands beside the file, but for an old text that stands nowhere else:
   * `isDone` says that none is needed.
   */
  tidy(isDone: boolean): void {
    for (const path of this.beside) {
      if (isDone || path !== this.kept) removeQuietly(path, this.operations);
    }
  }

  private look(): Found {
    const { operations, change } = this;
    const place = operations.realpathSync(change.path);
    const stats = this.statsOf(place);
    if (!stats.isFile()) throw new Refusal('is no longer a file');
    const bytes = operations.readFileSync(place);
    // The mark is no part of the text, but whoever put it there wants it kept.
    const mark = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : Buffer.alloc(0);
    if (!bytes.equals(Buffer.concat([mark, Buffer.from(change.before)]))) throw new Refusal(CHANGED);
    return { place, stats, bytes, next: Buffer.concat([mark, Buffer.from(change.after)]) };
  }

  private refuseProtected({ place, stats }: Found): void {
    const isProtected = (stats.mode & 0o222n) === 0n;
    if (isProtected) throw new Refusal('is write-protected (--force writes it all the same)');
    this.operations.accessSync(place, constants.W_OK);
  }

  /** A file beside the one found, with its owner and mode; undefined where the owner cannot be kept. */
  private make(purpose: Purpose, bytes: Buffer, { place, stats }: Found): Beside | undefined {
    const { operations } = this;
    const path = `${dirname(place)}/${temporaryName(purpose)}`;
    const { O_CREAT, O_EXCL, O_WRONLY } = constants;
    const handle = operations.openSync(path, O_CREAT | O_EXCL | O_WRONLY, 0o600);
    this.beside.add(path);
    try {
      operations.writeFileSync(handle, bytes);
      const made = operations.fstatSync(handle, { bigint: true });
      if (!keepOwner(handle, made, stats, operations)) return undefined;
      operations.fchmodSync(handle, Number(stats.mode & 0o7777n));
      // A full disk may say so only now.
      operations.fsyncSync(handle);
      return { path, stats: made };
    } finally {
      operations.closeSync(handle);
    }
  }

  /** The old file under a second name: whatever is saved into it until it is replaced can be seen, and put back. */
  private linkOld({ place, stats }: Found): Beside | undefined {
    const path = `${dirname(place)}/${temporaryName('old')}`;
    try {
      this.operations.linkSync(place, path);
    } catch {
      // Not every file system has such links.
      return undefined;
    }
    this.beside.add(path);
    if (!isSame(this.statsOf(path), stats)) throw new Refusal(CHANGED);
    return { path, stats };
  }

  private statsOf(path: string): BigIntStats {
    return this.operations.lstatSync(path, { bigint: true });
  }
}

const isSame = (a: BigIntStats, b: BigIntStats): boolean => a.isFile() && a.dev === b.dev && a.ino === b.ino;

function keepOwner(handle: number, made: BigIntStats, wanted: BigIntStats, operations: FileOperations): boolean {
  if (made.uid === wanted.uid && made.gid === wanted.gid) return true;
  try {
    operations.fchownSync(handle, Number(wanted.uid), Number(wanted.gid));
    return true;
  } catch {
    return false;
  }
}

function overwrite(place: string, bytes: Buffer, operations: FileOperations): void {
  const handle = operations.openSync(place, 'r+');
  try {
    operations.writeFileSync(handle, bytes);
    operations.ftruncateSync(handle, bytes.length);
    operations.fsyncSync(handle);
  } finally {
    operations.closeSync(handle);
  }
}

function removeQuietly(path: string, operations: FileOperations): void {
  try {
    operations.rmSync(path, { force: true });
  } catch {
    // The next run tries again.
  }
}
