// The way to the core, whatever it runs in.
import type { Worker } from 'node:worker_threads';
import type { Numbered, Report } from './messages';

export interface CoreLink {
  post(order: Numbered): void;
  end(): void;
}

export interface CoreEvents {
  said(report: Report): void;
  /** It ended by itself. */
  died(reason: string): void;
}

/** Starts a core. Nothing is said before this returns. */
export type OpenCore = (events: CoreEvents) => CoreLink;

/** Cores in threads that `start` starts. */
export function coreThreads(start: () => Worker): OpenCore {
  return ({ said, died }) => {
    const worker = start();
    // What is printed in there must not get between the messages.
    worker.stdout.pipe(process.stderr);
    worker.on('message', (report: Report) => said(report));
    worker.on('error', (error) => died(error.message));
    worker.on('exit', (code) => died(`exit code ${code}`));
    return {
      post: (order) => worker.postMessage(order),
      end: () => void worker.terminate(),
    };
  };
}
