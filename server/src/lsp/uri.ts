// Addresses of documents and the paths the core knows them by.

import { UNSAVED } from '../project/folders';

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The path for a document; undefined for schemes that are neither files nor unsaved documents. */
export function pathOfUri(uri: string): string | undefined {
  const [, scheme, authority = '', path = ''] = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri) ?? [];
  const decoded = decode(path);
  if (decoded === undefined) return undefined;
  switch (scheme?.toLowerCase()) {
    case 'file':
      return filePath(decode(authority) ?? '', decoded);
    case 'untitled':
      return `${UNSAVED}${decoded.startsWith('/') ? '' : '/'}${decoded}`;
    default:
      return undefined;
  }
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
  const [, authority = '', rest = path] = /^\/\/([^/]+)(.*)$/.exec(path) ?? [];
  const withDrive = rest.replace(/^([A-Z]):/, (_, drive: string) => `/${drive.toLowerCase()}:`);
  return `file://${authority}${withDrive.split('/').map(encode).join('/')}`;
}

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
