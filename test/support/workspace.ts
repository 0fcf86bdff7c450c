// A workspace in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureOptions } from '../../scripts/build-options.mjs';
import { SILENT } from '../../server/src/base/logger';
import type { WorkspaceApi } from '../../server/src/service/api';
import { createWorkspace, type WorkspaceOptions } from '../../server/src/service/workspace';
import type { Files } from './fixture';
import { filesOf } from './memory-files';
import { testParser } from './parser';

const DATA = join(import.meta.dirname, '../../dist/data');
let tables: Promise<void> | undefined;

export async function testWorkspace(files: Files, more: Partial<WorkspaceOptions> = {}): Promise<WorkspaceApi> {
  tables ??= ensureOptions(DATA);
  await tables;
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
    ...more,
  });
}

/** The bundled option tables, which `ensureOptions` has put there. */
function readData(name: string): string {
  return readFileSync(join(DATA, name), 'utf8');
}
