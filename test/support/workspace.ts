// A workspace in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SILENT } from '../../server/src/base/logger';
import type { FileSource } from '../../server/src/project/file-source';
import type { WorkspaceApi } from '../../server/src/service/api';
import { createWorkspace } from '../../server/src/service/workspace';
import type { Files } from './fixture';
import { testParser } from './parser';

/** The files of a map as a file system; changes to the map show at once. */
export function filesOf(files: Files): FileSource {
  const below = (folder: string): string[] => [...files.keys()].filter((path) => path.startsWith(folder === '/' ? '/' : `${folder}/`));
  return {
    read: (path) => files.get(path),
    kind: (path) => (files.has(path) ? 'file' : below(path).length > 0 ? 'directory' : undefined),
    list: (path) => [...new Set(below(path).map((file) => file.slice(path === '/' ? 1 : path.length + 1).split('/')[0] ?? ''))].sort(),
  };
}

export async function testWorkspace(files: Files): Promise<WorkspaceApi> {
  return createWorkspace({
    files: filesOf(files),
    parser: await testParser(),
    readData,
    nixFiles: () => [...files.keys()].filter((path) => path.endsWith('.nix')),
    logger: {
      ...SILENT,
      error: (line) => {
        throw new Error(line);
      },
    },
    largeStack: false,
  });
}

/** The bundled option tables, as the build leaves them. */
export function readData(name: string): string | undefined {
  try {
    return readFileSync(join(import.meta.dirname, '../../dist/data', name), 'utf8');
  } catch {
    return undefined;
  }
}
