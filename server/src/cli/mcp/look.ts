// What the tools of `mcp` see: the folder as it is on disk now, read anew for each question.
import { askTool } from '../../assistants/index';
import type { Seen } from '../../assistants/seen';
import type { ToolAnswer } from '../../assistants/tool';
import { Disk } from '../../host/disk';
import { type Arguments, type Environment, UserError } from '../command';
import { namesIn } from '../names';
import { notesOf, openWorkspace } from '../open';
import { targetOf } from '../target';
import { projectFolder } from '../targets';

/** Answers a question about the folder, or the file, that the arguments name. Never fails. */
export async function askAnew(
  tool: string,
  input: unknown,
  args: Arguments,
  environment: Environment,
): Promise<ToolAnswer> {
  try {
    return await asked(tool, input, args, { ...environment, disk: new Disk() });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    if (!(error instanceof UserError)) environment.err(`nixos-specialisations: ${tool}: ${message}`);
    return { problem: error instanceof UserError ? message : `a fault of this program: ${message}` };
  }
}

async function asked(tool: string, input: unknown, args: Arguments, environment: Environment): Promise<ToolAnswer> {
  const { disk } = environment;
  const target = targetOf(args, environment);
  const workspace = await openWorkspace(target, environment);
  const seen: Seen = {
    workspace,
    shown: namesIn(target.base, false).shown,
    known: namesIn(projectFolder(target.base), false).shown,
    read: (path) => workspace.texts.read(path) ?? disk.read(path),
    notes: ({ systems }) => notesOf(workspace, systems, target),
  };
  try {
    const question = askTool(tool, input, seen);
    let found = question.advance(Number.POSITIVE_INFINITY);
    while (found === undefined) found = question.advance(Number.POSITIVE_INFINITY);
    return found.answer;
  } finally {
    workspace.dispose();
  }
}
