// The disk, and what it has said so far: so that it can be told whether it would say the same now.
import { isInStore } from '../../eval/store';
import { Disk } from '../../host/disk';

/** What differs from what was said: the texts of these files; or more than that, undefined. */
export type Changed = readonly string[] | undefined;

export class RememberingDisk extends Disk {
  private readonly texts = new Map<string, string | undefined>();
  private readonly kindsSaid = new Map<string, 'file' | 'directory' | undefined>();
  private readonly listsSaid = new Map<string, string>();

  override read(path: string): string | undefined {
    const text = super.read(path);
    this.texts.set(path, text);
    return text;
  }

  override kind(path: string): 'file' | 'directory' | undefined {
    const kind = super.kind(path);
    this.kindsSaid.set(path, kind);
    return kind;
  }

  override list(path: string): readonly string[] | undefined {
    const list = super.list(path);
    this.listsSaid.set(path, JSON.stringify(list));
    return list;
  }

  /** What is otherwise now. What lies in the store never changes. */
  changed(): Changed {
    const now = new Disk();
    const isOtherwise = [
      ...[...this.kindsSaid].filter(([path, kind]) => !isInStore(path) && now.kind(path) !== kind),
      ...[...this.listsSaid].filter(([path, list]) => !isInStore(path) && JSON.stringify(now.list(path)) !== list),
    ];
    if (isOtherwise.length > 0) return undefined;
    return [...this.texts].flatMap(([path, text]) => (isInStore(path) || now.read(path) === text ? [] : [path]));
  }
}
