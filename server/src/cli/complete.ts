// `--complete`: whole systems, NixOS's own modules included, by the nixpkgs that is found or named.
import { type DefinedOptions, definedOptions } from '../analysis/reports/defined-options';
import { Recorder } from '../project/recorder';
import type { Complete } from '../release/complete';
import { answerOf } from '../service/api';
import { CompleteSystems, type Meant, type Told } from '../service/complete';
import type { Note } from '../service/notes';
import { wholeSystem } from '../service/whole-check';
import { wholeNotes } from '../service/whole-results';
import type { Environment } from './command';
import type { OpenedWorkspace } from './open';
import { Releases, sourcesOf } from './release';
import type { Target } from './target';

export const COMPLETE_OPTION = { complete: { type: 'boolean' } } as const;
export const COMPLETE_HELP = '--complete                      evaluate whole systems, with the modules of NixOS itself';

/** A system of NixOS that can be evaluated as a whole. */
export interface Subject extends Meant {
  readonly key: string;
  readonly defined: readonly DefinedOptions[];
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
  const located = new Releases(target.chosen, environment).locate(target.base);
  const parser = await environment.installation.parser;
  const sources = await sourcesOf(environment);
  const folders = [target.base, located.nixpkgs, located.homeManager].filter((folder) => folder !== undefined);
  const files = new Recorder(sources, { folders: () => folders, trusted: () => target.allowsOutside });
  const systems = new CompleteSystems(located, files, parser);
  return subjectsIn(workspace, target).map((subject) => ({
    subject,
    ...systems.ask(subject, (complete) => question(complete, subject, files)),
  }));
}

function subjectsIn(workspace: OpenedWorkspace, { file }: Target): readonly Subject[] {
  return answerOf(
    workspace.ask({ file }, (analysis) =>
      wholeSystem(analysis).map((system) => ({ ...system, defined: definedOptions(analysis) })),
    ),
  );
}

/** What is to be known of whole systems that were not, or not wholly, evaluated. */
export function completeNotes(answers: readonly Answered<unknown>[]): readonly Note[] {
  return answers.flatMap(({ subject: { entry }, leftOut, why }) => wholeNotes({ entry, leftOut, why }));
}
