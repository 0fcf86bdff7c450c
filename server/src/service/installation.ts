// What comes with the program and lies beside its bundles: the parser, the option tables, the manifest.
import type { FileSource } from '../project/file-source';
import { createParser, type NixParser } from '../syntax/parser';
import { type Manifest, readManifest } from './manifest';

export interface Installation extends Manifest {
  /** Fails when the program is not installed as it should be. */
  readonly parser: Promise<NixParser>;
  /** A bundled data file; undefined when it is missing. */
  readData(name: string): string | undefined;
}

/** The installation whose bundles are in `folder` (absolute, forward slashes), read through `files`. */
export function openInstallation(folder: string, files: Pick<FileSource, 'read'>): Installation {
  const parser = createParser({ runtime: `${folder}/web-tree-sitter.wasm`, grammar: `${folder}/tree-sitter-nix.wasm` });
  // Whoever awaits it hears of a failure; it must not end the process before.
  parser.catch(() => {});
  return {
    ...readManifest(folder, files),
    parser,
    readData: (name) => files.read(`${folder}/data/${name}`),
  };
}
