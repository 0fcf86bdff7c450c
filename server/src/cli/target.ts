// The PATH of a command: what is read, what is shown, and what paths in the output are relative to.

import { posix } from 'node:path';
import { parentFolder } from '../eval/paths';
import { corePath, entriesAt } from '../host/reading';
import { listNixFiles } from '../host/walk';
import type { Chosen } from '../release/locate';
import type { Snapshot } from '../service/api';
import { findingsAbout } from '../service/part';
import { type Arguments, type Environment, UserError } from './command';
import { CHOSEN_HELP, CHOSEN_OPTIONS, chosenIn } from './release';

export interface Target {
  /** The folder that is looked into, and that paths in the output are relative to: a file's is the flake around it. */
  readonly base: string;
  /** The one file asked for, if it is a file. */
  readonly file: string | undefined;
  /** Whether what lies outside of `base` is read, too. */
  readonly allowsOutside: boolean;
  /** The sources of NixOS and Home Manager that are named. */
  readonly chosen: Chosen;
  /** Where systems are looked for. */
  readonly nixFiles: readonly string[];
}

const OUTSIDE = 'allow-outside';

/** The option of all commands that read files. */
export const OUTSIDE_OPTION = { [OUTSIDE]: { type: 'boolean' } } as const;
const OUTSIDE_HELP = '--allow-outside                 also read what other files than Nix files outside of PATH hold';

/** The options of all commands that evaluate configurations. */
export const READING_OPTIONS = { ...OUTSIDE_OPTION, ...CHOSEN_OPTIONS };
export const READING_HELP: readonly string[] = [OUTSIDE_HELP, ...CHOSEN_HELP];

/** The only positional argument as a target; fails with a message for the user where it cannot be read. */
export function targetOf({ positionals, options }: Arguments, environment: Environment): Target {
  const { disk, err } = environment;
  const [given, ...more] = positionals;
  if (given === undefined) throw new UserError('a file or folder is missing');
  if (more.length > 0) throw new UserError(`only one file or folder at a time (not also "${more[0]}")`);
  const asked = corePath(given);
  const kind = disk.kind(asked);
  if (kind === undefined) throw new UserError(`no such file or folder: ${given}`);
  if (kind === 'file' && disk.read(asked) === undefined) throw new UserError(`cannot be read as text: ${given}`);
  if (kind === 'directory' && entriesAt(disk.place(asked)) === undefined)
    throw new UserError(`cannot be read: ${given}`);
  const base = kind === 'file' ? folderOf(asked, disk) : asked;
  disk.enter(base);
  const path = disk.spelling(asked);
  const { files, complete } = listNixFiles(base);
  if (!complete) err(`${given}: too many files; only the ${files.length} nearest were looked at`);
  const reading = { allowsOutside: options[OUTSIDE] === true, chosen: chosenIn({ options }, environment) };
  return kind === 'file'
    ? { base, file: path, ...reading, nixFiles: [...new Set([...files, path])].sort() }
    : { base, file: undefined, ...reading, nixFiles: files };
}

/** Where the systems of a file are looked for. */
export function folderOf(file: string, disk: Environment['disk']): string {
  const own = parentFolder(file);
  return flakeAround(own, disk) ?? own;
}

/** The nearest flake from a folder upwards, as Nix looks for it: in the repository. */
export function flakeAround(folder: string, disk: Environment['disk']): string | undefined {
  for (let at = folder; ; at = parentFolder(at)) {
    if (disk.kind(`${at}/flake.nix`) === 'file') return at;
    if (parentFolder(at) === at || disk.kind(`${at}/.git`) !== undefined) return undefined;
  }
}

export function relativePath(file: string, { base }: Target): string {
  return posix.relative(base, file);
}

/** The part of a snapshot that is about the target: all of it, or the systems that the one file takes part in. */
export function shownPart({ systems, findings, notes }: Snapshot, { file }: Target): Snapshot {
  if (file === undefined) return { systems, findings, notes };
  const shown = systems.filter((system) => system.files.includes(file));
  return {
    systems: shown,
    findings: findingsAbout(findings, shown),
    notes,
  };
}
