// The core in a web worker: orders come in as messages, reports go out.
import { ofThisStack } from '../eval/stack';
import { HandedFiles } from '../host/handed-files';
import { startCore } from '../lsp/core/core';
import type { Numbered, Report } from '../lsp/core/messages';
import type { Surroundings } from '../lsp/core/used-releases';
import type { WorkerFiles } from '../protocol/worker';
import { installationIn } from './installation';

/** There is no machine, and nothing is kept. */
const NOWHERE: Surroundings = {
  channels: { nixPath: undefined, home: undefined },
  named: undefined,
  store: () => ({ get: () => undefined, put: () => {} }),
};

export function runCore(files: WorkerFiles): void {
  const say = (report: Report): void => self.postMessage(report);
  const core = startCore({
    installation: installationIn(files),
    budget: ofThisStack(),
    disk: new HandedFiles(),
    surroundings: NOWHERE,
    say,
    rest: () => {},
  });
  self.addEventListener(
    'message',
    ({ data }: { readonly data: Numbered }) => void core.then((carryOut) => carryOut(data)).catch(() => {}),
  );
  core.catch((error: unknown) =>
    say({ type: 'broken', message: error instanceof Error ? error.message : String(error) }),
  );
}
