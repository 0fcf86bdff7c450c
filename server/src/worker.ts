// The second thread of the language server, on a large stack: it does the work that main.ts gives it.
import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { Disk } from './host/disk';
import { corePath } from './host/reading';
import { startCore } from './lsp/core/core';
import type { Numbered, Report } from './lsp/core/messages';
import { openInstallation } from './service/installation';

// The parser is compiled on other threads while this one starts, and not piece by piece during the first
// parse, which somebody waits for.
setFlagsFromString('--no-wasm-lazy-compilation');

const port = parentPort;
if (port !== null) {
  const say = (report: Report): void => port.postMessage(report);
  const installation = openInstallation(corePath(dirname(__filename)), new Disk());
  const core = startCore({ installation, largeStack: true, disk: new Disk(), say });
  // Heard from the first moment on: a thread that listens to nothing ends, whatever it still waits for.
  port.on('message', (order: Numbered) => void core.then((carryOut) => carryOut(order)).catch(() => {}));
  core.catch((error: unknown) =>
    say({ type: 'broken', message: error instanceof Error ? error.message : String(error) }),
  );
}
