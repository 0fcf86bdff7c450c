// Files that the values of options need: which Nix reads to make them, or copies into its store.
import { spend } from '../../eval/budget';
import type { Site } from '../../eval/site';
import { force } from '../../eval/thunk';
import type { Origin, Value } from '../../eval/values';
import type { Merged } from '../../modules/merge/outcome';
import type { MergeClass } from '../../options/merge-class';

export interface NeededFile {
  readonly path: string;
  /** What reads it; undefined for what is copied. */
  readonly site: Site | undefined;
  /** The definition whose value needs it. */
  readonly origin: Origin | undefined;
  /** Whether Nix needs it for whatever is made of the option, or what reads the option may do without. */
  readonly isSure: boolean;
}

/** Whether a value may need files. */
export const needsFiles = (value: Value): boolean => value.kind === 'path' || filesIn(value).length > 0;

/**
 * The files that the value of an option needs: as a whole, or as one of the elements of a list.
 * @param isSwitched whether an option beside it may keep it from being looked at.
 */
export function neededFiles(merged: Merged, isSwitched: boolean): readonly NeededFile[] {
  return merged.winners.flatMap(({ slot, entry: { origin } }) => {
    const value = force(slot);
    const open = value.kind === 'list' ? value.open : undefined;
    const values = value.kind === 'list' ? [...(open === undefined ? [] : [open]), ...value.items.map(force)] : [value];
    return values.flatMap((one): readonly NeededFile[] =>
      one.kind === 'path' && isPath(merged.class)
        ? [{ path: one.path, site: undefined, origin, isSure: isCopied(merged.path) && !isSwitched }]
        : filesIn(one).map((file) => ({ ...file, origin, isSure: true })),
    );
  });
}

/** What a value is not known for the want of, and what a text has copies of. */
function filesIn(value: Value): readonly Pick<NeededFile, 'path' | 'site'>[] {
  switch (value.kind) {
    case 'unknown':
      return value.code === 'import' && value.detail.startsWith('/') ? [{ path: value.detail, site: value.site }] : [];
    case 'opaque':
      if (value.known?.needs !== undefined) return readBy(value.known.needs());
      // The folders of flakes have places, too, but also attributes.
      return value.known?.place === undefined || value.resolve !== undefined
        ? []
        : [{ path: value.known.place, site: undefined }];
    case 'partial-string': {
      const { gaps } = value;
      return spend(gaps.length) === undefined ? gaps.flatMap(filesIn) : [];
    }
    default:
      return [];
  }
}

const readBy = (path: string | undefined): readonly Pick<NeededFile, 'path' | 'site'>[] =>
  path === undefined ? [] : [{ path, site: undefined }];

/** Whether an option takes a path, or several. */
function isPath(type: MergeClass): boolean {
  switch (type.kind) {
    case 'equal':
      return type.scalar === 'path';
    case 'nullOr':
      return isPath(type.of);
    case 'list':
      return isPath(type.element);
    default:
      return false;
  }
}

const HOME_FOLDERS = /^(config|data|state|cache)File$/;

/** Files that NixOS and Home Manager put in place whatever else is set, as `environment.etc.<name>.source`. */
function isCopied(path: readonly string[]): boolean {
  const [set, files, , last] = path.slice(-4);
  return (
    last === 'source' &&
    ((set === 'environment' && files === 'etc') ||
      (set === 'home' && files === 'file') ||
      (set === 'xdg' && HOME_FOLDERS.test(files ?? '')))
  );
}
