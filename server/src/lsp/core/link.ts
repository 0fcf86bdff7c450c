// The way to a thread that works, whatever it runs in.
import type { Worker } from 'node:worker_threads';
import { OUT_OF_MEMORY } from '../../service/worker';
import type { Numbered, Report } from './messages';

export interface Link<Order> {
  post(order: Order): void;
  end(): void;
}

export interface Events<Said> {
  said(report: Said): void;
  /** It ended by itself; `outOfMemory`: because it may not have more. */
  died(reason: string, outOfMemory?: boolean): void;
}

/** Starts what works. Nothing is said before this returns. */
export type Open<Order, Said> = (events: Events<Said>) => Link<Order>;

export type CoreLink = Link<Numbered>;
export type CoreEvents = Events<Report>;
export type OpenCore = Open<Numbered, Report>;

/** What works in threads that `start` starts. */
export function inThreads<Order, Said>(start: () => Worker): Open<Order, Said> {
  return ({ said, died }) => {
    const worker = start();
    // What is printed in there must not get between the messages.
    worker.stdout.pipe(process.stderr);
    worker.on('message', (report: Said) => said(report));
    worker.on('error', (error: NodeJS.ErrnoException) => died(error.message, error.code === OUT_OF_MEMORY));
    worker.on('exit', (code) => died(`exit code ${code}`));
    return {
      post: (order) => worker.postMessage(order),
      end: () => void worker.terminate(),
    };
  };
}
