// Evaluating Nix text in tests: values and JSON out, files given as texts by absolute path.

import { type Budget, withBudget } from '../../server/src/eval/budget';
import { type JsonResult, toJson } from '../../server/src/eval/builtins/json-print';
import { createInterpreter } from '../../server/src/eval/create-interpreter';
import type { FileLoader } from '../../server/src/eval/loader';
import type { Value } from '../../server/src/eval/values';
import type { SyntaxTree } from '../../server/src/syntax/ast';
import { watch } from '../../server/src/syntax/literals';
import type { NixParser } from '../../server/src/syntax/parser';
import { testParser } from './parser';

export type Files = Readonly<Record<string, string>>;

/** Fits the stack vitest is started with. */
export const TEST_BUDGET: Budget = { fuel: 20_000_000, depth: 3000 };

/** The folder that relative paths in evaluated texts start from. */
export const TEST_FOLDER = '/project';

/** As files of a workspace are: literals in them are values of their own, see server/src/eval/written.ts. */
function watched(tree: SyntaxTree): SyntaxTree {
  watch(tree);
  return tree;
}

/** A loader over texts in memory; folders are those the paths imply. */
export function memoryLoader(parser: NixParser, files: Files): FileLoader {
  const folders = new Map<string, Set<string>>();
  for (const path of Object.keys(files)) {
    const segments = path.split('/');
    for (let i = 1; i < segments.length; i++) {
      const folder = segments.slice(0, i).join('/') || '/';
      const names = folders.get(folder) ?? new Set();
      folders.set(folder, names.add(segments[i] ?? ''));
    }
  }
  return {
    says: (path, what) => what.test(files[path] ?? ''),
    parse: (path) => (files[path] === undefined ? undefined : watched(parser.parse(files[path]))),
    read: (path) => files[path],
    kind: (path) => (files[path] !== undefined ? 'file' : folders.has(path) ? 'directory' : undefined),
    list: (path) => [...(folders.get(path) ?? [])],
    spelling: (path) => path,
  };
}

export interface TestEvaluator {
  value(text: string): Value;
  json(text: string): JsonResult;
}

/** Evaluates texts one after the other, without waiting for the parser each time. */
export async function testEvaluator(files: Files = {}, budget: Budget = TEST_BUDGET): Promise<TestEvaluator> {
  const parser = await testParser();
  const loader = memoryLoader(parser, files);
  const value = (text: string): Value =>
    withBudget<Value>(
      budget,
      () => createInterpreter(loader).evaluate(watched(parser.parse(text)), TEST_FOLDER),
      (why) => why,
    );
  const json = (text: string): JsonResult =>
    withBudget<JsonResult>(
      budget,
      () => toJson(value(text)),
      (why) => ({ unknown: why }),
    );
  return { value, json };
}

export async function evalText(text: string, files: Files = {}): Promise<Value> {
  return (await testEvaluator(files)).value(text);
}

export async function evalJson(text: string, files: Files = {}): Promise<JsonResult> {
  return (await testEvaluator(files)).json(text);
}
