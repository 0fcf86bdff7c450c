// `explain --batch`: many small configurations in one file of JSON lines, each held in memory and complete in itself.

import type { SystemExplanation } from '../analysis/reports/explanation';
import { SILENT } from '../base/logger';
import { normalise } from '../eval/paths';
import { NO_BOUNDARY } from '../project/boundary';
import type { FileSource } from '../project/file-source';
import { NO_RULES } from '../rules/engine/run';
import { explanationsIn } from '../service/reports';
import { createWorkspace } from '../service/workspace';
import type { NixParser } from '../syntax/parser';
import { UserError } from './command';
import { BASE } from './explain-report';

export interface BatchCase {
  readonly id: string;
  /** Texts by relative path. */
  readonly files: ReadonlyMap<string, string>;
  /** The file that evaluation starts at. */
  readonly root: string;
}

/** Where the files of a case are taken to be. */
const FOLDER = '/case';

/** The cases of a text with one JSON object per line. `name` is the file that held it, for messages. */
export function readBatch(text: string, name: string): readonly BatchCase[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const found = parseCase(line);
    if (found === undefined)
      throw new UserError(`${name}:${index + 1}: not a JSON object with "id", "files" and "root"`);
    return [found];
  });
}

function parseCase(line: string): BatchCase | undefined {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof row !== 'object' || row === null || !('id' in row) || !('files' in row) || !('root' in row))
    return undefined;
  const { id, files, root } = row;
  if (typeof id !== 'string' || typeof root !== 'string' || typeof files !== 'object' || files === null)
    return undefined;
  const texts = new Map<string, string>();
  for (const [path, text] of Object.entries(files)) {
    if (typeof text !== 'string') return undefined;
    texts.set(path, text);
  }
  return { id, files: texts, root };
}

/** The line printed for a case. Only options that the case declares itself are known: nothing of NixOS takes part. */
export function answerLine(batchCase: BatchCase, parser: NixParser): string {
  const files = new Map([...batchCase.files].map(([path, text]) => [normalise(`${FOLDER}/${path}`), text]));
  const workspace = createWorkspace({
    files: inMemory(files),
    boundary: NO_BOUNDARY,
    parser,
    readData: () => undefined,
    nixFiles: () => [],
    entries: [normalise(`${FOLDER}/${batchCase.root}`)],
    logger: SILENT,
    largeStack: true,
  });
  workspace.configure({ rules: NO_RULES });
  const systems = explanationsIn(workspace);
  workspace.dispose();
  const failure = systems.find((system) => system.failure !== undefined)?.failure;
  return JSON.stringify({
    id: batchCase.id,
    ...(failure === undefined ? { systems: answersOf(systems) } : { error: failure.kind }),
  });
}

function answersOf(systems: readonly SystemExplanation[]): Readonly<Record<string, object>> {
  const own = systems.filter(({ inside }) => inside.length === 0);
  return Object.fromEntries(
    own.map(({ name, options }) => [
      name ?? BASE,
      Object.fromEntries(
        options.map(({ option, verdict, conflict, value, reason }) => [
          option,
          {
            verdict,
            ...(conflict && { kind: conflict }),
            ...(value && { value: value.json }),
            ...(reason && { reason: { code: reason.code, detail: reason.detail } }),
          },
        ]),
      ),
    ]),
  );
}

function inMemory(files: ReadonlyMap<string, string>): FileSource {
  const below = (folder: string): readonly string[] =>
    [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
  return {
    read: (path) => files.get(path),
    kind: (path) => (files.has(path) ? 'file' : below(path).length > 0 ? 'directory' : undefined),
    list: (path) => [...new Set(below(path).map((file) => file.slice(path.length + 1).split('/')[0] ?? ''))].sort(),
  };
}
