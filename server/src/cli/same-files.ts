// Files that have several names: links, and spellings on disks that fold case.
import { statSync } from 'node:fs';

/** Which of the paths that were added are one file. */
export class SameFiles {
  private readonly names = new Map<string, Set<string>>();

  /** The name that stands for all of the file's: the one that was added first. */
  add(path: string): string {
    const key = identity(path);
    const names = this.names.get(key) ?? new Set();
    this.names.set(key, names.add(path));
    const [first = path] = names;
    return first;
  }

  /** All names of a file that were added. */
  namesOf(path: string): readonly string[] {
    return [...(this.names.get(identity(path)) ?? [path])];
  }
}

function identity(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return path;
  }
}
