import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/e2e/**', 'test/vscode-host/**'],
    pool: 'forks',
    // The core walks deep trees recursively; the server and the command line start with the same stack.
    execArgv: ['--stack-size=3900'],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
