import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Nix files are imported as their text, as esbuild does it for the product. */
const nixText = {
  name: 'nix-text',
  enforce: 'pre' as const,
  load: (id: string) =>
    id.endsWith('.nix') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))};` : undefined,
};

export default defineConfig({
  plugins: [nixText],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/e2e/**', 'test/vscode-host/**'],
    pool: 'forks',
    // Vitest would leave one processor idle, which on a small machine is half of it.
    maxWorkers: '100%',
    // The core walks deep trees recursively; the server and the command line start with the same stack.
    execArgv: ['--stack-size=3900'],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
