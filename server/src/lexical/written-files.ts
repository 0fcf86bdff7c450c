// The paths that a file writes, and where they lead.
import { memoOf } from '../base/memo';
import type { Span } from '../base/span';
import { normalise, parentFolder } from '../eval/paths';
import type { Expr, SyntaxTree } from '../syntax/ast';
import { eachChild } from '../syntax/children';
import type { SourceTexts } from '../syntax/source-texts';

export interface WrittenFile extends Span {
  /** Absolute. */
  readonly path: string;
}

/** Every path of a file that holds nothing computed; of those in the home folder none. */
export function writtenPaths(file: string, sources: SourceTexts): readonly WrittenFile[] {
  const tree = sources.parse(file);
  if (tree === undefined) return [];
  return pathsIn(tree).map(({ text, start, end }) => ({
    start,
    end,
    path: normalise(text.startsWith('/') ? text : `${parentFolder(file)}/${text}`),
  }));
}

interface WrittenPath extends Span {
  readonly text: string;
}

const pathsIn: (tree: SyntaxTree) => readonly WrittenPath[] = memoOf((tree) => {
  const found: WrittenPath[] = [];
  const pending: Expr[] = [tree.root];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    eachChild(expr, (child) => void pending.push(child));
    const [text] = expr.kind === 'path' && expr.parts.length === 1 ? expr.parts : [];
    if (typeof text === 'string' && !text.startsWith('~')) found.push({ text, start: expr.start, end: expr.end });
  }
  return found.sort((a, b) => a.start - b.start);
});
