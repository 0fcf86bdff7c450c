// What VS Code runs as tests: all bundled suites, with Mocha. The report goes to a file, as an
// extension host's console is not ours.
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** Rejects when a test failed; VS Code makes that its exit code. */
export async function run(): Promise<void> {
  const counts = { passed: 0, failed: 0 };
  try {
    await runSuites(counts);
  } catch (error) {
    // A file that throws while it is loaded.
    counts.failed += 1;
    report(error instanceof Error ? error.stack : error);
  }
  writeFileSync(process.env.E2E_RESULT ?? 'e2e-result.json', JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} failed`);
}

function report(...words: readonly unknown[]): void {
  const file = process.env.E2E_REPORT;
  if (file !== undefined) appendFileSync(file, `${format(...words)}\n`);
}

async function runSuites(counts: { passed: number; failed: number }): Promise<void> {
  Mocha.reporters.Base.consoleLog = report;
  const grep = process.env.E2E_GREP;
  const mocha = new Mocha({
    ui: 'tdd',
    timeout: 120_000,
    reporter: 'spec',
    color: false,
    ...(grep === undefined ? {} : { grep }),
  });
  const folder = join(__dirname, 'suite');
  for (const name of readdirSync(folder).sort()) mocha.addFile(join(folder, name));
  await new Promise<void>((done) => {
    const runner = mocha.run(() => done());
    runner.on('pass', () => {
      counts.passed += 1;
    });
    runner.on('fail', () => {
      counts.failed += 1;
    });
  });
}
