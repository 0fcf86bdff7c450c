// Paths of code that moves into a file of another folder.
import type { TextEdit } from '../base/text-edit';
import { normalise, parentFolder } from '../eval/paths';
import type { Expr } from '../syntax/ast';
import { eachChild } from '../syntax/children';

/** Makes the relative paths in code of one file lead to the same places from another one. */
export function relativeEdits(expr: Expr, from: string, to: string): readonly TextEdit[] {
  const [old, folder] = [parentFolder(from), parentFolder(to)];
  if (old === folder) return [];
  const edits: TextEdit[] = [];
  const visit = (each: Expr): void => {
    const first = each.kind === 'path' ? each.parts[0] : undefined;
    if (typeof first === 'string' && first.startsWith('.')) edits.push(rewritten(each.start, first, old, folder));
    eachChild(each, visit);
  };
  visit(expr);
  return edits;
}

/** The folders at the beginning of a path, which is all that is relative about it. */
function rewritten(start: number, text: string, old: string, folder: string): TextEdit {
  const folders = text.slice(0, text.lastIndexOf('/'));
  return { start, end: start + folders.length, newText: relativePath(folder, normalise(`${old}/${folders}`)) };
}

/** As Nix writes a path, from one folder to another: `.`, `./a`, `../b`. */
export function relativePath(from: string, to: string): string {
  const [here, there] = [from, to].map((path) => path.split('/').filter((step) => step !== ''));
  if (here === undefined || there === undefined) return to;
  let same = 0;
  while (same < here.length && here[same] === there[same]) same++;
  const up = here.slice(same).map(() => '..');
  return [...(up.length === 0 ? ['.'] : up), ...there.slice(same)].join('/');
}
