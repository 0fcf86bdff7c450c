// Addresses of documents and the paths the core knows them by.

import { isUnsaved } from '../project/folders';
import { virtualAddress, virtualPath } from '../protocol/virtual-paths';

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The path for a document: of one that is no file of a disk see virtual-paths.ts. Undefined for what is no address. */
export function pathOfUri(uri: string): string | undefined {
  const [, scheme, authority = '', path = ''] = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri) ?? [];
  const decoded = decode(path);
  if (decoded === undefined) return undefined;
  if (scheme === undefined || scheme.length < 2) return undefined;
  return scheme.toLowerCase() === 'file'
    ? filePath(decode(authority) ?? '', decoded)
    : virtualPath({ scheme: scheme.toLowerCase(), authority: decode(authority) ?? '', path: decoded });
}

/** Whether a path is that of a file that no disk has, and that was saved. */
export function isVirtual(path: string): boolean {
  return !isUnsaved(path) && virtualAddress(path) !== undefined;
}

function filePath(authority: string, path: string): string | undefined {
  if (!path.startsWith('/')) return undefined;
  // `/c:/etc` is a drive of Windows, which the core spells `C:/etc`.
  const drive = /^\/([a-zA-Z]):(?=\/|$)/.exec(path)?.[1];
  const local = drive === undefined ? path : `${drive.toUpperCase()}:${path.slice(3)}`;
  const trimmed = local.length > 1 && local.endsWith('/') && !/^[A-Z]:\/$/.test(local) ? local.slice(0, -1) : local;
  return authority === '' || authority === 'localhost' ? trimmed : `//${authority}${trimmed}`;
}

/** The address of a file, spelled as VS Code spells it. */
export function uriOfPath(path: string): string {
  const virtual = virtualAddress(path);
  if (virtual !== undefined) {
    const { scheme, authority, path: below } = virtual;
    return `${scheme}:${authority === '' ? '' : `//${encode(authority)}`}${encodedPath(below)}`;
  }
  const [, authority = '', rest = path] = /^\/\/([^/]+)(.*)$/.exec(path) ?? [];
  const withDrive = rest.replace(/^([A-Z]):/, (_, drive: string) => `/${drive.toLowerCase()}:`);
  return `file://${authority}${encodedPath(withDrive)}`;
}

const encodedPath = (path: string): string => path.split('/').map(encode).join('/');

function encode(segment: string): string {
  // Half a surrogate pair cannot be encoded; no file system that Nix runs on has such names.
  return encodeURIComponent(segment.replace(LONE_SURROGATE, '\ufffd')).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
