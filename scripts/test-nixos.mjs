// What we find out about a NixOS, and a Home Manager, against real Nix: `npm run test:nixos -- NIXPKGS [HOME_MANAGER]`.
// NIXPKGS and HOME_MANAGER are folders with their sources. Prints counts and the first differences, and exits with 1
// where there are any; says so and compares nothing without Nix or without a nixpkgs. The parts are in scripts/nixos,
// the configurations in test/nixos. `--only PART` does one part: options, homes, working, failing,
// packages, library; `--grep TEXT` only the configurations and packages whose name contains TEXT.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { giveUp, ROOT, runNpm } from './lib/process.mjs';
import { PATHS } from './nixos/asked.mjs';
import { compareSystems, compareValue } from './nixos/compare.mjs';
import { AT_ONCE, systemsOfNix } from './nixos/nix-systems.mjs';
import { compareOptions, listedByNix } from './nixos/options.mjs';
import { startOurs } from './nixos/ours.mjs';
import { nixVersion } from './nixos/real-nix.mjs';
import { libraryTests, packages, textOf, valuesOfNix } from './nixos/values.mjs';

const SHOWN = 20;
/** What has to be known of the values that are compared. */
const LEAST_KNOWN = 0.98;
const CONFIGURATIONS = join(ROOT, 'test/nixos');

/** What is compared, one after the other: each gives titles, how much was compared, and the differences. */
const PARTS = {
  options: optionsOfNixos,
  homes: optionsOfHomeManager,
  working,
  failing,
  packages: ofPackages,
  library,
};

function optionsOfNixos({ nixpkgs, cache }) {
  const ours = ourOptions(cache, '--nixpkgs', nixpkgs);
  return [{ title: 'options of NixOS', ...compareOptions(ours, listedByNix({ nixpkgs })) }];
}

function optionsOfHomeManager({ nixpkgs, homeManager, cache }) {
  if (homeManager === undefined) return [];
  const ours = ourOptions(cache, '--nixpkgs', nixpkgs, '--home-manager', homeManager);
  return [{ title: 'options of Home Manager', ...compareOptions(ours, listedByNix({ nixpkgs, homeManager })) }];
}

/** What `options` prints, read anew. */
function ourOptions(cache, ...args) {
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  const command = [join(ROOT, 'dist/cli.js'), 'options', '--format', 'json', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env,
  });
  if (status !== 0) giveUp(stderr);
  return JSON.parse(stdout);
}

function working(source) {
  return systems('working', source);
}

function failing(source) {
  return systems('failing', source);
}

/** Configurations of our own: those that work, or those of which NixOS has something to say. */
async function systems(kind, { nixpkgs, ask, grep }) {
  const folder = join(CONFIGURATIONS, kind);
  const files = readdirSync(folder)
    .filter((file) => file.includes(grep))
    .sort();
  const compared = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE).map((file) => join(folder, file));
    const theirs = systemsOfNix(nixpkgs, some, PATHS);
    for (const file of some) {
      const name = basename(file, '.nix');
      const result = compareSystems(name, await ask('system', file, PATHS), theirs.get(file), PATHS);
      process.stderr.write(`  ${name}: ${progressOf(result)}\n`);
      compared.push(result);
    }
  }
  const told = compared.filter(({ said }) => said.told > 0).length;
  return [
    { title: `values in ${files.length} ${kind} configurations`, ...together(compared.map(({ values }) => values)) },
    {
      title: `what NixOS says of ${kind} configurations (of ${told} it has something to say)`,
      ...together(compared.map(({ said }) => said)),
    },
  ];
}

/** How far it is, on standard error: a whole release takes minutes. */
const progressOf = ({ values, said }) =>
  `${values.compared} values, ${values.unknown.length} not known, ${said.told} texts of NixOS, ` +
  `${values.differences.length + said.differences.length} differences`;

const together = (all) => ({
  compared: all.reduce((sum, { compared }) => sum + compared, 0),
  unknown: all.flatMap(({ unknown }) => unknown),
  lacking: all.flatMap(({ lacking }) => lacking),
  differences: all.flatMap(({ differences }) => differences),
});

function ofPackages({ nixpkgs, ask, grep }) {
  return values('name, version and meta of packages', matching(packages(nixpkgs), grep), ask);
}

function library({ nixpkgs, ask, grep }) {
  return values('tests of the library', matching(libraryTests(nixpkgs), grep), ask);
}

const matching = ({ before, entries }, text) => ({ before, entries: entries.filter(([name]) => name.includes(text)) });

async function values(title, expressions, ask) {
  const theirs = valuesOfNix(expressions);
  const ours = await ask('values', textOf(expressions));
  const result = { title, compared: 0, unknown: [], lacking: [], differences: [] };
  for (const [name, nix] of theirs) if (nix.json !== 'null') compareValue(result, name, ours[name] ?? ours[''], nix);
  return [result];
}

/** Prints a result; gives what counts of it. */
function report({ title, compared, unknown = [], lacking = [], differences }) {
  for (const { name, what, ours, nix } of differences.slice(0, SHOWN))
    console.log(`  ${name}: ${ours === undefined && nix === undefined ? what : `${what}: ours ${ours}, Nix's ${nix}`}`);
  for (const { name, what } of unknown.slice(0, SHOWN)) console.log(`  ${name}: not known: ${what}`);
  for (const { name, what } of lacking.slice(0, SHOWN)) console.log(`  ${name}: not compared: there is no ${what}`);
  const wrong = new Set(differences.map(({ name }) => name)).size;
  const rest = unknown.length > 0 ? `, ${unknown.length} not known` : '';
  console.log(`${title}: ${compared - wrong - unknown.length} of ${compared} equal, ${wrong} not${rest}`);
  return { isEqual: wrong === 0, compared, known: compared - unknown.length };
}

async function main() {
  const { values: given, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, grep: { type: 'string', default: '' } },
  });
  const [nixpkgs, homeManager] = positionals.map((folder) => resolve(folder));
  if (nixVersion() === undefined) return skipped('nix-instantiate is not installed');
  if (nixpkgs === undefined || !existsSync(join(nixpkgs, 'nixos/modules/module-list.nix')))
    return skipped(`there is no nixpkgs${nixpkgs === undefined ? ': name its folder' : ` in ${nixpkgs}`}`);
  if ((await runNpm(['run', '--silent', 'build'])) !== 0) return 1;
  const cache = mkdtempSync(join(tmpdir(), 'test-nixos-'));
  const { ask, end } = await startOurs(nixpkgs);
  const results = [];
  try {
    for (const [name, part] of Object.entries(PARTS)) {
      if (given.only !== undefined && given.only !== name) continue;
      for (const result of await part({ nixpkgs, homeManager, cache, ask, grep: given.grep }))
        results.push(report(result));
    }
    return summary(results) ? 0 : 1;
  } finally {
    await end();
    rmSync(cache, { recursive: true, force: true });
  }
}

function summary(results) {
  const [compared, known] = ['compared', 'known'].map((of) => results.reduce((sum, result) => sum + result[of], 0));
  const isEqual = results.every((result) => result.isEqual);
  const share = ((100 * known) / compared).toFixed(1);
  console.log(`${isEqual ? 'all' : 'not all'} as Nix has it, of ${compared} that are compared ${share} % are known`);
  return isEqual && known >= LEAST_KNOWN * compared;
}

function skipped(why) {
  console.log(`nothing is compared: ${why}`);
  return process.env.REQUIRE_NIX === '1' ? 1 : 0;
}

process.exitCode = await main();
