// Changes below a folder. On Linux each folder is watched for itself: Node's own recursive watching loses a file there
// once another one takes its place, which is how many editors save.
import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';

/** Told with the path of whatever changed, relative to the folder, with forward slashes. */
type Told = (path: string) => void;

export function watchTree(folder: string, tell: Told): void {
  if (process.platform === 'linux') new Tree(folder, tell).enter('');
  else
    watch(folder, { recursive: true }, (_, name) => {
      if (name !== null) told(name.replaceAll('\\', '/'), tell);
    }).on('error', () => {});
}

function told(path: string, tell: Told): void {
  if (isOfInterest(path)) tell(path);
}

/** What is in hidden folders is no part of a configuration: `.git` changes all the time. */
const isOfInterest = (path: string): boolean => !/(?:^|\/)(?:\.git|\.jj|\.direnv|node_modules)(?:\/|$)/.test(path);

class Tree {
  private readonly watchers = new Map<string, FSWatcher>();

  constructor(
    private readonly folder: string,
    private readonly tell: Told,
  ) {}

  /** Watches a folder, and those in it; links are not followed. Gives the files that it has. */
  enter(path: string): readonly string[] {
    if (this.watchers.has(path) || !isOfInterest(path)) return [];
    try {
      const watcher = watch(this.placeOf(path), (_, name) => {
        if (name !== null) this.happened(below(path, name));
      });
      watcher.on('error', () => this.leave(path));
      this.watchers.set(path, watcher);
      const entries = readdirSync(this.placeOf(path), { withFileTypes: true });
      return entries.flatMap((entry) => {
        const inner = below(path, entry.name);
        return entry.isDirectory() ? this.enter(inner) : [inner];
      });
    } catch {
      // It is gone again, or there are more folders than this machine lets a program watch.
      return [];
    }
  }

  private happened(path: string): void {
    told(path, this.tell);
    if (statSync(this.placeOf(path), { throwIfNoEntry: false })?.isDirectory() !== true) this.leave(path);
    else for (const file of this.enter(path)) told(file, this.tell);
  }

  private leave(path: string): void {
    for (const [other, watcher] of this.watchers)
      if (other === path || other.startsWith(`${path}/`)) {
        watcher.close();
        this.watchers.delete(other);
      }
  }

  private placeOf(path: string): string {
    return path === '' ? this.folder : `${this.folder}/${path}`;
  }
}

const below = (path: string, name: string): string => (path === '' ? name : `${path}/${name}`);
