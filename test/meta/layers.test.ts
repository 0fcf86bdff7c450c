// Invariant: imports run one way. The table is scripts/layers.mjs; biome.json holds the same rules for editors.
import { describe, expect, it } from 'vitest';
import { importOverridesOf, LAYERS, layerOverrides } from '../../scripts/layers.mjs';
import { filesIn, textOf } from './files';
import { importProblem, importsOf } from './imports';

describe('layers', () => {
  it('every import of client and server goes the allowed way', () => {
    const files = filesIn('client/src', 'server/src').filter((file) => file.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(10);
    const problems = files.flatMap((file) =>
      importsOf(textOf(file)).map((specifier) => importProblem(file, specifier)),
    );
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it('every folder of the server is a layer', () => {
    const folders = new Set(filesIn('server/src').flatMap((file) => /^server\/src\/([^/]+)\//.exec(file)?.[1] ?? []));
    expect([...folders].filter((folder) => !(folder in LAYERS))).toEqual([]);
  });

  it('biome.json holds the same table (node scripts/layers.mjs --write)', () => {
    expect(importOverridesOf(JSON.parse(textOf('biome.json')))).toEqual(layerOverrides());
  });
});

describe('what the test of layers sees', () => {
  it.each([
    ['server/src/eval/x.ts', '../modules/collect'],
    ['server/src/eval/builtins/x.ts', '../../modules/collect'],
    ['server/src/eval/x.ts', 'node:fs'],
    ['server/src/eval/x.ts', 'fs'],
    ['server/src/eval/x.ts', 'web-tree-sitter'],
    ['server/src/base/x.ts', '../protocol/run'],
    ['server/src/project/x.ts', 'node:fs/promises'],
    ['server/src/project/x.ts', '../rules/finding'],
    ['server/src/rules/x.ts', '../features/hover'],
    ['server/src/rules/x.ts', '../main'],
    ['server/src/cli/x.ts', 'vscode-languageserver/node'],
    ['client/src/views/x.ts', '../../../server/src/base/span'],
    ['client/src/x.ts', '../../server/src/main'],
    ['client/src/x.ts', 'web-tree-sitter'],
  ])('%s must not import %s', (file, specifier) => {
    expect(importProblem(file, specifier)).toBeDefined();
  });

  it.each([
    ['server/src/eval/builtins/x.ts', '../../base/span'],
    ['server/src/eval/builtins/x.ts', '../values'],
    ['server/src/syntax/x.ts', 'web-tree-sitter'],
    ['server/src/host/disk.ts', 'node:fs'],
    ['server/src/host/reading.ts', 'node:fs'],
    ['server/src/run/machine/system-root.ts', 'node:fs/promises'],
    ['server/src/project/x.ts', 'node:path'],
    ['server/src/service/api.ts', '../rules/finding'],
    ['server/src/lsp/x.ts', 'vscode-languageserver/node'],
    ['server/src/main.ts', './lsp/server'],
    ['client/src/run/runner.ts', '../../../server/src/run/plan'],
    ['client/src/extension.ts', 'vscode-languageclient/node'],
  ])('%s may import %s', (file, specifier) => {
    expect(importProblem(file, specifier)).toBeUndefined();
  });

  it('all ways to write an import are found', () => {
    const text = [
      "import a from './a';",
      "import type { B } from './b';",
      'import {\n  c,\n} from "./c";',
      "export * from './d';",
      "import './e';",
      "type F = import('./f').F;",
      "const g = require('./g');",
      "// import h from './h';",
    ].join('\n');
    expect(importsOf(text)).toEqual(['./a', './b', './c', './d', './e', './f', './g']);
  });
});
