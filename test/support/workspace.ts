// A workspace in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureOptions } from '../../scripts/build-options.mjs';
import { SILENT } from '../../server/src/base/logger';
import { NO_BOUNDARY } from '../../server/src/project/boundary';
import type { Snapshot, WorkspaceApi } from '../../server/src/service/api';
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
    boundary: NO_BOUNDARY,
    parser: await testParser(),
    readData,
    nixFiles: () => [...files.keys()].filter((path) => path.endsWith('.nix')),
    logger: {
      ...SILENT,
      error: (line) => {
        throw new Error(line);
      },
    },
    onMisuse: (message) => {
      throw new Error(message);
    },
    largeStack: false,
    ...more,
  });
}

/** A snapshot as data, with all fixes made: what two workspaces that say the same have alike. */
export const asData = ({ findings, systems }: Snapshot): unknown =>
  JSON.parse(JSON.stringify([systems, findings.map((finding) => ({ ...finding, fixes: finding.fixes() }))]));

const read = new Map<string, string>();

/** The bundled option tables, which `ensureOptions` has put there. */
function readData(name: string): string {
  const text = read.get(name) ?? readFileSync(join(DATA, name), 'utf8');
  read.set(name, text);
  return text;
}
