// The parser in a worker thread, bundled as it is shipped.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { GRAMMAR, RUNTIME, testParser } from '../../support/parser';

const PARSER = fileURLToPath(new URL('../../../server/src/syntax/parser.ts', import.meta.url));

it('works in several worker threads', async () => {
  await testParser();
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { parentPort, workerData } from 'node:worker_threads';
        import { createParser } from ${JSON.stringify(PARSER)};
        createParser(workerData).then((parser) => parentPort.postMessage(parser.parse('{ a = 1; }').root.kind));`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    alias: { 'web-tree-sitter': createRequire(import.meta.url).resolve('web-tree-sitter') },
  });
  const code = outputFiles[0]?.text ?? '';
  const run = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(code, { eval: true, workerData: { runtime: RUNTIME, grammar: GRAMMAR } });
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  expect(await Promise.all([run(), run()])).toEqual(['attrs', 'attrs']);
});
