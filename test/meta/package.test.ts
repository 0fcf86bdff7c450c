// What ends up in the packaged extension. scripts/package.mjs asks the same of every package it makes.
import { listFiles, PackageManager } from '@vscode/vsce';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../scripts/lib/package-contents.mjs';
import { ROOT, textOf } from './files';

const manifest = JSON.parse(textOf('package.json'));
const good = [
  'extension/package.json',
  'extension/dist/extension.js',
  'extension/dist/client-library.js',
  'extension/dist/server.js',
  'extension/dist/browser-extension.js',
  'extension/dist/browser-server.js',
  'extension/dist/worker.js',
  'extension/dist/commands.js',
  'extension/dist/core.js',
  'extension/dist/matrix.js',
  'extension/dist/matrix.css',
  'extension/dist/follow.js',
  'extension/dist/cli.js',
  'extension/dist/mcp.js',
  'extension/dist/web-tree-sitter.wasm',
  'extension/dist/tree-sitter-nix.wasm',
  'extension/dist/THIRD-PARTY-NOTICES.txt',
];

describe('the package', () => {
  it('takes in nothing but what runs', async () => {
    const names = (await listFiles({ cwd: ROOT, packageManager: PackageManager.None })).map(
      (name) => `extension/${name}`,
    );
    expect(names).toContain('extension/package.json');
    expect(problemsOf({ names, bytes: 0, manifest }).filter((problem) => problem.startsWith('must not'))).toEqual([]);
  });
});

describe('the check of a package', () => {
  it('accepts what must be there', () => {
    expect(problemsOf({ names: good, bytes: 1000, manifest: { main: './dist/extension.js' } })).toEqual([]);
  });

  it.each([
    'extension/node_modules/x/index.js',
    'extension/dist/extension.js.map',
    'extension/server/src/main.ts',
    'extension/.npmrc',
  ])('refuses %s', (name) => {
    expect(problemsOf({ names: [...good, name], bytes: 1000, manifest: {} })).toEqual([
      `must not be in the package: ${name}`,
    ]);
  });

  it('misses what package.json names', () => {
    const asked = {
      contributes: { grammars: [{ path: './syntaxes/nix.tmLanguage.json' }] },
      scripts: { x: './not/this.js' },
    };
    expect(problemsOf({ names: good, bytes: 1000, manifest: asked })).toEqual([
      'missing in the package: extension/syntaxes/nix.tmLanguage.json',
    ]);
  });

  it('misses a part of the product', () => {
    const without = good.filter((name) => !name.endsWith('dist/server.js'));
    expect(problemsOf({ names: without, bytes: 1000, manifest: {} })).toEqual([
      'missing in the package: extension/dist/server.js',
    ]);
  });

  it('refuses more than 2.5 MB', () => {
    expect(problemsOf({ names: good, bytes: 2.5 * 1024 * 1024 + 1, manifest: {} })).toHaveLength(1);
  });
});
