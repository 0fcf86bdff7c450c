// `--complete`: whole systems, NixOS's own modules included, by the nixpkgs that is found or named.
import { type DefinedOptions, definedOptions } from '../analysis/reports/defined-options';
import { Recorder } from '../project/recorder';
import type { Complete } from '../release/complete';
import type { Located } from '../release/locate';
import { answerOf } from '../service/api';
import { CompleteSystems, type Meant, type Told } from '../service/complete';
import { folderBuilt } from '../service/facts';
import type { Note } from '../service/notes';
import { wholeSystem } from '../service/whole-check';
import { wholeNotes } from '../service/whole-results';
import type { Environment } from './command';
import type { OpenedWorkspace } from './open';
import { sourcesOf } from './release';
import type { Target } from './target';

export const COMPLETE_OPTION = { complete: { type: 'boolean' } } as const;
export const COMPLETE_HELP = '--complete                      evaluate whole systems, with the modules of NixOS itself';

/** A system, or a home, that can be evaluated as a whole. */
export interface Subject extends Meant {
  readonly key: string;
  readonly located: Located;
  readonly defined: readonly DefinedOptions[];
  /** The options that it reads and does not set. */
  readonly read: readonly string[];
}

export interface Answered<T> extends Told<T> {
  readonly subject: Subject;
}

/** Asks every whole system of a target. */
export async function askComplete<T>(
  workspace: OpenedWorkspace,
  target: Target,
  environment: Environment,
  question: (complete: Complete, subject: Subject, files: Recorder) => T,
): Promise<readonly Answered<T>[]> {
  const parser = await environment.installation.parser;
  const sources = await sourcesOf(environment);
  const subjects = subjectsIn(workspace, target);
  const used = subjects.flatMap(({ located }) => [located.nixpkgs, located.homeManager]);
  const folders = [target.base, ...new Set(used.filter((folder) => folder !== undefined))];
  const files = new Recorder(sources, { folders: () => folders, trusted: () => target.allowsOutside });
  const bySources = new Map<string, CompleteSystems>();
  const systemsOf = ({ located }: Subject): CompleteSystems => {
    const key = JSON.stringify(located);
    const systems = bySources.get(key) ?? new CompleteSystems(located, files, parser);
    bySources.set(key, systems);
    return systems;
  };
  return subjects.map((subject) => ({
    subject,
    ...systemsOf(subject).ask(subject, (complete) => question(complete, subject, files)),
  }));
}

function subjectsIn(workspace: OpenedWorkspace, { file }: Target): readonly Subject[] {
  const { releases } = workspace;
  return answerOf(
    workspace.ask({ file }, (analysis) =>
      wholeSystem(analysis).map((system) => ({
        ...system,
        located: releases.locate(folderBuilt(system.configRoot), analysis.entryPoint.madeOf),
        defined: definedOptions(analysis),
        read: [...(analysis.base.input.defaults?.read ?? [])],
      })),
    ),
  );
}

/** What is to be known of whole systems that were not, or not wholly, evaluated. */
export function completeNotes(answers: readonly Answered<unknown>[]): readonly Note[] {
  return answers.flatMap(({ subject: { entry }, leftOut, why }) => wholeNotes({ entry, leftOut, why }));
}
