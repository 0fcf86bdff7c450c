// The core, opened for a command.
import type { Logger } from '../base/logger';
import { namedConfiguration } from '../project/classic';
import type { WorkspaceApi } from '../service/api';
import { createWorkspace } from '../service/workspace';
import type { Environment } from './command';
import type { Output } from './output';
import { relativePath, type Target } from './target';
import { NotedReading } from './unread';

export interface OpenedWorkspace extends WorkspaceApi {
  /** Nix files that are there but could not be read, as far as they were asked for. */
  readonly unread: ReadonlySet<string>;
}

export async function openWorkspace(target: Target, environment: Environment): Promise<OpenedWorkspace> {
  const { disk, installation } = environment;
  const files = new NotedReading(disk);
  const workspace = createWorkspace({
    files,
    parser: await installation.parser,
    readData: installation.readData,
    nixFiles: () => target.nixFiles,
    named: namedConfiguration(process.env),
    logger: outputLogger(environment),
    largeStack: true,
  });
  return Object.assign(workspace, { unread: files.unread });
}

/** Says on the error output what could not be found out: results may then lack something. */
export function sayNotes({ partial }: WorkspaceApi, target: Target, { err }: Output): void {
  for (const { file, message } of partial.notes)
    err(`nixos-specialisations: ${file === undefined ? '' : `${relativePath(file, target)}: `}${message}`);
}

/** What went wrong inside goes to the error output, each line once and without stack traces: results may then be incomplete. */
function outputLogger({ err }: Output): Logger {
  const said = new Set<string>();
  const say = (line: string): void => {
    const [first = ''] = line.split('\n');
    if (said.has(first)) return;
    said.add(first);
    err(`nixos-specialisations: ${first}`);
  };
  return { info: () => {}, warn: say, error: say };
}
