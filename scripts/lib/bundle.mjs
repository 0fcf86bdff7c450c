// What esbuild is told whenever this repository bundles something: the product, the end-to-end
// tests and the benchmarks alike.
import { createRequire } from 'node:module';
import { ROOT } from './process.mjs';

const require = createRequire(import.meta.url);

/**
 * The programs without the editor, by the name of their file. The server and the command line have each a small one for
 * their first thread, and a large one for those that work.
 */
export const PROGRAMS = {
  server: 'server/src/main.ts',
  worker: 'server/src/worker.ts',
  core: 'server/src/core.ts',
  cli: 'server/src/cli/main.ts',
  commands: 'server/src/cli/thread.ts',
  // What speaks the protocol of assistants: loaded by the command that does, and by nothing else.
  mcp: 'server/src/cli/mcp/serve.ts',
  follow: 'client/src/follow/main.ts',
};

/**
 * One CommonJS file per entry point, for the Node inside the oldest supported VS Code.
 * @type {import('esbuild').BuildOptions}
 */
export const BUNDLE = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Where a package has both, its ES modules: they can be tree-shaken. Not so web-tree-sitter, whose
  // ES module needs `import.meta`.
  mainFields: ['module', 'main'],
  alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
  loader: { '.nix': 'text' },
  legalComments: 'none',
  logLevel: 'warning',
};

/** The same for a browser: a program of the extension there, or one of its web workers. */
export const BROWSER_BUNDLE = {
  ...BUNDLE,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
};

/** What runs in web workers. */
export const BROWSER_SERVER = 'server/src/browser/main.ts';
