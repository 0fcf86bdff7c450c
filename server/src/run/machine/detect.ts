// Looks at a machine: which generations are built, what runs now, which programs there are. Starts no process and needs
// no root.
import { hostname, userInfo } from 'node:os';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import type { ConfigRoot } from '../../protocol/run';
import type { RunSettings } from '../settings';
import { readDetails } from './details';
import type { Built, FolderFacts, Generation, HomeFacts, MachineFacts, SystemFacts } from './facts';
import { firstBuilt, readBuilt, readGenerations } from './generations';
import { detectLoader, isSince } from './loader';
import { findPrograms, firstExecutable, PROGRAMS } from './programs';
import { readRelease } from './release';
import { type SystemRoot, systemRoot } from './system-root';

/** Where a machine is looked at from, and as whom. */
export interface Surroundings {
  readonly root: SystemRoot;
  /** The folders of PATH. */
  readonly path: readonly string[];
  readonly home: string;
  readonly user: string;
  readonly stateHome: string | undefined;
  readonly isRoot: boolean;
  /** The machine's name; undefined where `/etc/hostname` says it. */
  readonly host: string | undefined;
  /** The folders that are open. */
  readonly openFolders: readonly string[];
}

/**
 * This process on this machine, with these folders open. `madeUp`: a folder that stands for the root of this machine,
 * so that tests can make up one whose commands really run.
 */
export function theseSurroundings(openFolders: readonly string[], madeUp?: string): Surroundings {
  const env = process.env;
  const root = madeUp === undefined ? systemRoot() : systemRoot(madeUp, 'here');
  const path = (env.PATH ?? '').split(':').filter(isAbsolute);
  return {
    root,
    path: madeUp === undefined ? path : OWN_PROGRAMS,
    home: env.HOME ?? '/',
    user: env.USER || userName(),
    stateHome: env.XDG_STATE_HOME,
    isRoot: process.getuid?.() === 0,
    host: madeUp === undefined ? hostname() : undefined,
    openFolders,
  };
}

/** Where NixOS has its programs. */
const OWN_PROGRAMS = ['/run/wrappers/bin', '/run/current-system/sw/bin'];

/** Another machine, whose root lies in a folder: its system's programs, and the home of one of its users. */
export async function otherSurroundings(folder: string, user: string): Promise<Surroundings> {
  const root = systemRoot(folder);
  return {
    root,
    path: OWN_PROGRAMS,
    home: await homeOf(root, user),
    user,
    stateHome: undefined,
    isRoot: user === 'root',
    host: undefined,
    openFolders: [],
  };
}

async function homeOf(root: SystemRoot, user: string): Promise<string> {
  const lines = ((await root.text('/etc/passwd')) ?? '').split('\n').map((line) => line.split(':'));
  const home = lines.find(([name]) => name === user)?.[5];
  return home?.startsWith('/') ? home : user === 'root' ? '/root' : join('/home', user);
}

/** The name of whoever runs this program. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/**
 * Gathers everything a plan for this configuration depends on, as it is now. Never fails:
 * what cannot be read is absent.
 */
export async function detectMachine(
  config: ConfigRoot,
  settings: RunSettings,
  around: Surroundings,
): Promise<MachineFacts> {
  const [machine, home, folders] = await Promise.all([
    detectSystem(settings, around),
    detectHome(around),
    detectFolders(config, around),
  ]);
  return { ...machine, ...home, ...folders };
}

/** What makes something built a system that can be activated. */
const PROGRAM = 'bin/switch-to-configuration';

/** Everything of a machine that no configuration and no user decides. */
export async function detectSystem(settings: RunSettings, around: Surroundings): Promise<SystemFacts> {
  const { root, path } = around;
  const sudoFolders = ['/run/wrappers/bin', ...path];
  const commands = [settings.rebuildCommand[0], settings.homeManagerCommand[0], settings.commandTemplate[0]];
  const [
    programs,
    sudo,
    run0,
    profile,
    generations,
    runningSystem,
    bootedSystem,
    startedSystem,
    release,
    marker,
    host,
  ] = await Promise.all([
    findPrograms(root, [...commands, ...PROGRAMS], path),
    firstExecutable(
      root,
      sudoFolders.map((folder) => join(folder, 'sudo')),
    ),
    firstExecutable(
      root,
      path.map((folder) => join(folder, 'run0')),
    ),
    readBuilt(root, settings.systemProfile, PROGRAM),
    readGenerations(root, settings.systemProfile),
    root.leadsTo('/run/current-system'),
    root.leadsTo('/run/booted-system'),
    readStarted(root),
    readRelease(root),
    root.text('/etc/specialisation'),
    around.host ?? root.text('/etc/hostname').then((text) => text?.trim() || undefined),
  ]);
  const newest = await root.realPath(settings.systemProfile);
  const system = profile ?? (await otherBase(root, generations, runningSystem));
  const current = generations.find(({ isCurrent }) => isCurrent);
  const parts = current === undefined ? (system?.specialisations.values() ?? []) : current.specialisations.values();
  return {
    host,
    user: around.user,
    release,
    programs,
    sudo,
    run0,
    isRoot: around.isRoot,
    system,
    generations,
    available: [...((current ?? system)?.specialisations.keys() ?? [])],
    loader: await detectLoader(root, newest ?? runningSystem, release),
    runningSystem,
    bootedSystem,
    startedSystem,
    marker,
    details: await detailsOf(root, [runningSystem, bootedSystem, startedSystem, newest, ...parts]),
  };
}

/**
 * Without a profile: the generation that what runs is part of, or what was booted, if that is a base. What runs is none
 * of these, because a specialisation has no siblings.
 */
async function otherBase(
  root: SystemRoot,
  generations: readonly Generation[],
  running: string | undefined,
): Promise<Built | undefined> {
  const isHolding = ({ path, specialisations }: Generation): boolean =>
    path === running || [...specialisations.values()].some((part) => part === running);
  const holding = running === undefined ? undefined : generations.find(isHolding);
  if (holding !== undefined) return readBuilt(root, holding.link, PROGRAM);
  const booted = await readBuilt(root, '/run/booted-system', PROGRAM);
  return booted === undefined || booted.specialisations.size === 0 ? undefined : booted;
}

/** The system that the kernel was told to start: `init=…/init`. */
async function readStarted(root: SystemRoot): Promise<string | undefined> {
  const init = /(?:^|\s)init=(\/\S+)\/init(?:\s|$)/.exec((await root.text('/proc/cmdline')) ?? '')?.[1];
  return init === undefined ? undefined : root.realPath(init);
}

async function detailsOf(root: SystemRoot, systems: readonly (string | undefined)[]): Promise<MachineFacts['details']> {
  const paths = [...new Set(systems)].filter((path) => path !== undefined);
  return new Map(await Promise.all(paths.map(async (path) => [path, await readDetails(root, path)] as const)));
}

async function detectHome({ root, stateHome, home, user }: Surroundings): Promise<HomeFacts> {
  const state = stateHome || join(home, '.local/state');
  const own = join(state, 'nix/profiles/home-manager');
  const profiles = [own, join('/nix/var/nix/profiles/per-user', user, 'home-manager')];
  const [alone, service, runningHome] = await Promise.all([
    firstBuilt(root, profiles, 'activate'),
    homeOfService(root, user),
    root.realPath(join(state, 'home-manager/gcroots/current-home')),
  ]);
  const built = alone ?? service;
  return {
    home: built && { ...built, knowsDriverVersion: await knowsDriverVersion(root, built) },
    homeProfile: own,
    runningHome,
    isHomeService: alone === undefined && service !== undefined,
  };
}

/** Since 25.11. A generation that says nothing of its version is taken for as old as the system. */
async function knowsDriverVersion(root: SystemRoot, { path, knowsDriverVersion }: Built): Promise<boolean> {
  if (knowsDriverVersion || (await root.exists(join(path, 'hm-version')))) return knowsDriverVersion;
  const release = await readRelease(root);
  return release === undefined || isSince(release, { year: 25, month: 11 });
}

/** Home Manager as a module of NixOS: a service activates the home that the last word of its command names. */
async function homeOfService(root: SystemRoot, user: string): Promise<MachineFacts['home']> {
  if (!/^[\w.-]+$/.test(user)) return undefined;
  const unit = (await root.text(`/etc/systemd/system/home-manager-${user}.service`)) ?? '';
  const path = /^ExecStart=.*\s(\/\S+)\s*$/m.exec(unit)?.[1];
  return path === undefined ? undefined : readBuilt(root, path, 'activate');
}

async function detectFolders(config: ConfigRoot, { root, home, openFolders }: Surroundings): Promise<FolderFacts> {
  const folder = config.kind === 'flake' ? config.path : dirname(config.path);
  // A configuration that lies elsewhere than below the root of the machine is looked at where it is.
  const here = systemRoot();
  const [hasDefaultFlake, isWritable, isOutside] = await Promise.all([
    root.exists('/etc/nixos/flake.nix'),
    here.isWritable(folder),
    liesOutside(here, config.path, openFolders),
  ]);
  return { hasDefaultFlake, folder: isWritable ? root.named(folder) : home, isOutside };
}

/** Whether a path lies in none of the folders, wherever links lead. */
async function liesOutside(root: SystemRoot, path: string, folders: readonly string[]): Promise<boolean> {
  const [real, ...realFolders] = await Promise.all(
    [path, ...folders].map(async (one) => (await root.realPath(one)) ?? resolve(one)),
  );
  return !realFolders.some(
    (folder) => real === folder || real?.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`),
  );
}
