// Files that only the client can read: those of a virtual workspace, and all of them in a browser. The server asks for
// them; it reads none itself.

/** What stands in a folder: other things than files and folders are left out. */
export type FolderEntry = readonly [name: string, kind: 'file' | 'directory', isLink: boolean];

/** As many addresses stand in one request. */
export const MOST_ASKED = 100;

/** Longer files are machine-made data, not configuration. In bytes. */
export const LARGEST_FILE = 8 * 1024 * 1024;

/** Request: what folders hold, each in turn; null for what is none, cannot be read, or lies in no opened folder. */
export const LIST_FOLDERS_REQUEST = 'nixosSpecialisations/listFolders';
/** Request: the texts of files, each in turn; null for what is none, is no text, is too large, or lies elsewhere. */
export const READ_FILES_REQUEST = 'nixosSpecialisations/readFiles';

/** Addresses. */
export interface FilesParams {
  readonly uris: readonly string[];
}
export type ListFoldersResult = readonly (readonly FolderEntry[] | null)[];
export type ReadFilesResult = readonly (string | null)[];
