// What a tool for assistants is: a name, what it takes, and a function that makes plain data of what is known. A new
// one is a file here and a row in index.ts; MCP clients and VS Code offer the same.
import type { FileEdit } from '../base/text-edit';
import type { ToolName } from '../protocol/assistant';
import type { Asked } from '../service/asked';
import type { Input, InputSchema } from './input';
import type { Seen } from './seen';
import type { Data } from './visible-data';

export type ToolAnswer =
  | {
      readonly data: Data;
      /** What it proposes to change, for an editor to show; nothing is written by the tool. */
      readonly edits?: readonly FileEdit[];
    }
  /** Why there is no answer, in plain words. */
  | { readonly problem: string };

export interface Tool {
  readonly name: ToolName;
  readonly title: string;
  /** For a model: when to use it, and what comes back. */
  readonly description: string;
  readonly input: InputSchema;
  begin(input: Input, seen: Seen): Asked<Extract<ToolAnswer, { readonly data: Data }>>;
}

/** What is answered where something went wrong in here, or the question was dropped. */
export const FAILED = { problem: 'no answer: it was cancelled, or failed, and then the log says why' } as const;

/** An answer as a text: JSON, of which every text is visible. */
export const answerText = (answer: ToolAnswer): string =>
  'problem' in answer ? answer.problem : JSON.stringify(answer.data);
