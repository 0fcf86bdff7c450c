export interface BuiltTable {
  readonly file: string;
  readonly text: string;
  readonly options: number;
  readonly types: number;
  /** The type descriptions whose merging is not known. */
  readonly unmapped: readonly string[];
  /** Renames that the table contradicts. */
  readonly dropped: readonly { readonly from: string; readonly why: string }[];
}

/**
 * Writes `nixos-options.txt` and `home-manager-options.txt` into `outDir`, from the facts in `dataDir`
 * (data/options when left out).
 */
export function buildOptions(outDir: string, dataDir?: string): Promise<readonly BuiltTable[]>;

/** Replaces the facts in `dataDir` by those of an `options.json`. Resolves to the number of options. */
export function importOptions(name: 'nixos' | 'home-manager', jsonFile: string, dataDir?: string): Promise<number>;

/** Writes both tables unless they are there already and newer than all they are made of. */
export function ensureOptions(outDir: string): Promise<void>;
