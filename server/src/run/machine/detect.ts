// Looks at a machine: which generations are built, what runs now, which programs there are. Starts no process and needs
// no root.
import { hostname, userInfo } from 'node:os';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import type { ConfigRoot } from '../../protocol/run';
import type { RunSettings } from '../settings';
import { readDetails } from './details';
import type { MachineFacts } from './facts';
import { firstBuilt, readBuilt, readGenerations } from './generations';
import { detectLoader } from './loader';
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

/** This process on this machine, with these folders open. */
export function theseSurroundings(openFolders: readonly string[]): Surroundings {
  const env = process.env;
  return {
    root: systemRoot(),
    path: (env.PATH ?? '').split(':').filter(isAbsolute),
    home: env.HOME ?? '/',
    user: env.USER || userName(),
    stateHome: env.XDG_STATE_HOME,
    isRoot: process.getuid?.() === 0,
    host: hostname(),
    openFolders,
  };
}

/** Another machine, whose root lies in a folder: its system's programs, and the home of one of its users. */
export function otherSurroundings(folder: string, user: string, openFolders: readonly string[]): Surroundings {
  return {
    root: systemRoot(folder),
    path: ['/run/wrappers/bin', '/run/current-system/sw/bin'],
    home: user === 'root' ? '/root' : join('/home', user),
    user,
    stateHome: undefined,
    isRoot: user === 'root',
    host: undefined,
    openFolders,
  };
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

type SystemFacts = Omit<MachineFacts, keyof HomeFacts | keyof FolderFacts>;
type HomeFacts = Pick<MachineFacts, 'home' | 'homeProfile' | 'runningHome' | 'isHomeService'>;
type FolderFacts = Pick<MachineFacts, 'hasDefaultFlake' | 'folder' | 'isOutside'>;

/** Everything of a machine that no configuration and no user decides. */
export async function detectSystem(settings: RunSettings, around: Surroundings): Promise<SystemFacts> {
  const { root, path } = around;
  const sudoFolders = ['/run/wrappers/bin', ...path];
  const commands = [settings.rebuildCommand[0], settings.homeManagerCommand[0], settings.commandTemplate[0]];
  const [programs, sudo, run0, system, generations, runningSystem, bootedSystem, startedSystem, release, marker, host] =
    await Promise.all([
      findPrograms(root, [...commands, ...PROGRAMS], path),
      firstExecutable(
        root,
        sudoFolders.map((folder) => join(folder, 'sudo')),
      ),
      firstExecutable(
        root,
        path.map((folder) => join(folder, 'run0')),
      ),
      readBuilt(root, settings.systemProfile, 'bin/switch-to-configuration'),
      readGenerations(root, settings.systemProfile),
      root.realPath('/run/current-system'),
      root.realPath('/run/booted-system'),
      readStarted(root),
      readRelease(root),
      root.text('/etc/specialisation'),
      around.host ?? root.text('/etc/hostname').then((text) => text?.trim() || undefined),
    ]);
  const newest = await root.realPath(settings.systemProfile);
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
  return {
    home: alone ?? service,
    homeProfile: own,
    runningHome,
    isHomeService: alone === undefined && service !== undefined,
  };
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
