import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Nix files are imported as their text, as esbuild does it for the product. */
const nixText = {
  name: 'nix-text',
  enforce: 'pre' as const,
  load: (id: string) =>
    id.endsWith('.nix') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))};` : undefined,
};

/** What takes longest, the longest first: begun last, one of them would be waited for by all but one processor. */
const LONG = [
  'rules/typing',
  'differential/eval',
  'unit/syntax/hostile',
  'unit/syntax/typing',
  'rules/hostile-input',
  'unit/eval/totality',
  'vectors/vectors',
  'lsp/fuzz',
  'unit/cli/outside',
  'unit/eval-lib/shared-trees',
  'unit/cli/output',
  'rules/large-input',
];

/** Where processes or threads talk to each other, and on a machine in use one may be late: tried once more. */
const TIMED = [
  'test/lsp/bundle.test.ts',
  'test/lsp/progress.test.ts',
  'test/lsp/waiting.test.ts',
  'test/unit/client/follow.test.ts',
];
const NO_TESTS = ['**/node_modules/**', 'test/e2e/**', 'test/vscode-host/**'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at < 0 ? LONG.length : at;
    };
    return files.sort((a, b) => place(a) - place(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

export default defineConfig({
  plugins: [nixText],
  test: {
    projects: [
      { extends: true, test: { name: 'tests', include: ['test/**/*.test.ts'], exclude: [...NO_TESTS, ...TIMED] } },
      { extends: true, test: { name: 'timed', include: TIMED, retry: 1 } },
    ],
    globalSetup: 'test/support/bundles-folder.ts',
    pool: 'forks',
    // Vitest would leave one processor idle, which on a small machine is half of it.
    maxWorkers: '100%',
    // Nothing of one test is seen by another, but what all of them load is loaded once by each worker.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // The core walks deep trees recursively; the server and the command line start with the same stack.
    execArgv: ['--stack-size=3900'],
    restoreMocks: true,
    // A machine in use is many times slower; what passes does not wait for it.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
