// What esbuild is told whenever this repository bundles something: the product, the end-to-end tests and the benchmarks alike.
import { createRequire } from 'node:module';
import { ROOT } from './process.mjs';

const require = createRequire(import.meta.url);

/** One CommonJS file per entry point, for the Node inside the oldest supported VS Code. */
export const BUNDLE = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Where a package has both, its ES modules: they can be tree-shaken. Not so web-tree-sitter, whose ES module needs `import.meta`.
  mainFields: ['module', 'main'],
  alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
  /** @type {Record<string, 'text'>} */
  loader: { '.nix': 'text' },
  legalComments: 'none',
  logLevel: 'warning',
};
