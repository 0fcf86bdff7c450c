// What comes with the program and lies beside its bundles: the parser, the option tables, the manifest.
import type { FileSource } from '../project/file-source';
import { createParser, type NixParser } from '../syntax/parser';

export interface Installation {
  /** Fails when the program is not installed as it should be. */
  readonly parser: Promise<NixParser>;
  /** A bundled data file; undefined when it is missing. */
  readData(name: string): string | undefined;
  readonly version: string;
  /** Where a diagnostic code is described; undefined when the manifest names no place. */
  helpOf(code: string): string | undefined;
}

/** The installation whose bundles are in `folder` (absolute, forward slashes), read through `files`. */
export function openInstallation(folder: string, files: Pick<FileSource, 'read'>): Installation {
  const { version, home } = parseManifest(files.read(`${folder}/../package.json`));
  const parser = createParser({ runtime: `${folder}/web-tree-sitter.wasm`, grammar: `${folder}/tree-sitter-nix.wasm` });
  // Whoever awaits it hears of a failure; it must not end the process before.
  parser.catch(() => {});
  return {
    parser,
    readData: (name) => files.read(`${folder}/data/${name}`),
    version,
    helpOf: (code) => (home === undefined ? undefined : `${home}/blob/HEAD/docs/rules/${code}.md`),
  };
}

/** Version and web address of the repository that a package.json names. */
export function parseManifest(text: string | undefined): {
  readonly version: string;
  readonly home: string | undefined;
} {
  const manifest = jsonObject(text);
  const repository = manifest.repository;
  const url =
    typeof repository === 'object' && repository !== null && 'url' in repository ? repository.url : repository;
  const place = [url, manifest.homepage].find((candidate) => typeof candidate === 'string');
  const home = place?.replace(/^git\+/, '').replace(/(\.git|#.*|\/)$/, '');
  return {
    version: typeof manifest.version === 'string' ? manifest.version : 'unknown',
    home: home?.startsWith('https://') ? home : undefined,
  };
}

function jsonObject(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
