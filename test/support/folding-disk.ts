// A disk that finds a file under any spelling of its name, as those of macOS and Windows do, made of one that does not.
import { Disk } from '../../server/src/host/disk';
import { Spellings } from '../../server/src/project/spellings';

export class FoldingDisk extends Disk {
  /** As the disk itself sees it: nothing is remembered. */
  private find(path: string): string {
    const now = new Disk();
    const names = new Spellings(now);
    names.add('/');
    return names.listed(path);
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
