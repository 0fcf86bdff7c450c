// The core, opened for a command.
import type { Logger } from '../base/logger';
import { namedConfiguration } from '../project/classic';
import type { WorkspaceApi } from '../service/api';
import { createWorkspace } from '../service/workspace';
import type { Environment } from './command';
import type { Output } from './output';
import type { Target } from './target';

export async function openWorkspace(target: Target, environment: Environment): Promise<WorkspaceApi> {
  const { disk, installation } = environment;
  return createWorkspace({
    files: disk,
    parser: await installation.parser,
    readData: installation.readData,
    nixFiles: () => target.nixFiles,
    named: namedConfiguration(process.env),
    logger: outputLogger(environment),
    largeStack: true,
  });
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
