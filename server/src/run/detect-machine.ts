// Looks at this machine: which generations are built, what runs now, which programs there are. Starts
// no process and needs no root.
import { constants } from 'node:fs';
import { access, readdir, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import type { ConfigRoot } from '../protocol/run';
import type { Generation, MachineFacts, RunSettings } from './machine';
import { readDetails } from './system-details';

/** The parts of the process environment that matter here. */
export interface ProcessEnvironment {
  readonly path: string;
  readonly home: string;
  readonly user: string;
  readonly stateHome: string | undefined;
  readonly isRoot: boolean;
  /** Where NixOS links the running and the booted system, and keeps its programs that run as root. */
  readonly runFolder: string;
  /** The folders that are open. */
  readonly openFolders: readonly string[];
}

/** The environment of this process, with these folders open. */
export function processEnvironment(openFolders: readonly string[]): ProcessEnvironment {
  const env = process.env;
  return {
    path: env.PATH ?? '',
    home: env.HOME ?? '/',
    user: env.USER ?? '',
    stateHome: env.XDG_STATE_HOME,
    isRoot: process.getuid?.() === 0,
    runFolder: '/run',
    openFolders,
  };
}

/**
 * Gathers everything a plan for this configuration depends on, as it is now. Never fails:
 * what cannot be read is absent.
 */
export async function detectMachine(
  root: ConfigRoot,
  settings: RunSettings,
  env: ProcessEnvironment,
): Promise<MachineFacts> {
  const stateHome = env.stateHome || join(env.home, '.local/state');
  const homeProfiles = [
    join(stateHome, 'nix/profiles/home-manager'),
    join('/nix/var/nix/profiles/per-user', env.user, 'home-manager'),
  ] as const;
  const configFolder = root.kind === 'flake' ? root.path : dirname(root.path);
  const [tools, sudo, system, home, runningSystem, bootedSystem, runningHome, hasDefaultFlake, writable, isOutside] =
    await Promise.all([
      findTools([settings.rebuildCommand[0], settings.homeManagerCommand[0]], env.path),
      findSudo(env),
      readGeneration(settings.systemProfile, 'bin/switch-to-configuration'),
      firstGeneration(homeProfiles, 'activate'),
      realPath(join(env.runFolder, 'current-system')),
      realPath(join(env.runFolder, 'booted-system')),
      realPath(join(stateHome, 'home-manager/gcroots/current-home')),
      can('/etc/nixos/flake.nix', constants.F_OK),
      can(configFolder, constants.W_OK),
      liesOutside(root.path, env.openFolders),
    ]);
  return {
    tools,
    sudo,
    isRoot: env.isRoot,
    system,
    home,
    homeProfile: homeProfiles[0],
    runningSystem,
    bootedSystem,
    details: await detailsOf([runningSystem, bootedSystem, system?.path, ...(system?.specialisations.values() ?? [])]),
    runningHome,
    hasDefaultFlake,
    folder: writable ? configFolder : env.home,
    isOutside,
  };
}

async function detailsOf(systems: readonly (string | undefined)[]): Promise<MachineFacts['details']> {
  const paths = [...new Set(systems)].filter((path) => path !== undefined);
  return new Map(await Promise.all(paths.map(async (path) => [path, await readDetails(path)] as const)));
}

async function firstGeneration(profiles: readonly string[], program: string): Promise<Generation | undefined> {
  for (const profile of profiles) {
    const generation = await readGeneration(profile, program);
    if (generation !== undefined) return generation;
  }
  return undefined;
}

/** The generation a profile points to, with those of its specialisations that hold the program that activates them. */
async function readGeneration(profile: string, program: string): Promise<Generation | undefined> {
  const path = await realPath(profile);
  if (path === undefined || !(await can(join(path, program), constants.X_OK))) return undefined;
  const names = await readdir(join(path, 'specialisation')).catch(() => []);
  const found = await Promise.all(
    names.map((name) => readSpecialisation(join(path, 'specialisation', name), name, program)),
  );
  return {
    path,
    specialisations: new Map(found.filter((entry) => entry !== undefined)),
    knowsDriverVersion: await can(join(path, 'gen-version'), constants.F_OK),
  };
}

async function readSpecialisation(link: string, name: string, program: string): Promise<[string, string] | undefined> {
  const path = await realPath(link);
  return path !== undefined && (await can(join(path, program), constants.X_OK)) ? [name, path] : undefined;
}

/** Which of the programs exist: absolute ones where they are, others in the folders of PATH. */
export async function findTools(programs: readonly (string | undefined)[], path: string): Promise<ReadonlySet<string>> {
  const folders = path.split(':').filter(isAbsolute);
  const found = await Promise.all(
    programs.map(async (program) => ((await exists(program, folders)) ? program : undefined)),
  );
  return new Set(found.filter((program) => program !== undefined));
}

async function exists(program: string | undefined, folders: readonly string[]): Promise<boolean> {
  if (program === undefined || program === '') return false;
  if (isAbsolute(program)) return can(program, constants.X_OK);
  return (await firstProgram(folders.map((folder) => join(folder, program)))) !== undefined;
}

/**
 * NixOS has the sudo that works among its wrappers; elsewhere it is the first on PATH. Its name alone
 * could be another program by then.
 */
function findSudo({ path, runFolder }: ProcessEnvironment): Promise<string | undefined> {
  const folders = [join(runFolder, 'wrappers/bin'), ...path.split(':').filter(isAbsolute)];
  return firstProgram(folders.map((folder) => join(folder, 'sudo')));
}

async function firstProgram(paths: readonly string[]): Promise<string | undefined> {
  const found = await Promise.all(paths.map((path) => can(path, constants.X_OK)));
  return paths.find((_, at) => found[at]);
}

/** Whether a path lies in none of the folders, wherever links lead. */
async function liesOutside(path: string, folders: readonly string[]): Promise<boolean> {
  const [real, ...realFolders] = await Promise.all(
    [path, ...folders].map(async (one) => (await realPath(one)) ?? resolve(one)),
  );
  return !realFolders.some(
    (folder) => real === folder || real?.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`),
  );
}

async function can(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

async function realPath(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}
