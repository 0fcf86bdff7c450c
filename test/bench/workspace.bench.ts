// The budgets of keystrokes and of opening a folder.

import { youngCollector } from '../../server/src/host/young-generation';
import { NO_RULES } from '../../server/src/rules/engine/run';
import type { WorkspaceApi } from '../../server/src/service/api';
import { explanationsIn } from '../../server/src/service/reports';
import { bigFlake } from '../support/big-flake';
import type { Bench } from './bench';
import { configuration, folder, modules } from './generate';
import { workspaceOf } from './workspace';

const EDITED = '/project/configuration.nix';

/** As the server does when it has nothing left to do. */
const rest = youngCollector();

/** Types one character into the edited file, back and forth, and asks for the findings: in milliseconds. */
function keystrokes(
  name: string,
  budgetMs: number,
  statistic: 'p50' | 'p95',
  files: ReadonlyMap<string, string>,
  edited = EDITED,
): Bench {
  let workspace: WorkspaceApi;
  const text = files.get(edited) ?? '';
  const at = text.indexOf('"UTC"') + 2;
  let found = 0;
  return {
    name,
    budgetMs,
    statistic,
    iterations: 60,
    warmup: 15,
    async setup() {
      workspace = await workspaceOf(files);
      workspace.open(edited, text);
      found = workspace.snapshot().findings.length;
      if (found === 0) throw new Error('expected a conflict');
    },
    run(index) {
      rest();
      const start = performance.now();
      const isThere = Math.abs(index) % 2 === 1;
      const typed = `${text.slice(0, at)}x${text.slice(at)}`;
      if (isThere) workspace.edit(edited, text, [{ start: at, end: at + 1, newText: '' }]);
      else workspace.edit(edited, typed, [{ start: at, end: at, newText: 'x' }]);
      const { findings } = workspace.snapshot();
      if (findings.length !== found) throw new Error(`expected ${found} findings, found ${findings.length}`);
      return performance.now() - start;
    },
    teardown: () => workspace.dispose(),
  };
}

/** What is alive, in bytes: how much of the machine is set aside for it says more of V8's plans. */
function alive(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const LARGE = new Map([[EDITED, configuration(1000)]]);
const FOLDER = folder(300);
const HUNDRED = modules(100);
let hundred: WorkspaceApi;
const FLAKE = bigFlake().files;

export const benches: readonly Bench[] = [
  keystrokes('keystroke, 1,000 lines, 3 specialisations', 5, 'p50', LARGE),
  keystrokes('keystroke, 1,000 lines, 3 specialisations', 15, 'p95', LARGE),
  keystrokes(
    'keystroke, 100 modules, 10 hosts, the file of one',
    40,
    'p95',
    FLAKE,
    '/project/hosts/host-0/default.nix',
  ),
  {
    name: 'folder of 300 files opened, first diagnostics',
    budgetMs: 500,
    iterations: 5,
    warmup: 1,
    async run() {
      const workspace = await workspaceOf(FOLDER);
      workspace.open(EDITED, FOLDER.get(EDITED) ?? '');
      if (workspace.snapshot().findings.length !== 2) throw new Error('expected the conflict on both sides');
      workspace.dispose();
      return undefined;
    },
  },
  {
    name: 'a configuration of 100 modules evaluated once, every option of it',
    budgetMs: 30,
    statistic: 'p50',
    warmup: 10,
    async setup() {
      hundred = await workspaceOf(HUNDRED);
      hundred.configure({ rules: NO_RULES });
    },
    run() {
      // Another text: what was evaluated counts no longer, the other files stay parsed.
      const changed = '/project/modules/m0.nix';
      hundred.open(changed, `${hundred.texts.read(changed)} `);
      const [system] = explanationsIn(hundred);
      const options = system?.options.length ?? 0;
      if (options < 1000) throw new Error(`expected the options of 100 modules, found ${options}`);
      return undefined;
    },
    teardown: () => hundred.dispose(),
  },
  {
    name: 'memory after 1,000 edits',
    budget: 10,
    unit: 'MB',
    iterations: 1,
    warmup: 0,
    async run() {
      const bench = keystrokes('', 0, 'p50', LARGE);
      await bench.setup?.();
      for (let i = 0; i < 300; i++) bench.run(i);
      const before = alive();
      for (let i = 0; i < 1000; i++) bench.run(i);
      const after = alive();
      await bench.teardown?.();
      return Math.max(0, (after - before) / 1e6);
    },
  },
];
