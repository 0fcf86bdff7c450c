// The mutation check of what is on disk.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SILENT } from '../../server/src/base/logger';
import { Disk } from '../../server/src/host/disk';
import { corePath } from '../../server/src/host/reading';
import { listNixFiles } from '../../server/src/host/walk';
import { NO_BOUNDARY } from '../../server/src/project/boundary';
import { createWorkspace } from '../../server/src/service/workspace';
import { createParser } from '../../server/src/syntax/parser';
import { type Mutation, mutate } from './mutate';

interface Installed {
  readonly runtime: string;
  readonly grammar: string;
  /** The folder of the option tables. */
  readonly data: string;
}

export async function mutatePath(path: string, { runtime, grammar, data }: Installed): Promise<readonly Mutation[]> {
  const disk = new Disk();
  const parser = await createParser({ runtime, grammar });
  const { files } = listNixFiles(corePath(statSync(path).isFile() ? dirname(path) : path));
  const workspace = createWorkspace({
    files: disk,
    boundary: NO_BOUNDARY,
    parser,
    readData: (name) => readFileSync(join(data, name), 'utf8'),
    nixFiles: () => files,
    logger: SILENT,
  });
  const mutations = mutate(workspace, { read: (file) => disk.read(file), parse: (text) => parser.parse(text) });
  workspace.dispose();
  return mutations;
}
