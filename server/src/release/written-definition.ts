// Where a module that is known to define an option writes it. Values tell the expression that they come from as long as
// they have one; what lib made of it (`mkIf`, `mkMerge`) has none, but stands behind the name of the option.
import { LineIndex } from '../base/line-index';
import type { Location } from '../base/span';
import type { SourceTexts } from '../syntax/source-texts';
import { WrittenBindings } from './written-bindings';

/** The first binding of the whole path that is no declaration; undefined where the module builds the name otherwise. */
export function writtenDefinition(
  file: string,
  path: readonly string[],
  { parse, read }: SourceTexts,
): Location | undefined {
  const [tree, text] = [parse(file), read(file)];
  if (tree === undefined || text === undefined) return undefined;
  const reversed = path.toReversed();
  const found = new WrittenBindings(file, tree.root, new LineIndex(text))
    .named(reversed[0] ?? '')
    .find((each) => reversed.every((name, i) => each.reversed[i] === name) && each.reversed[path.length] !== 'options');
  return found && { file, start: found.start, end: found.end };
}
