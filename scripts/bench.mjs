// `npm run bench`: runs test/bench/*.bench.ts and prints `measured / budget` for each, with the time this machine's
// tree-sitter takes to parse 1,000 lines as the unit that makes numbers of different machines comparable.
//   npm run bench -- --grep TEXT    only benches whose name contains TEXT
//   npm run bench -- --nixos NIXPKGS    beside them, whole releases and systems of a nixpkgs against real Nix; alone with
//                                   `--grep none`. Says so where there is no Nix, or no such tree
//   npm run bench -- --projects FOLDER…
//                                   instead: an editor with each of these projects, see test/bench/projects.ts
//     --against DIST                another build (its dist folder), alternately in the same run: with ratios
//     --rounds N, --edits N         sessions per build (3), edits of a kind per session (12)
//   npm run bench -- --growth       instead: how cost grows with the size of a project
//
// A bench file exports `benches`, an array of
//   { name, budgetMs, run }                            time of run() in milliseconds
//   { name, budget: 300, unit: 'MB', run }             anything else: run() returns the value itself (also allowed with budgetMs)
// and may add to each: `statistic` ('p50' | 'p95' | 'max'; 'p95' when left out), `iterations` (30; 3 of them before,
// unmeasured), `warmup`, `setup()` before all runs and `teardown()` after. All functions may be asynchronous;
// `run` gets the number of the run.
// The types are in test/bench/bench.ts. Each file runs in a process of its own. The exit code is
// 1 when a budget was exceeded.
import { fork } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkNode, ensureInstalled } from './lib/install.mjs';
import { giveUp, ROOT, runNode, say } from './lib/process.mjs';

const SOURCES = join(ROOT, 'test/bench');
/** As the thread that the core runs in, see server/src/worker.ts. */
const FLAGS = [
  '--expose-gc',
  '--stack-size=3900',
  '--max-semi-space-size=32',
  '--no-allocation-site-pretenuring',
  '--interrupt-budget=400000',
];
const OUT = join(ROOT, 'out/bench');

checkNode();
const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: 'string', default: '' },
    nixos: { type: 'string' },
    projects: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    against: { type: 'string' },
    rounds: { type: 'string' },
    edits: { type: 'string' },
  },
});
await ensureInstalled();
const files = existsSync(SOURCES) ? readdirSync(SOURCES).filter((name) => name.endsWith('.bench.ts')) : [];
if (files.length === 0) giveUp('There is nothing in test/bench to run.');

say('Building');
if ((await runNode(['esbuild.mjs', '--production'])) !== 0) giveUp('The build failed.');
const { build } = await import('esbuild');
const { BUNDLE } = await import('./lib/bundle.mjs');
rmSync(OUT, { recursive: true, force: true });
const entries = options.projects ? ['projects.ts'] : options.growth ? ['growth.ts'] : files;
await build({ ...BUNDLE, entryPoints: entries.map((name) => join(SOURCES, name)), outdir: OUT, sourcemap: 'inline' });

say('Measuring');
const { parseUnit } = await import('./lib/parse-unit.mjs');
const unit = await parseUnit();
console.log(`unit: this machine parses 1,000 lines in ${unit.toFixed(2)} ms\n`);
if (options.projects) process.exit(await runProjects());
if (options.growth) process.exit(await runNode([...FLAGS, join(OUT, 'growth.js'), '--unit', String(unit)]));
let exceeded = 0;
for (const name of files) exceeded += await runFile(join(OUT, name.replace(/\.ts$/, '.js')));
if (options.nixos !== undefined) exceeded += await besideNix(resolve(options.nixos));
console.log(exceeded === 0 ? '\nall within budget' : `\n${exceeded} over budget`);
process.exit(exceeded === 0 ? 0 : 1);

/** Measures whole releases and systems; resolves to how many of the times were over budget. */
async function besideNix(nixpkgs) {
  const { nixVersion } = await import('./nixos/real-nix.mjs');
  const isThere = existsSync(join(nixpkgs, 'nixos/modules/module-list.nix'));
  if (!isThere || nixVersion() === undefined) {
    console.log(`no times of releases: ${isThere ? 'nix-instantiate is not installed' : `no nixpkgs in ${nixpkgs}`}`);
    return 0;
  }
  const { timesBesideNix } = await import('./nixos/times.mjs');
  const rows = timesBesideNix(nixpkgs);
  for (const row of rows) console.log(lineOf({ ...row, statistic: 'best' }));
  return rows.filter(({ measured, budget }) => measured > budget).length;
}

/** Runs what `--projects` asks for. */
function runProjects() {
  const given = ['against', 'rounds', 'edits'].flatMap((name) =>
    options[name] === undefined ? [] : [`--${name}`, options[name]],
  );
  const projects = folders.flatMap((folder) => ['--project', folder]);
  return runNode(['--stack-size=3900', join(OUT, 'projects.js'), ...projects, ...given, '--unit', String(unit)]);
}

/** Runs one bundled file; resolves to how many of its benches were over budget. */
function runFile(bundle) {
  return new Promise((done) => {
    const child = fork(join(ROOT, 'scripts/lib/bench-process.mjs'), [bundle, options.grep], {
      execArgv: FLAGS,
    });
    let over = 0;
    child.on('message', (result) => {
      if (result.measured > result.budget) over += 1;
      console.log(lineOf(result));
    });
    child.on('exit', (code) => done(code === 0 ? over : over + 1));
  });
}

function lineOf({ name, measured, budget, unit: what, statistic }) {
  const verdict = measured > budget ? 'OVER' : 'ok';
  const units = what === 'ms' ? `  = ${(measured / unit).toFixed(1)} units` : '';
  return `${verdict.padEnd(5)}${name}: ${statistic} ${round(measured)} / ${budget} ${what}${units}`;
}

function round(value) {
  return value.toFixed(value < 10 ? 2 : 0);
}
