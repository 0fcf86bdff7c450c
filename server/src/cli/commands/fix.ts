// `fix PATH --kind KIND`: applies one kind of fix wherever it is offered.
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { FIX_ALL_KINDS } from '../../features/fix-all';
import { type Command, choice, type Environment } from '../command';
import { openWorkspace } from '../open';
import { type Repaired, repair } from '../repair';
import { relativePath, type Target, targetOf } from '../target';
import { counted } from '../text-report';
import { exitCodeBy, FAIL_ON_HELP, FAIL_ON_OPTION } from '../threshold';
import { writeFiles } from '../write';

export const fix: Command = {
  name: 'fix',
  usage: 'fix PATH --kind mkForce|mkDefault|baseOnly [--dry-run] [--fail-on error|warning|never]',
  summary: 'apply one kind of fix wherever it is offered',
  optionHelp: [
    '--kind mkForce                  the specialisations win',
    '--kind mkDefault                the base system yields',
    "--kind baseOnly                 the base system's value counts in the base system only",
    '--dry-run                       print the changes as a unified diff and write nothing',
    FAIL_ON_HELP,
  ],
  options: { kind: { type: 'string' }, 'dry-run': { type: 'boolean' }, ...FAIL_ON_OPTION },
  async run(args, environment) {
    const kind = choice(args, 'kind', FIX_ALL_KINDS, undefined);
    const exitCode = exitCodeBy(args);
    const target = targetOf(args, environment);
    const workspace = await openWorkspace(target, environment);
    const repaired = repair(workspace, target, kind, (path) => environment.disk.read(path));
    workspace.dispose();
    if (args.options['dry-run'] === true) printDiff(repaired, target, environment);
    else {
      writeFiles(repaired.texts);
      printChanges(repaired, target, environment);
    }
    return exitCode(repaired.after);
  },
};

function printDiff({ texts }: Repaired, target: Target, { disk, out }: Environment): void {
  for (const [file, text] of sorted(texts)) {
    const name = relativePath(file, target);
    const patch = createTwoFilesPatch(`a/${name}`, `b/${name}`, disk.read(file) ?? '', text, undefined, undefined, {
      headerOptions: FILE_HEADERS_ONLY,
    });
    out(patch.replace(/\n$/, ''));
  }
}

function printChanges({ texts, before, after, inVain }: Repaired, target: Target, { out }: Environment): void {
  for (const [file] of sorted(texts)) out(`fixed: ${relativePath(file, target)}`);
  const left = after.length === 0 ? 'no problems left' : `${counted(after.length, 'problem')} left`;
  const fixed = Math.max(before.length - after.length, 0);
  if (inVain > 0) out(`not made, as it would not have helped: the fix of ${counted(inVain, 'problem')}`);
  out(texts.size === 0 ? `nothing to fix, ${left}` : `${counted(fixed, 'problem')} fixed in ${counted(texts.size, 'file')}, ${left}`);
}

function sorted(texts: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
}
