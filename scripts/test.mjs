// `npm test`: lint, types, all tests, and the packaged extension in real VS Code. Works on a
// fresh clone with nothing but Node.
//   npm test -- --only lint,unit      some of the steps: lint, types, unit, e2e
//   npm test -- --grep TEXT           only tests whose name contains TEXT
// The last line is `N passed, N failed`; lint and types count as one each. With REQUIRE_NIX=1 a test
// that was left out is a failure.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemBrowser } from '../test/vscode-host/browser.mjs';
import { unsupported } from '../test/vscode-host/host.mjs';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { giveUp, ROOT, runNode, say, which } from './lib/process.mjs';
import { countVitest } from './lib/test-counts.mjs';

const OUT = join(ROOT, 'out');
const REQUIRE_NIX = process.env.REQUIRE_NIX === '1';
const STEPS = { lint, types, unit, e2e };

checkNode();
const { values: options } = parseArgs({ options: { only: { type: 'string' }, grep: { type: 'string' } } });
const chosen = options.only?.split(',') ?? Object.keys(STEPS);
const unknown = chosen.filter((step) => !(step in STEPS));
if (unknown.length > 0) giveUp(`--only ${options.only}: no such step; there are ${Object.keys(STEPS).join(', ')}.`);

await ensureInstalled();
mkdirSync(OUT, { recursive: true });
const total = { passed: 0, failed: 0 };
const summary = [];
for (const step of chosen) {
  const start = performance.now();
  const counts = await STEPS[step]();
  const seconds = Math.round((performance.now() - start) / 1000);
  total.passed += counts.passed;
  total.failed += counts.failed;
  summary.push(`${step}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
}
console.log(`\n${summary.join('\n')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

async function lint() {
  say('Lint and formatting (Biome)');
  return one(await runNode(['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.']));
}

async function types() {
  say('Types (TypeScript)');
  const tsc = (project) => runNode(['node_modules/typescript/bin/tsc', '-p', project]);
  return one((await tsc('.')) || (await tsc('client/webview')));
}

async function unit() {
  if (!(await built())) return { passed: 0, failed: 1 };
  say('Unit, rule, protocol, differential and repository tests (Vitest)');
  if (which('nix-instantiate') === undefined) {
    console.log(
      REQUIRE_NIX
        ? 'Nix is not installed, and REQUIRE_NIX=1: differential tests will fail.'
        : 'Nix is not installed: the differential tests, which compare with real Nix, are left out.',
    );
  }
  const report = join(OUT, 'vitest.json');
  rmSync(report, { force: true });
  const filter = options.grep === undefined ? [] : ['--testNamePattern', options.grep];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exit = await runNode(['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...reporters, ...filter]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const leftOutIsFailure = REQUIRE_NIX && options.grep === undefined;
  return countVitest(JSON.parse(readFileSync(report, 'utf8')), { exit, leftOutIsFailure });
}

async function e2e() {
  const reason = unsupported();
  if (reason !== undefined) {
    console.log(
      `The end-to-end tests are left out. ${reason} "npm run test:desktop" runs them in an installed VS Code.`,
    );
    return { passed: 0, failed: REQUIRE_NIX ? 1 : 0 };
  }
  await ensureInstalled(join(ROOT, 'test/vscode-host'), { dev: systemBrowser() === undefined });
  if ((await runNode(['scripts/package.mjs'])) !== 0) return { passed: 0, failed: 1 };
  say('End-to-end tests: the packaged extension in real VS Code');
  const result = join(OUT, 'e2e/result.json');
  rmSync(result, { force: true });
  const exit = await runNode(['test/e2e/run.mjs', ...(options.grep === undefined ? [] : ['--grep', options.grep])]);
  const counts = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : { passed: 0, failed: 0 };
  return exit !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Some tests start what was built. */
async function built() {
  say('Building');
  return (await runNode(['esbuild.mjs', '--production'])) === 0;
}

function one(exit) {
  return exit === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
