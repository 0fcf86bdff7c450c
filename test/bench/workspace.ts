// A workspace of texts in memory, with the data as it is built.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SILENT } from '../../server/src/base/logger';
import { NO_BOUNDARY } from '../../server/src/project/boundary';
import type { WorkspaceApi } from '../../server/src/service/api';
import { createWorkspace } from '../../server/src/service/workspace';
import { createParser, type NixParser } from '../../server/src/syntax/parser';
import { fixedFilesOf } from '../support/memory-files';

const DIST = join(process.cwd(), 'dist');
const RUNTIME = createRequire(join(process.cwd(), 'package.json')).resolve('web-tree-sitter/web-tree-sitter.wasm');

let parser: NixParser | undefined;

export async function workspaceOf(files: ReadonlyMap<string, string>): Promise<WorkspaceApi> {
  parser ??= await createParser({ runtime: RUNTIME, grammar: join(DIST, 'tree-sitter-nix.wasm') });
  return createWorkspace({
    boundary: NO_BOUNDARY,
    files: fixedFilesOf(files),
    parser,
    readData: (name) => readFileSync(join(DIST, 'data', name), 'utf8'),
    nixFiles: () => [...files.keys()],
    logger: SILENT,
  });
}
