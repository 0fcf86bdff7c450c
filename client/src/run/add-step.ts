// Telling git of new files, so that a flake has them: a command of its own before the others. Pure.
import { commandLine } from '../../../server/src/run/command-line';
import { argumentProblem, expandsInTask } from '../../../server/src/run/names';
import type { RunStep } from '../../../server/src/run/plan/draft';

/** Characters of a command that can still be read. */
const LONGEST_COMMAND = 2500;

/**
 * The command that adds these files, named from the top of a repository, without their contents; undefined where it
 * could not be read, or would not be the one that was read.
 */
export function addStep(repository: string, files: readonly string[]): RunStep | undefined {
  // Not a pattern, and never an option.
  const argv = ['git', '-C', repository, 'add', '-N', '--', ...files.map((file) => `:(top,literal)${file}`)];
  const isBad = argv.some((word) => argumentProblem(word) !== undefined || expandsInTask(word));
  if (files.length === 0 || isBad || commandLine(argv).length > LONGEST_COMMAND) return undefined;
  return { argv, cwd: repository, effect: 'builds', needsRoot: false, tool: 'build' };
}
