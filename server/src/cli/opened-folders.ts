// The folders that the arguments of a check name, opened.
import { type Buffer, bufferIn } from './buffer';
import { CheckedFolder } from './checked';
import type { Arguments, Environment } from './command';
import type { Format } from './formats/format';
import { namesIn } from './names';
import { rulesBy } from './rule-levels';
import { folderOf, type Target, targetOf } from './target';
import { byFolder, currentFolder, targetsOf } from './targets';

export async function openedFolders(
  args: Arguments,
  environment: Environment,
  { hasFixes, isRelativeToTarget }: Pick<Format, 'hasFixes' | 'isRelativeToTarget'>,
): Promise<readonly CheckedFolder[]> {
  const rules = rulesBy(args);
  const buffer = bufferIn(args);
  const targets =
    buffer !== undefined && args.positionals.length === 0
      ? [bufferTarget(buffer, args, environment)]
      : targetsOf(args, environment);
  const names = isRelativeToTarget === true && targets.length === 1 ? undefined : namesIn(currentFolder(), true);
  const settings = { rules, isComplete: args.options.complete === true, hasFixes, names, buffer };
  return Promise.all(byFolder(targets).map((group) => CheckedFolder.open(group, environment, settings)));
}

/** What takes part in the systems of the text that somebody edits; the file need not be there yet. */
function bufferTarget({ path }: Buffer, { options }: Arguments, environment: Environment): Target {
  const folder = targetOf({ positionals: [folderOf(path, environment.disk)], options }, environment);
  return { ...folder, file: path, nixFiles: [...new Set([...folder.nixFiles, path])].sort() };
}
