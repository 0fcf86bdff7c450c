// How the core knows files that do not lie on a disk: by a path that begins with their scheme and authority, as
// `/vscode-vfs:github/owner/repository/flake.nix`. No real folder has such a name.

const VIRTUAL = /^\/([a-z][a-z0-9+.-]+):([^/]*)(\/.*)?$/;

export interface VirtualAddress {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/** The path of what is at an address; its parts are not escaped. */
export function virtualPath({ scheme, authority, path }: VirtualAddress): string {
  return `/${scheme}:${authority}${path.startsWith('/') ? '' : '/'}${path}`.replace(/(?<=.)\/$/, '');
}

/** The inverse; undefined for paths of a disk. */
export function virtualAddress(file: string): VirtualAddress | undefined {
  const [, scheme, authority = '', path = '/'] = VIRTUAL.exec(file) ?? [];
  return scheme === undefined ? undefined : { scheme, authority, path };
}
