// flake.lock and the `inputs` of flake.nix: what each input is, and whose input it really is.
import { normalise } from '../eval/paths';
import { storePathOf } from '../eval/store';
import { force } from '../eval/thunk';
import type { AttrsValue, Value } from '../eval/values';
import { isWithin } from './folders';
import { type KnownSource, knownSource } from './known-sources';

/** One input of a flake. */
export interface InputSource {
  /** How it is fetched, in one text: `github:NixOS/nixpkgs`, `path:./core`. Empty when nothing says it. */
  readonly description: string;
  /** The folder that a `path:` input names, relative to the flake that names it or absolute. */
  readonly path: string | undefined;
  /** Where it lies in the Nix store, if Nix has fetched it there. */
  readonly stored: string | undefined;
  readonly isFlake: boolean;
  /** The inputs of the input itself. */
  input(name: string): InputSource;
}

interface LockNode {
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
  readonly locked?: Readonly<Record<string, unknown>>;
  readonly original?: Readonly<Record<string, unknown>>;
  readonly flake?: boolean;
}

const NOTHING: InputSource = {
  description: '',
  path: undefined,
  stored: undefined,
  isFlake: true,
  input: () => NOTHING,
};

/** Follows nested deeper than this go round in circles. */
const FOLLOW_LIMIT = 20;

/** The root of a flake's inputs: as flake.lock has them, else as flake.nix declares them. */
export function inputsOf(lockText: string | undefined, declared: Value): InputSource {
  const nodes = parseLock(lockText);
  const own = declaredInputs(declared);
  if (nodes === undefined) return own;
  const { root, at } = nodes;
  const locked = lockedSource(nodes, root);
  return {
    ...NOTHING,
    input(name) {
      // An input that was declared after the last lock.
      return at(root)?.inputs?.[name] === undefined ? own.input(name) : locked.input(name);
    },
  };
}

/** When the newest nixpkgs and the newest Home Manager of a lock were made, in seconds since 1970. */
export function lockTimes(
  lockText: string | undefined,
): Readonly<Record<'nixos' | 'home-manager', number | undefined>> {
  const nodes = jsonOf(lockText)?.nodes;
  const all =
    typeof nodes === 'object' && nodes !== null
      ? Object.values(nodes as Readonly<Record<string, LockNode | null>>)
      : [];
  const newest = (source: KnownSource): number | undefined => {
    const times = all.flatMap((node): readonly number[] => {
      const time = node?.locked?.lastModified;
      const { description } = sourceOf(node?.original ?? node?.locked ?? {});
      return typeof time === 'number' && description !== '' && knownSource(description, undefined) === source
        ? [time]
        : [];
    });
    return times.length === 0 ? undefined : Math.max(...times);
  };
  return { nixos: newest('nixpkgs'), 'home-manager': newest('home-manager') };
}

interface Nodes {
  readonly root: string;
  at(name: string): LockNode | undefined;
  /** The node that an input of a node is, by name; undefined where following it leads nowhere or round in circles. */
  target(node: string, input: string): string | undefined;
}

function parseLock(text: string | undefined): Nodes | undefined {
  const lock = jsonOf(text);
  const nodes = lock?.nodes;
  if (typeof nodes !== 'object' || nodes === null) return undefined;
  const known = new Map(Object.entries(nodes as Readonly<Record<string, LockNode | null>>));
  const root = typeof lock?.root === 'string' ? lock.root : 'root';
  const at = (name: string): LockNode | undefined => known.get(name) ?? undefined;
  return { root, at, target: targets(root, at) };
}

/** Each input is followed once: a path of inputs may go through others that do the same. */
function targets(root: string, at: Nodes['at']): Nodes['target'] {
  const found = new Map<string, string | undefined>();
  const target = (node: string, input: string, depth: number): string | undefined => {
    const key = JSON.stringify([node, input]);
    if (found.has(key)) return found.get(key);
    // Whoever comes by again before it is found goes round in circles.
    found.set(key, undefined);
    const named: unknown = at(node)?.inputs?.[input];
    let name = typeof named === 'string' ? named : undefined;
    if (Array.isArray(named) && depth < FOLLOW_LIMIT) {
      name = root;
      for (const step of named) name = name === undefined ? undefined : target(name, String(step), depth + 1);
    }
    found.set(key, name);
    return name;
  };
  return (node, input) => target(node, input, 0);
}

function lockedSource(nodes: Nodes, name: string): InputSource {
  const node = nodes.at(name);
  if (node === undefined) return NOTHING;
  return {
    ...sourceOf(node.original ?? node.locked ?? {}),
    stored: storedFolder(node.locked),
    isFlake: node.flake !== false,
    input(input) {
      const target = nodes.target(name, input);
      return target === undefined ? NOTHING : lockedSource(nodes, target);
    },
  };
}

function storedFolder(locked: LockNode['locked']): string | undefined {
  const path = storePathOf(locked?.narHash);
  if (path === undefined || typeof locked?.dir !== 'string') return path;
  const folder = normalise(`${path}/${locked.dir}`);
  return isWithin(folder, path) ? folder : undefined;
}

function sourceOf(reference: Readonly<Record<string, unknown>>): Pick<InputSource, 'description' | 'path'> {
  const { type, owner, repo, url, path, id, dir } = reference;
  if (type === 'path' && typeof path === 'string') return { description: `path:${path}`, path };
  if (typeof url === 'string') return { description: url, path: localFolder(url) };
  if (typeof owner === 'string' && typeof repo === 'string')
    return {
      description: `${String(type)}:${owner}/${repo}${typeof dir === 'string' ? `?dir=${dir}` : ''}`,
      path: undefined,
    };
  return { description: typeof id === 'string' ? `flake:${id}` : '', path: undefined };
}

/** `inputs.x = { url; flake; follows; inputs }`, as written in flake.nix. */
function declaredInputs(declared: Value, depth = 0, root = declared): InputSource {
  return {
    ...NOTHING,
    input(name) {
      const entry = valueAt(declared, name);
      const url = textOf(valueAt(entry, 'url'));
      const follows = textOf(valueAt(entry, 'follows'));
      if (follows !== undefined && depth < FOLLOW_LIMIT)
        return follows
          .split('/')
          .reduce<InputSource>((source, step) => source.input(step), declaredInputs(root, depth + 1));
      const flake = valueAt(entry, 'flake');
      const inside = valueAt(entry, 'inputs');
      const parts = entry?.kind === 'attrs' && url === undefined ? sourceOf(textsOf(entry)) : undefined;
      return {
        description: parts?.description ?? url ?? '',
        path: parts?.path ?? (url === undefined ? undefined : localFolder(url)),
        stored: undefined,
        isFlake: !(flake?.kind === 'bool' && !flake.value),
        input: (inner) => (inside === undefined ? NOTHING : declaredInputs(inside, depth + 1, root).input(inner)),
      };
    },
  };
}

/** The folder of a reference to this machine: `./x`, `path:./x`, `path:/x`, `git+file:./x`, `git+file:///x`. */
function localFolder(url: string): string | undefined {
  const path = /^(?:(?:path|git\+file):(?:\/\/)?)?(\.{0,2}\/[^?#]*|\.)/.exec(url)?.[1];
  const folder = /[?&]dir=([^&#]+)/.exec(url)?.[1];
  return path === undefined ? undefined : folder === undefined ? path : `${path}/${folder}`;
}

/**
 * Where an input may lie on disk: where a `path:` says, seen from the folder of the flake
 * that names it, else in the store.
 * What is known of a source by its name is not looked for there: nixpkgs is better known than evaluated.
 */
export function inputFolder(source: InputSource, name: string, folder: string): string | undefined {
  if (source.path !== undefined)
    return normalise(source.path.startsWith('/') ? source.path : `${folder}/${source.path}`);
  return knownSource(source.description, name) === undefined ? source.stored : undefined;
}

function valueAt(value: Value | undefined, name: string): Value | undefined {
  const slot = value?.kind === 'attrs' ? value.get(name) : undefined;
  return slot === undefined ? undefined : force(slot);
}

const textOf = (value: Value | undefined): string | undefined => (value?.kind === 'string' ? value.text : undefined);

function textsOf(set: AttrsValue): Record<string, string> {
  return Object.fromEntries([...set.entries].flatMap(([name, { slot }]) => entryOf(name, textOf(force(slot)))));
}
const entryOf = (name: string, text: string | undefined): [string, string][] =>
  text === undefined ? [] : [[name, text]];

/** A JSON object; undefined for anything else. */
export function jsonOf(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
