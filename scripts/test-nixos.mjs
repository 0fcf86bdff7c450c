// What we find out about a NixOS, and a Home Manager, against real Nix: `npm run test:nixos -- NIXPKGS [HOME_MANAGER]`.
// NIXPKGS and HOME_MANAGER are folders with their sources. Prints counts and the first differences, and exits with 1
// where there are any; says so and compares nothing without Nix or without a nixpkgs. The parts are in scripts/nixos.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { giveUp, ROOT, runNpm } from './lib/process.mjs';
import { compareOptions, listedByNix } from './nixos/options.mjs';
import { nixVersion } from './nixos/real-nix.mjs';

const SHOWN = 20;

/** What is compared, one after the other: each gives a title, how much was compared, and the differences. */
const PARTS = [optionsOfNixos, optionsOfHomeManager];

function optionsOfNixos({ nixpkgs }, cache) {
  return {
    title: 'options of NixOS',
    ...compareOptions(ourOptions(cache, '--nixpkgs', nixpkgs), listedByNix({ nixpkgs })),
  };
}

function optionsOfHomeManager({ nixpkgs, homeManager }, cache) {
  if (homeManager === undefined) return undefined;
  const ours = ourOptions(cache, '--nixpkgs', nixpkgs, '--home-manager', homeManager);
  return { title: 'options of Home Manager', ...compareOptions(ours, listedByNix({ nixpkgs, homeManager })) };
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

function report({ title, compared, differences }) {
  for (const { name, what, ours, nix } of differences.slice(0, SHOWN))
    console.log(`  ${name}: ${ours === undefined && nix === undefined ? what : `${what}: ours ${ours}, Nix's ${nix}`}`);
  const wrong = new Set(differences.map(({ name }) => name)).size;
  console.log(`${title}: ${compared - wrong} of ${compared} equal, ${wrong} not`);
}

async function main() {
  const [nixpkgs, homeManager] = process.argv.slice(2).map((folder) => resolve(folder));
  if (nixVersion() === undefined) return skipped('nix-instantiate is not installed');
  if (nixpkgs === undefined || !existsSync(join(nixpkgs, 'nixos/modules/module-list.nix')))
    return skipped(`there is no nixpkgs${nixpkgs === undefined ? ': name its folder' : ` in ${nixpkgs}`}`);
  if ((await runNpm(['run', '--silent', 'build'])) !== 0) return 1;
  const cache = mkdtempSync(join(tmpdir(), 'test-nixos-'));
  try {
    const results = PARTS.flatMap((part) => part({ nixpkgs, homeManager }, cache) ?? []);
    for (const result of results) report(result);
    return results.every(({ differences }) => differences.length === 0) ? 0 : 1;
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

function skipped(why) {
  console.log(`nothing is compared: ${why}`);
  return process.env.REQUIRE_NIX === '1' ? 1 : 0;
}

process.exitCode = await main();
