// How long we take for what real Nix evaluates of a nixpkgs, both in the same run: `npm run bench -- --nixos NIXPKGS`.
// Times are of the processor, programs and their threads whole, so that a busy machine counts little.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../lib/process.mjs';
import { listText } from './options.mjs';
import { withText } from './real-nix.mjs';

const ROUNDS = 3;

/** A desktop and one specialisation. Older and newer releases know all of its options. */
const DESKTOP = `{ config, lib, pkgs, ... }: {
  boot.loader.systemd-boot.enable = true;
  fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; };
  networking.networkmanager.enable = true;
  services.xserver.enable = true;
  services.openssh.enable = true;
  services.printing.enable = true;
  users.users.ann = { isNormalUser = true; extraGroups = [ "wheel" ]; };
  environment.systemPackages = with pkgs; [ git vim htop ];
  specialisation.work.configuration = {
    services.printing.enable = lib.mkForce false;
    services.nginx.enable = true;
  };
}`;
const OTHER = '{ imports = [ ./tower.nix ]; networking.hostName = "other"; services.tlp.enable = true; }';

/**
 * What is measured: how often as long as Nix we take, or milliseconds, each with its budget.
 * @param {string} nixpkgs
 * @returns {{ name: string, measured: number, budget: number, unit: string }[]}
 */
export function timesBesideNix(nixpkgs) {
  const folder = mkdtempSync(join(tmpdir(), 'nixos-times-'));
  try {
    return measured(nixpkgs, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measured(nixpkgs, folder) {
  const [one, two] = [hosts(folder, ['tower']), hosts(folder, ['tower', 'other'])];
  const cache = join(folder, 'cache');
  const ours = (...args) => processorTime(ourProgram(cache, ...args));
  const nix = (text) => withText(text, processorTime);
  const release = ['--nixpkgs', nixpkgs];
  const checked = (path) => ['check', path, '--complete', '--fail-on', 'never', ...release];
  const check = (path) => () => ours(...checked(path));
  let memory = Number.POSITIVE_INFINITY;
  const rows = {
    catalogue: () => {
      rmSync(cache, { recursive: true, force: true });
      return ours('options', '--format', 'json', ...release);
    },
    nixCatalogue: () => nix(listText({ nixpkgs })),
    kept: () => ours('options', '--prefix', 'no.such.option', ...release),
    // Starts the same thread, and has nothing to do there.
    nothing: () => ours('completions', 'bash'),
    one: check(one),
    two: () => {
      const { time, megabytes } = withMemory(folder, ourProgram(cache, ...checked(two)));
      memory = megabytes;
      return time;
    },
    memory: () => memory,
    nixOne: () => nix(valuesText(nixpkgs, one, ['tower'])),
  };
  return bestOf(rows, [
    { name: 'release: all options listed', of: ['catalogue', 'nixCatalogue'], budget: 8, unit: NIX, value: ratio },
    {
      name: 'release: its options kept from before',
      of: ['kept', 'nothing'],
      budget: 150,
      unit: 'ms',
      value: (kept, nothing) => kept - nothing,
    },
    {
      name: 'complete check: one host and its specialisation',
      of: ['one', 'nixOne'],
      budget: 8,
      unit: NIX,
      value: ratio,
    },
    {
      name: 'complete check: a second host beside it',
      of: ['one', 'two', 'nixOne'],
      budget: 2,
      unit: NIX,
      value: (one, two, theirs) => (two - one) / theirs,
    },
    {
      name: 'complete check: memory for two hosts',
      of: ['memory'],
      budget: 1000,
      unit: 'MB',
      value: (memory) => memory,
    },
  ]);
}

const NIX = '× real Nix';
const ratio = (ours, theirs) => ours / theirs;

/**
 * Measures all once, and what is over its budget again: a whole release takes a minute, and a machine that does much
 * else at the moment only ever makes times longer.
 */
function bestOf(rows, wanted) {
  const best = {};
  const measured = ({ of, value }) => value(...of.map((name) => best[name]));
  for (let round = 0; round < ROUNDS; round++) {
    const over = wanted.filter((row) => round === 0 || measured(row) > row.budget);
    for (const name of new Set(over.flatMap(({ of }) => of))) {
      best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, rows[name]());
      process.stderr.write(`  ${name}: ${Math.round(best[name])}\n`);
    }
  }
  return wanted.map((row) => ({ name: row.name, measured: measured(row), budget: row.budget, unit: row.unit }));
}

/** A flake of these hosts, in a folder of its own. */
function hosts(folder, names) {
  const path = join(folder, names.join('-'));
  mkdirSync(path);
  writeFileSync(join(path, 'tower.nix'), DESKTOP);
  writeFileSync(join(path, 'other.nix'), OTHER);
  const systems = names.map(
    (name) =>
      `nixosConfigurations.${name} = nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [ ./${name}.nix ]; };`,
  );
  writeFileSync(join(path, 'flake.nix'), `{ outputs = { nixpkgs, ... }: { ${systems.join('\n')} }; }`);
  return path;
}

/** What a complete check asks of systems: assertions, warnings, and what they are built of. */
function valuesText(nixpkgs, folder, names) {
  const complete = JSON.stringify(join(ROOT, 'server/src/release/complete.nix'));
  return `
    let
      host = file: import (/. + ${complete}) {
        nixpkgs = /. + ${JSON.stringify(nixpkgs)};
        args = { system = "x86_64-linux"; modules = [ file ]; };
        isLenient = false;
      };
      built = names: set: map (part: if part.enable or true then map (name: builtins.seq (part.\${name} or null) null) names else null) (builtins.attrValues set);
      asked = { config, ... }: [
        (map (each: each.assertion) config.assertions)
        config.warnings
        (built [ "text" "source" "target" ] config.environment.etc)
        (built [ "text" "wantedBy" "requiredBy" ] config.systemd.units)
        (built [ "text" "wantedBy" ] config.systemd.user.units)
      ];
      all = file: let made = host file; in map asked ([ made.base ] ++ builtins.attrValues made.specialisations);
      values = map all [ ${names.map((name) => `(/. + ${JSON.stringify(join(folder, `${name}.nix`))})`).join(' ')} ];
    in
    builtins.deepSeq values (builtins.length values)`;
}

const ourProgram = (cache, ...args) => ({
  command: process.execPath,
  args: [join(ROOT, 'dist/cli.js'), ...args],
  env: { ...process.env, XDG_CACHE_HOME: cache },
});

/** The same, and the most memory that a program of Node's has at once. */
function withMemory(folder, { command, args, env }) {
  const [hook, told] = [join(folder, 'memory.cjs'), join(folder, 'memory.txt')];
  writeFileSync(hook, MEMORY_HOOK);
  const time = processorTime({ command, args: ['--require', hook, ...args], env: { ...env, MEMORY_FILE: told } });
  return { time, megabytes: Number(readFileSync(told, 'utf8')) / 1024 };
}

const MEMORY_HOOK = `
  if (require('node:worker_threads').isMainThread)
    process.on('exit', () =>
      require('node:fs').writeFileSync(process.env.MEMORY_FILE, String(process.resourceUsage().maxRSS)));
`;

/** Milliseconds of processor time that a program takes from start to end. */
function processorTime({ command, args, env }) {
  const script = '"$@" > /dev/null; code=$?; times; exit $code';
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', script, 'sh', command, ...args], {
    encoding: 'utf8',
    env,
  });
  // 1: nothing is listed, as was meant.
  if (status !== 0 && status !== 1) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  const [, children = ''] = stdout.trim().split('\n');
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
}
