// What the tools of `mcp` see: the folder as it is on disk when they are asked. What is evaluated is kept as long as
// its files say the same.
import { askTool } from '../../assistants/index';
import type { Seen } from '../../assistants/seen';
import type { ToolAnswer } from '../../assistants/tool';
import { type Arguments, type Environment, UserError } from '../command';
import { namesIn } from '../names';
import { notesOf, type OpenedWorkspace, openWorkspace } from '../open';
import { type Target, targetOf } from '../target';
import { projectFolder } from '../targets';
import { RememberingDisk } from './remembering-disk';

interface Opened {
  readonly target: Target;
  readonly disk: RememberingDisk;
  readonly workspace: OpenedWorkspace;
}

export class Look {
  private opened: Opened | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** @param args name the folder, or the file. */
  constructor(
    private readonly args: Arguments,
    private readonly environment: Environment,
  ) {}

  /** Answers a question, after those that were asked before. Never fails. */
  ask(tool: string, input: unknown): Promise<ToolAnswer> {
    const answer = this.last.then(() => this.askNow(tool, input));
    this.last = answer;
    return answer;
  }

  private async askNow(tool: string, input: unknown): Promise<ToolAnswer> {
    try {
      const question = askTool(tool, input, seenIn(await this.current()));
      for (;;) {
        const found = question.advance(Number.POSITIVE_INFINITY);
        if (found !== undefined) return found.answer;
      }
    } catch (error) {
      this.forget();
      const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      if (error instanceof UserError) return { problem: message };
      this.environment.err(`nixos-specialisations: ${tool}: ${message}`);
      return { problem: `a fault of this program: ${message}` };
    }
  }

  /** The workspace as the disk is now. */
  private async current(): Promise<Opened> {
    const disk = new RememberingDisk();
    const environment = { ...this.environment, disk };
    const target = targetOf(this.args, environment);
    const { opened } = this;
    const changed = opened === undefined || !hasSameFiles(opened.target, target) ? undefined : opened.disk.changed();
    // What else is read may say which NixOS it is.
    if (opened !== undefined && changed?.every((path) => path.endsWith('.nix'))) {
      if (changed.length > 0) {
        opened.disk.invalidate(changed);
        opened.workspace.changed(changed);
      }
      return opened;
    }
    this.forget();
    this.opened = { target, disk, workspace: await openWorkspace(target, environment, {}) };
    return this.opened;
  }

  private forget(): void {
    this.opened?.workspace.dispose();
    this.opened = undefined;
  }
}

const hasSameFiles = ({ nixFiles: before }: Target, { nixFiles: now }: Target): boolean =>
  before.length === now.length && before.every((path, index) => path === now[index]);

function seenIn({ target, disk, workspace }: Opened): Seen {
  return {
    workspace,
    shown: namesIn(target.base, false).shown,
    known: namesIn(projectFolder(target.base), false).shown,
    read: (path) => workspace.texts.read(path) ?? disk.read(path),
    notes: ({ systems }) => notesOf(workspace, systems, target),
  };
}
