// What a tool for assistants is: a name, what it takes, and a function that makes plain data of what is known. A new
// one is a file here and a row in index.ts; MCP clients and VS Code offer the same.
import type { FileEdit } from '../base/text-edit';
import type { ToolName } from '../protocol/assistant';
import type { Asked } from '../service/asked';
import type { Seen } from './seen';

export interface Property {
  readonly type: 'string' | 'integer';
  readonly description: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A JSON Schema. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/** What a tool is given, after `checkedInput`: texts and whole numbers as its schema has them. */
export type Input = Readonly<Record<string, string | number>>;

/** Plain data of which every text is `visible`. */
export type Data = Readonly<Record<string, unknown>>;

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

/** What whoever asked can put right, in plain words. */
export class ToolProblem extends Error {}

export const textIn = (input: Input, name: string): string | undefined => {
  const given = input[name];
  return typeof given === 'string' ? given : undefined;
};

export const numberIn = (input: Input, name: string): number | undefined => {
  const given = input[name];
  return typeof given === 'number' ? given : undefined;
};
