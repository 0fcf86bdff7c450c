// Where results are kept between sessions: a file for each set of folders that is opened together.
import { readdirSync } from 'node:fs';
import type { ResultStore } from '../project/result-store';
import { hashed, KeptFiles, stateOf } from './kept-files';

/** Projects of which results are kept. */
const KEPT = 20;
const ENDING = '.results';
/** Counted up when what is written is another, or is found out otherwise by the same program. */
const FORMAT = 1;

export interface ResultCacheOptions {
  /** The cache, which is made when something is written. */
  readonly folder: string;
  /** What is opened. */
  readonly folders: readonly string[];
  /** See `ResultStore`. */
  readonly program: string;
}

export function resultCache({ folder, folders, program }: ResultCacheOptions): ResultStore {
  const files = new KeptFiles(folder, ENDING, KEPT);
  const name = hashed([FORMAT, ...folders].join('\n'));
  return {
    program,
    read: () =>
      files.read(name, (text) => {
        const end = text.indexOf('\n');
        const written = text.slice(end + 1);
        return text.slice(0, end) === hashed(written) ? written : undefined;
      }),
    write: (text) => files.write(name, `${hashed(text)}\n${text}`),
    digest: hashed,
  };
}

/** What a program is known by, of which all files lie in a folder; undefined when they cannot be listed. */
export function programIn(folder: string): string | undefined {
  try {
    const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`);
    return stateOf(all.sort());
  } catch {
    return undefined;
  }
}
