// What runs in a web worker: the language server, and in a second one, which the first starts, the core. One program,
// told by its first message what it is, with all of our installation.
import type { Start } from '../protocol/worker';
import { runCore } from './core';
import { runServer } from './server';

self.addEventListener(
  'message',
  ({ data: { role, files } }: { readonly data: Start }) => (role === 'server' ? runServer : runCore)(files),
  { once: true },
);
