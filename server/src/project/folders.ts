// Which paths lie below which; paths are absolute and normalised.

/** The folder a path lies in; undefined at the top. */
export function folderOf(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? undefined : path.slice(0, slash);
}

/** Whether one of the places is the path, or a folder around it. */
export function isAtOrBelow(path: string, places: ReadonlySet<string>): boolean {
  for (let at: string | undefined = path; at !== undefined; at = folderOf(at)) if (places.has(at)) return true;
  return false;
}

/** Whether a path is the folder, or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** Folder of documents that are not on disk; no real folder has such a name. */
export const UNSAVED = '/untitled:';

/** Whether the document was never saved. */
export function isUnsaved(path: string): boolean {
  return path.startsWith(UNSAVED);
}
