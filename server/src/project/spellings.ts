// Disks that find a file under other spellings than the one its folder lists, as those of macOS and Windows do:
// `Desktop.nix` finds `desktop.nix`.
// Such spellings are further names of one file, which the core knows by the listed one. A path is spelled so where it
// comes in: from the editor, from the command line, and where a file is imported. Of a disk that tells the
// spellings apart, nothing is asked.

/** What has to be known of folders: what a path is, and which names a folder lists. */
interface Folders {
  kind(path: string): 'file' | 'directory' | undefined;
  list(path: string): readonly string[] | undefined;
}

/** The names of one folder: each by itself, and by what it folds to. */
interface Names {
  readonly listed: readonly string[];
  readonly bySpelling: ReadonlyMap<string, string>;
}

const NOTHING: readonly string[] = [];

/**
 * What is the same to such a disk. An `é` may be one character or two: macOS finds a file by both,
 * and lists it as it was written.
 */
const fold = (text: string): string => text.normalize('NFC').toLowerCase();

const LETTERS = /^[!-~]*[a-z][!-~]*$/i;

/** Whether the disk finds something in a folder by a name that the folder does not list. */
export function foldsCase(folder: string, files: Folders): boolean {
  const names = files.list(folder) ?? [];
  const name = names.find((each) => LETTERS.test(each) && files.kind(`${folder}/${each}`) !== undefined);
  if (name === undefined) return false;
  const other = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
  return !names.includes(other) && files.kind(`${folder}/${other}`) !== undefined;
}

/** The spellings of paths below some folders, which are themselves spelled as they were given. */
export class Spellings {
  private readonly roots: { readonly path: string; readonly folded: string }[] = [];
  private readonly names = new Map<string, Names>();

  constructor(private readonly files: Folders) {}

  add(folder: string): void {
    const root = folder.replace(/\/$/, '');
    if (this.rootOf(fold(root)) === undefined) this.roots.push({ path: root, folded: fold(root) });
  }

  /** The path as the folders on its way list it; from where they do not, as it is. */
  listed(path: string): string {
    const root = this.rootOf(fold(path));
    if (root === undefined) return path;
    const names = path.split('/').slice(root.split('/').length);
    let at = root;
    for (const [index, name] of names.entries()) {
      const listed = this.nameIn(at, name);
      if (listed === undefined) return [at, ...names.slice(index)].join('/');
      at = `${at}/${listed}`;
    }
    return at;
  }

  /** The same for all spellings of a path; the name of no file. */
  folded(path: string): string {
    const folded = fold(path);
    return this.rootOf(folded) === undefined ? path : folded;
  }

  private rootOf(folded: string): string | undefined {
    return this.roots.find((root) => folded === root.folded || folded.startsWith(`${root.folded}/`))?.path;
  }

  private nameIn(folder: string, name: string): string | undefined {
    // The top of a drive has its slash.
    const listed = this.files.list(/^([A-Z]:)?$/.test(folder) ? `${folder}/` : folder) ?? NOTHING;
    let names = this.names.get(folder);
    if (names?.listed !== listed) {
      names = {
        listed,
        bySpelling: new Map([
          ...listed.map((each) => [fold(each), each] as const),
          ...listed.map((each) => [each, each] as const),
        ]),
      };
      this.names.set(folder, names);
    }
    return names.bySpelling.get(name) ?? names.bySpelling.get(fold(name));
  }
}
