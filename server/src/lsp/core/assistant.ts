// What the tools of assistants see of a workspace.
import { askTool } from '../../assistants/index';
import type { Seen } from '../../assistants/seen';
import type { ToolAnswer } from '../../assistants/tool';
import type { HostFiles } from '../../host/host-files';
import { isWithin } from '../../project/folders';
import type { AssistantParams } from '../../protocol/assistant';
import type { Asked } from '../../service/asked';

interface Parts {
  readonly workspace: Seen['workspace'];
  readonly disk: Pick<HostFiles, 'read'>;
  readonly folders: readonly string[];
}

/** The answer of a tool, once all is up to date. */
export const toolAnswer = ({ tool, input }: AssistantParams, parts: Parts): Asked<ToolAnswer> =>
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
