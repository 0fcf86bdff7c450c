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

/**
 * The installation whose bundles are in `folder` (absolute, forward slashes), read through `files`.
 * @param bytesOf reads a file as it is, and throws where that cannot be. The parser must not read any itself: it would
 * import a module for that, which what runs from kept code cannot.
 */
export function openInstallation(
  folder: string,
  files: Pick<FileSource, 'read'>,
  bytesOf: (path: string) => Uint8Array,
): Installation {
  const wasm = (name: string): Uint8Array => bytesOf(`${folder}/${name}.wasm`);
  const load = async (): Promise<NixParser> =>
    createParser({ runtime: wasm('web-tree-sitter'), grammar: wasm('tree-sitter-nix') });
  const parser = load();
  // Whoever awaits it hears of a failure; it must not end the process before.
  parser.catch(() => {});
  return {
    ...readManifest(folder, files),
    parser,
    readData: (name) => files.read(`${folder}/data/${name}`),
  };
}
