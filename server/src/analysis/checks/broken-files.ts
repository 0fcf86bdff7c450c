// Files that Nix cannot read at all, whatever is asked of them: their text is not Nix, or says one thing twice.
import { memoOf } from '../../base/memo';
import { isMadeUp } from '../../eval/paths';
import type { SyntaxTree } from '../../syntax/ast';
import { type Duplicate, duplicatesIn } from '../../syntax/duplicates';
import { type FirstError, firstError } from '../../syntax/first-error';
import type { Analysis } from '../analysis';

export interface BrokenFile {
  readonly file: string;
  /** Where the text stops to be Nix; otherwise what is said twice. */
  readonly error: FirstError | undefined;
  readonly text: string;
  readonly duplicates: readonly Duplicate[];
}

/** The files that evaluation needs and that Nix cannot read: modules, and what is imported otherwise. */
export const brokenFiles: (analysis: Analysis) => readonly BrokenFile[] = memoOf(({ files, base: { input } }) => {
  const { loader, imported } = input.interpreter;
  return [...new Set([...files, ...imported])].flatMap((file) => {
    const tree = isMadeUp(file) ? undefined : loader.parse(file);
    if (tree === undefined) return [];
    // What repaired text seems to say twice may only be half-typed.
    const text = tree.errors.length === 0 ? '' : (loader.read(file, 'errors') ?? '');
    const error = tree.errors.length === 0 ? undefined : errorIn(text, tree);
    const duplicates = tree.errors.length === 0 ? duplicatesOf(tree) : [];
    return error === undefined && duplicates.length === 0 ? [] : [{ file, error, text, duplicates }];
  });
});

const duplicatesOf = memoOf((tree: SyntaxTree) => duplicatesIn(tree.root));

/** Texts longer than this are not read once more. */
const LONGEST_TEXT = 500_000;

const errors = memoOf((_tree: SyntaxTree): { known?: { readonly error: FirstError | undefined } } => ({}));

/** Where a text stops to be Nix that does not parse. */
export function errorIn(text: string, tree: SyntaxTree): FirstError | undefined {
  const memory = errors(tree);
  memory.known ??= { error: text.length > LONGEST_TEXT ? undefined : firstError(text) };
  return memory.known.error;
}
