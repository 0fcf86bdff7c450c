// The core, opened for a command.
import type { SystemSummary } from '../analysis/reports/summary';
import type { Logger } from '../base/logger';
import { namedConfiguration } from '../project/classic';
import { NO_RULES } from '../rules/engine/run';
import type { RuleSettings } from '../rules/engine/settings';
import { answerOf, type WorkspaceApi } from '../service/api';
import { folderBuilt } from '../service/facts';
import type { Note } from '../service/notes';
import { createWorkspace } from '../service/workspace';
import type { Environment } from './command';
import type { Output } from './output';
import { type Built, Releases } from './release';
import { relativePath, type Target } from './target';
import { NotedReading, whyUnread } from './unread';

export interface OpenedWorkspace extends WorkspaceApi {
  /** Nix files that are there but could not be read, as far as they were asked for. */
  readonly unread: ReadonlySet<string>;
  readonly releases: Releases;
}

/**
 * Opens what a target is about, with the options of the releases that its systems are built with.
 * @param rules what findings are wanted; none where it is left out.
 * @param makesFixes whether the fixes of all of them are, too.
 */
export async function openWorkspace(
  target: Target,
  environment: Environment,
  rules?: RuleSettings,
  makesFixes = false,
): Promise<OpenedWorkspace> {
  const { disk, installation } = environment;
  const releases = new Releases(target.chosen, environment);
  await releases.read(target.base);
  const files = new NotedReading(disk);
  const workspace = createWorkspace({
    files,
    boundary: { folders: () => [target.base], trusted: () => target.allowsOutside },
    parser: await installation.parser,
    readData: installation.readData,
    releases: releases.kept,
    nixFiles: () => target.nixFiles,
    named: namedConfiguration(process.env),
    logger: outputLogger(environment),
    largeStack: true,
    makesFixes,
  });
  workspace.configure({ rules: rules ?? NO_RULES });
  // Which one makes a system is seen only once it is evaluated.
  const systems = rules === undefined ? entryPointsIn(workspace) : workspace.snapshot().systems;
  let isRead = false;
  for (const { configRoot, madeOf } of systems)
    isRead = (await releases.read(folderBuilt(configRoot), madeOf)) || isRead;
  if (isRead) workspace.startAnew();
  return Object.assign(workspace, { unread: files.unread, releases });
}

const entryPointsIn = (workspace: WorkspaceApi): readonly Built[] =>
  answerOf(workspace.ask({}, ({ entryPoint }) => [entryPoint]));

/** What could not be found out: results may then lack something. `systems` are those that the answer is about. */
export function notesOf(
  { partial, unread }: OpenedWorkspace,
  systems: readonly unknown[],
  { file }: Target,
): readonly Note[] {
  const nothing = file === undefined ? 'no configuration was found' : 'it takes part in no system';
  return [
    ...partial.notes,
    ...[...unread]
      .sort()
      .map((path): Note => ({ code: 'unread', message: `passed over: it ${whyUnread(path)}`, file: path })),
    ...(systems.length > 0
      ? []
      : [{ code: 'nothing-checked', message: `${nothing}: nothing was checked`, ...(file && { file }) } as const]),
  ];
}

/** Of a flake whose hosts are all out of sight: what is found in parts of a system is less than in the whole. */
export function hostlessNote(
  systems: readonly Pick<SystemSummary, 'isFragment'>[],
  { file, base, nixFiles }: Target,
): readonly Note[] {
  const flake = `${base}/flake.nix`;
  if (file !== undefined || systems.length === 0 || !nixFiles.includes(flake)) return [];
  if (systems.some(({ isFragment }) => !isFragment)) return [];
  const message = 'no host of it is known: its files were checked one by one, as parts of some system';
  return [{ code: 'no-host', message, file: flake }];
}

/** Says them on the error output. */
export function sayNotes(notes: readonly Note[], target: Target, { err }: Output): void {
  for (const { file, message } of notes)
    err(`nixos-specialisations: ${file === undefined ? '' : `${relativePath(file, target)}: `}${message}`);
}

/**
 * What went wrong inside goes to the error output, each line once and without stack traces:
 * results may then be incomplete.
 */
function outputLogger({ err }: Output): Logger {
  const said = new Set<string>();
  const say = (line: string): void => {
    const [first = ''] = line.split('\n');
    if (said.has(first)) return;
    said.add(first);
    err(`nixos-specialisations: ${first}`);
  };
  return { info: () => {}, warn: say, error: say };
}
