// `--watch`: waits for files to change, until somebody ends the program.
import { watch } from 'node:fs';

/** Editors write a file in several steps: so long nothing more has to happen. In milliseconds. */
const QUIET = 120;

/** Paths that were changed below folders, some at a time. */
export class Changes {
  private readonly paths = new Set<string>();
  private wake: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(folders: readonly string[]) {
    for (const folder of folders)
      watch(folder, { recursive: true }, (_, name) => {
        if (name !== null && isOfInterest(name)) this.add(`${folder}/${name.replaceAll('\\', '/')}`);
      }).on('error', () => {});
  }

  private add(path: string): void {
    this.paths.add(path);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wake?.(), QUIET);
  }

  /** The next paths, when nothing happens any more. */
  async next(): Promise<readonly string[]> {
    await new Promise<void>((done) => {
      this.wake = done;
    });
    const paths = [...this.paths];
    this.paths.clear();
    return paths;
  }
}

/** What is in hidden folders is no part of a configuration: `.git` changes all the time. */
const isOfInterest = (name: string): boolean =>
  !/(?:^|[\\/])(?:\.git|\.jj|\.direnv|node_modules)(?:[\\/]|$)/.test(name);
