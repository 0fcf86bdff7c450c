// Files that a program keeps for its next run: what is lost is found out again. All that fails is as if nothing were
// kept.
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';

/** What is being written. Older ones nobody writes any more: who began them was stopped. */
const ASIDE = '.new';
const LEFT_AFTER = 3_600_000;

/** Files of one ending in a folder, which is made when something is written. */
export class KeptFiles {
  /** @param most so many are kept; the one that was not used for the longest time goes first. */
  constructor(
    private readonly folder: string,
    private readonly ending: string,
    private readonly most: number,
  ) {}

  /** What `take` makes of the text of a file; undefined also when that fails. It counts as used then. */
  read<T>(name: string, take: (text: string) => T | undefined): T | undefined {
    return this.readBytes(name, (bytes) => take(bytes.toString()));
  }

  /** The same with what is in a file as it is. */
  readBytes<T>(name: string, take: (bytes: Buffer) => T | undefined): T | undefined {
    const file = this.file(name);
    try {
      const taken = take(readFileSync(file));
      const now = new Date();
      if (taken !== undefined) utimesSync(file, now, now);
      return taken;
    } catch {
      return undefined;
    }
  }

  /** Written aside and then put in place, so that nobody reads half of it. Nobody else may read what a user has. */
  write(name: string, content: string | Uint8Array): void {
    const aside = `${this.folder}/${randomUUID()}${ASIDE}`;
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      writeFileSync(aside, content, { mode: 0o600 });
      renameSync(aside, this.file(name));
      this.tidy();
    } catch {
      remove(aside);
    }
  }

  private tidy(): void {
    const files = readdirSync(this.folder)
      .map((name) => ({ path: `${this.folder}/${name}`, used: changedAt(`${this.folder}/${name}`) }))
      .sort((a, b) => b.used - a.used);
    const old = files.filter(({ path }) => path.endsWith(this.ending)).slice(this.most);
    const left = files.filter(({ path, used }) => path.endsWith(ASIDE) && used < Date.now() - LEFT_AFTER);
    for (const { path } of [...old, ...left]) remove(path);
  }

  private file(name: string): string {
    return `${this.folder}/${name}${this.ending}`;
  }
}

/** Away, if that can be. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It stays: nobody reads it.
  }
}

/** When each of the files was written, and how long it is; the same again as long as nobody changes one of them. */
export function stateOf(files: readonly string[]): string {
  const states = files.map((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? '' : `${found.mtimeMs} ${found.size}`;
  });
  return hashed(states.join('\n'));
}

/** 32 hexadecimal digits. */
export const hashed = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 32);

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
