// Our half of the comparison, in a thread with the stack that the server has.
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { BUNDLE } from '../lib/bundle.mjs';
import { ROOT } from '../lib/process.mjs';

const OUT = join(ROOT, 'out/nixos.cjs');
const LIMITS = { stackSizeMb: 256, maxOldGenerationSizeMb: 8000, maxYoungGenerationSizeMb: 96 };

/**
 * @param {string} nixpkgs
 * @returns a function that asks for a method of `Ours` (test/nixos/ours.ts) with its arguments, and one that ends it.
 */
export async function startOurs(nixpkgs) {
  await build({ ...BUNDLE, stdin: { contents: ENTRY, resolveDir: ROOT, loader: 'ts' }, outfile: OUT });
  const worker = new Worker(OUT, { workerData: { nixpkgs, folder: join(ROOT, 'dist') }, resourceLimits: LIMITS });
  const ask = (method, ...args) => {
    worker.postMessage({ method, args });
    return once(worker, 'message').then(([answer]) => answer);
  };
  return { ask, end: () => worker.terminate() };
}

const ENTRY = `
  import { parentPort, workerData } from 'node:worker_threads';
  import { openOurs } from './test/nixos/ours';
  const ours = openOurs(workerData.nixpkgs, workerData.folder);
  parentPort.on('message', async ({ method, args }) => parentPort.postMessage((await ours)[method](...args)));
`;
