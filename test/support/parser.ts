// The parser the tests use. The grammar is compiled once and kept (scripts/build-grammar.mjs).
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { createParser, type NixParser } from '../../server/src/syntax/parser';

export const GRAMMAR = fileURLToPath(new URL('../../dist/tree-sitter-nix.wasm', import.meta.url));
export const RUNTIME = createRequire(import.meta.url).resolve('web-tree-sitter/web-tree-sitter.wasm');

let loading: Promise<NixParser> | undefined;

/** One parser per test process. */
export function testParser(): Promise<NixParser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<NixParser> {
  const { buildGrammar } = await import('../../scripts/build-grammar.mjs');
  await buildGrammar(GRAMMAR);
  return createParser({ runtime: RUNTIME, grammar: GRAMMAR });
}

/** A parser that reads each text in both ways, directly and through tree-sitter, and fails where they differ. */
export async function bothWays(): Promise<NixParser> {
  const parser = await testParser();
  return {
    ...parser,
    parse(text) {
      const tree = parser.parse(text);
      const document = parser.open(text);
      const other = document.tree;
      document.dispose();
      if (!isDeepStrictEqual(tree, other)) throw new Error(`read in two ways: ${JSON.stringify(text.slice(0, 2000))}`);
      return tree;
    },
  };
}
