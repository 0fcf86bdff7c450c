// Writing files so that nobody ever sees half of one, and so that all are written or none: each new text is put beside
// its file, and takes its place when all are there; what was there is kept until the last one is in place.
import { UserError } from './command';
import { DISK_OPERATIONS, type FileOperations } from './file-operations';
import { type Change, FileToWrite, Refusal } from './file-to-write';

export interface WriteOptions {
  /** Also write what is write-protected, has several names, or belongs to somebody else. */
  readonly force: boolean;
  /** What a path is called in messages. */
  readonly shown: (path: string) => string;
  readonly operations?: FileOperations;
}

/** Writes all files, or none: then with a message that says which one was in the way. Links, owners and modes stay. */
export function writeFiles(
  changes: readonly Change[],
  { force, shown, operations = DISK_OPERATIONS }: WriteOptions,
): void {
  const files = changes.map((change) => new FileToWrite(change, force, operations));
  let current: FileToWrite | undefined;
  let isDone = false;
  try {
    for (const file of files) {
      current = file;
      file.prepare();
    }
    for (const file of files) {
      current = file;
      file.write();
    }
    for (const file of files) {
      current = file;
      file.confirm();
    }
    isDone = true;
  } catch (error) {
    const stuck = files.filter((file) => !file.putBack());
    throw new UserError([`${shown(current?.path ?? '')}: ${reasonOf(error)}`, ...stuckText(stuck, shown)].join('; '));
  } finally {
    for (const file of files) file.tidy(isDone);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  return `cannot be written (${error instanceof Error ? error.message : String(error)})`;
}

function stuckText(stuck: readonly FileToWrite[], shown: (path: string) => string): readonly string[] {
  if (stuck.length === 0) return ['nothing was written'];
  return stuck.map(({ path, kept }) => {
    const where = kept === undefined ? '' : `; its old text is in ${shown(kept)}`;
    return `${shown(path)} was written and could not be put back${where}`;
  });
}
