// A workspace in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SILENT } from '../../server/src/base/logger';
import type { WorkspaceApi } from '../../server/src/service/api';
import { createWorkspace } from '../../server/src/service/workspace';
import type { Files } from './fixture';
import { filesOf } from './memory-files';
import { testParser } from './parser';

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
