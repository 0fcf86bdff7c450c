// `fix PATH --kind KIND`: applies one kind of fix wherever it is offered.
import { unifiedDiff } from '../../edits/unified-diff';
import { parentFolder } from '../../eval/paths';
import { FIX_ALL_KINDS } from '../../protocol/fix-all';
import { type Command, choice, type Environment } from '../command';
import { counted } from '../formats/summary';
import { realFolder, removeLeftovers } from '../leftovers';
import { notesOf, openWorkspace, sayNotes } from '../open';
import { isExact } from '../output';
import { type Repaired, repair } from '../repair';
import { READING_HELP, READING_OPTIONS, relativePath, type Target, targetOf } from '../target';
import { exitCodeBy, FAIL_ON_HELP, FAIL_ON_OPTION, THRESHOLDS } from '../threshold';
import { writeFiles } from '../write';

export const fix: Command = {
  name: 'fix',
  usage:
    'fix PATH --kind mkForce|mkDefault|baseOnly [--dry-run] [--force] [--fail-on error|warning|never] [--allow-outside]',
  summary: 'apply one kind of fix wherever it is offered',
  optionHelp: [
    '--kind mkForce                  the specialisations win',
    '--kind mkDefault                the base system yields',
    "--kind baseOnly                 the base system's value counts in the base system only",
    '--dry-run                       print the changes as a unified diff and write nothing',
    '--force                         also write files that are write-protected, have several hard links, or another owner',
    FAIL_ON_HELP,
    ...READING_HELP,
  ],
  options: {
    kind: { type: 'string' },
    'dry-run': { type: 'boolean' },
    force: { type: 'boolean' },
    ...FAIL_ON_OPTION,
    ...READING_OPTIONS,
  },
  words: { kind: FIX_ALL_KINDS, 'fail-on': THRESHOLDS },
  async run(args, environment) {
    const kind = choice(args, 'kind', FIX_ALL_KINDS, undefined);
    const exitCode = exitCodeBy(args);
    const target = targetOf(args, environment);
    const workspace = await openWorkspace(target, environment, {});
    const repaired = repair(workspace, target, kind);
    sayNotes(notesOf(workspace, repaired.systems, target), target, environment);
    workspace.dispose();
    if (args.options['dry-run'] === true) printDiff(repaired, target, environment);
    else {
      write(repaired, target, args.options.force === true, environment);
      printChanges(repaired, target, environment);
    }
    return repaired.systems.length === 0 ? 2 : exitCode(repaired.after);
  },
};

function write({ changes }: Repaired, target: Target, force: boolean, { err }: Environment): void {
  const shown = (path: string): string => relativePath(path, target);
  const folders = [...target.nixFiles.map(parentFolder), ...changes.map(({ path }) => realFolder(path))];
  for (const kept of removeLeftovers(folders))
    err(
      `${shown(kept)}: the old text of a file, kept from a run that was interrupted; remove it when you do not need it`,
    );
  writeFiles(changes, { force, shown });
}

function printDiff({ changes }: Repaired, target: Target, { diff, err }: Environment): void {
  for (const { path, before, after } of changes) {
    const name = relativePath(path, target);
    const lines = unifiedDiff(name, before, after).replace(/\n$/, '').split('\n');
    diff(lines);
    if (!isExact(lines))
      err(
        `${name}: its diff cannot be applied, for it shows characters that are invisible, or would be a command in a log`,
      );
  }
}

/** What has several sides is one problem. */
const problemsIn = (found: Repaired['before']): number =>
  found.filter(({ isOtherSide }) => isOtherSide !== true).length;

function printChanges({ changes, before, after, inVain }: Repaired, target: Target, { out }: Environment): void {
  for (const { path } of changes) out(`fixed: ${relativePath(path, target)}`);
  const [had, has] = [problemsIn(before), problemsIn(after)];
  const left = has === 0 ? 'no problems left' : `${counted(has, 'problem')} left`;
  const fixed = Math.max(had - has, 0);
  if (inVain > 0) out(`not made, as it would not have helped: the fix of ${counted(inVain, 'problem')}`);
  out(
    changes.length === 0
      ? `nothing to fix, ${left}`
      : `${counted(fixed, 'problem')} fixed in ${counted(changes.length, 'file')}, ${left}`,
  );
}
