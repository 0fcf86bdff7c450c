#!/usr/bin/env node
// Where the language server starts: the first of its two threads passes messages on. It is a file of its own because
// whatever it loads is loaded before the other thread, worker.ts, begins.
import { join } from 'node:path';
import { runRelay } from './lsp/relay';

runRelay(join(__dirname, 'server-worker.js'), process.argv.slice(2));
