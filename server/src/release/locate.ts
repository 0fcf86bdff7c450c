// Where the NixOS and the Home Manager lie that a configuration is built with: what the user says, else what its
// flake's lock or its pins fetch, else what this machine would use.
import type { FileLoader } from '../eval/loader';
import { normalise } from '../eval/paths';
import { NULL } from '../eval/values';
import { knownSource } from '../project/known-sources';
import { inputsOf, jsonOf } from '../project/lock';
import { pinnedFolder } from '../project/pins';
import type { ReleaseSource } from './read-release';

/** What the user says: folders, absolute. */
export interface Chosen {
  readonly nixpkgs?: string | undefined;
  readonly homeManager?: string | undefined;
}

/** The environment of the user, as far as it says where channels lie. */
export interface Channels {
  readonly nixPath: string | undefined;
  readonly home: string | undefined;
}

/** How a folder was found. */
export type Found = 'chosen' | 'lock' | 'input' | 'pin' | 'channel';

export interface Located extends Partial<ReleaseSource> {
  readonly nixpkgsBy?: Found;
}

type Files = Pick<FileLoader, 'kind' | 'read'>;
type Source = 'nixpkgs' | 'home-manager';

/** What is there in every release. */
export const SIGN: Readonly<Record<Source, string>> = {
  nixpkgs: 'nixos/modules/module-list.nix',
  'home-manager': 'modules/modules.nix',
};

/** Where NixOS keeps the channels of root, and Nix those of a user. */
const ROOT_CHANNELS = '/nix/var/nix/profiles/per-user/root/channels';
const userChannels = (home: string): string => `${home}/.nix-defexpr/channels`;

/**
 * @param folder where the configuration lies: a flake, or a folder with pins in or below it.
 */
export function locate(folder: string | undefined, files: Files, chosen: Chosen, channels: Channels): Located {
  const isThere = (source: Source) => (path: string) => files.kind(`${path}/${SIGN[source]}`, 'import') === 'file';
  const find = (source: Source, given: string | undefined): readonly [string, Found] | undefined => {
    if (given !== undefined) return [given, 'chosen'];
    const candidates: readonly (readonly [readonly string[], Found])[] = [
      [folder === undefined ? [] : locked(folder, source, files), 'lock'],
      [folder === undefined ? [] : pinned(folder, source, files), 'pin'],
      [inChannels(source, channels), 'channel'],
    ];
    // Whoever locks a release is not built with another one that happens to be here.
    const [paths, found] = candidates.find(([named]) => named.length > 0) ?? [[], 'channel'];
    const path = paths.find(isThere(source));
    return path === undefined ? undefined : [path, found];
  };
  const nixpkgs = find('nixpkgs', chosen.nixpkgs);
  const homeManager = find('home-manager', chosen.homeManager);
  return {
    ...(nixpkgs && { nixpkgs: nixpkgs[0], nixpkgsBy: nixpkgs[1] }),
    ...(homeManager && { homeManager: homeManager[0] }),
  };
}

/** Folders of the inputs of a flake that are the source, the one called so first. */
function locked(folder: string, source: Source, files: Files): readonly string[] {
  const text = files.read(`${folder}/flake.lock`, 'contents');
  const lock = jsonOf(text);
  const root = typeof lock?.root === 'string' ? lock.root : 'root';
  const nodes = lock?.nodes as Readonly<Record<string, { readonly inputs?: object } | null>> | undefined;
  const names = Object.keys(nodes?.[root]?.inputs ?? {}).sort((a, b) => Number(b === source) - Number(a === source));
  const inputs = inputsOf(text, NULL);
  return names.flatMap((name) => {
    const input = inputs.input(name);
    // A folder of one's own may be called anything; what is in it is looked at later.
    const isMeant = input.path !== undefined && knownSource('', name) === source;
    if (!isMeant && knownSource(input.description, name) !== source) return [];
    const path = input.path === undefined ? input.stored : normalise(pathFrom(folder, input.path));
    return path === undefined ? [] : [path];
  });
}

const pathFrom = (folder: string, path: string): string => (path.startsWith('/') ? path : `${folder}/${path}`);

/** Where npins and niv keep what they pin. */
const PIN_FILES = ['npins/sources.json', 'nix/sources.json'];

function pinned(folder: string, source: Source, files: Files): readonly string[] {
  return PIN_FILES.flatMap((file) => {
    const parsed = jsonOf(files.read(`${folder}/${file}`, 'contents'));
    const pins = file.startsWith('npins') ? parsed?.pins : parsed;
    if (typeof pins !== 'object' || pins === null) return [];
    return Object.entries(pins)
      .sort(([a], [b]) => Number(b === source) - Number(a === source))
      .flatMap(([name, spec]) => pinnedFolder(name, spec, source) ?? []);
  });
}

/** `NIX_PATH` says where it is told, then the channels of root and of the user. */
function inChannels(source: Source, { nixPath, home }: Channels): readonly string[] {
  const told = (nixPath ?? '').split(':').flatMap((entry) => {
    const [, name, path = entry] = /^([^=/]*)=(.*)$/.exec(entry) ?? [];
    if (!path.startsWith('/')) return [];
    return name === undefined ? [`${path}/${source}`] : name === source ? [path] : [];
  });
  const names = source === 'nixpkgs' ? ['nixos', 'nixpkgs'] : [source];
  const folders = [ROOT_CHANNELS, ...(home === undefined ? [] : [userChannels(home)])];
  return [...told, ...folders.flatMap((folder) => names.map((name) => `${folder}/${name}`))];
}
