// What the tools of assistants see of a workspace.
import { askTool } from '../../assistants';
import type { Seen } from '../../assistants/seen';
import type { ToolAnswer } from '../../assistants/tool';
import { isWithin } from '../../project/folders';
import type { Asked } from '../../service/asked';
import type { AnswerParts } from './answers';

export interface ToolQuestion {
  readonly tool: string;
  readonly input: unknown;
}

type Parts = Pick<AnswerParts, 'workspace' | 'disk' | 'folders'>;

/** The answer of a tool, once all is up to date. */
export const toolAnswer = ({ tool, input }: ToolQuestion, parts: Parts): Asked<ToolAnswer> =>
  askTool(tool, input, seenIn(parts));

/** Where one folder is open, files are called as they are below it. */
function seenIn({ workspace, disk, folders }: Parts): Seen {
  const [folder, ...others] = folders;
  const shown = (path: string): string =>
    folder !== undefined && others.length === 0 && path !== folder && isWithin(path, folder)
      ? path.slice(folder.length).replace(/^\//, '')
      : path;
  return {
    workspace,
    shown,
    known: shown,
    read: (path) => workspace.texts.read(path) ?? disk.read(path),
    notes: ({ notes }) => notes,
  };
}
