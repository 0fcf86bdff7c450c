// `--watch`: waits for files to change, until somebody ends the program.
import type { Environment } from './command';
import { watchTree } from './watched-tree';

/** Editors write a file in several steps: so long nothing more has to happen. In milliseconds. */
const QUIET = 120;

/** Paths that were changed below folders, some at a time. */
export class Changes {
  private readonly paths = new Set<string>();
  private wake: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(folders: readonly string[]) {
    for (const folder of folders) watchTree(folder, (path) => this.add(`${folder}/${path}`));
  }

  private add(path: string): void {
    this.paths.add(path);
    this.wakeSoon();
  }

  private wakeSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wake?.(), QUIET);
  }

  /** The next paths, when nothing happens any more. */
  async next(): Promise<readonly string[]> {
    await new Promise<void>((done) => {
      this.wake = done;
      // Something may have happened while nobody waited.
      if (this.paths.size > 0) this.wakeSoon();
    });
    const paths = [...this.paths];
    this.paths.clear();
    return paths;
  }
}

/**
 * Tells which rounds of checking say something else than the one before. What they print may go to a file in a folder
 * that is watched, and printing the same again would never end.
 */
export class Rounds {
  /** Where the rounds complain: later ones only when they are told. */
  readonly environment: Environment;
  private lines: string[] = [];
  private last: string | undefined;

  constructor({ err, ...environment }: Environment) {
    const say = (line: string): void => {
      this.lines.push(line);
      if (this.last === undefined) err(line);
    };
    this.environment = { ...environment, err: say };
    this.tell = err;
  }

  private readonly tell: (line: string) => void;

  /** Whether a round says something new; then what it complained of has been told. */
  isNew(report: unknown): boolean {
    const { lines, last } = this;
    const said = JSON.stringify([report, lines]);
    this.lines = [];
    this.last = said;
    if (said === last) return false;
    if (last !== undefined) for (const line of lines) this.tell(line);
    return true;
  }
}
