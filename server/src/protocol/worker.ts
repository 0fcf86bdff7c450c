// What a web worker is started with: all of our installation that it needs, because it can read none of it.

export interface WorkerFiles {
  /** The program of the workers themselves. */
  readonly program: string;
  /** The parser: web-tree-sitter.wasm, and the grammar. */
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
  /** Texts by their path in the extension's folder. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The first message: what the worker is. The server starts another one for the core. */
export interface Start {
  readonly role: 'server' | 'core';
  readonly files: WorkerFiles;
}

/** The option tables, in `dist/data`. */
export const DATA_FILES: readonly string[] = ['nixos-options.txt', 'home-manager-options.txt'];
