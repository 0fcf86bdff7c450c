// A disk with a Nix store of its own, which lies in a folder somewhere else.
import { Disk } from '../../server/src/host/disk';

const STORE = '/nix/store';

export class StoreDisk extends Disk {
  /** @param store the folder that stands for the store. */
  constructor(private readonly store: string) {
    super();
  }

  private find(path: string): string {
    return path === STORE || path.startsWith(`${STORE}/`) ? this.store + path.slice(STORE.length) : path;
  }

  override read(path: string): string | undefined {
    return super.read(this.find(path));
  }

  protected override look(path: string): 'file' | 'directory' | undefined {
    return super.look(this.find(path));
  }

  protected override names(path: string): readonly string[] | undefined {
    return super.names(this.find(path));
  }
}
