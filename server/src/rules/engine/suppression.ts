// Comments that silence rules: `# specialisations-ignore: code, code` behind the line or on a line of its own above it,
// and `# specialisations-ignore-file: code` anywhere in the file. Without codes every rule is meant. A syntax error is
// silenced by none: what is no Nix has no comments, either.

import { LineIndex } from '../../base/line-index';
import type { Location } from '../../base/span';
import type { TextEdit } from '../../base/text-edit';
import { inLineEnds } from '../../edits/line-ends';
import { pathTo } from '../../syntax/locate';
import type { SourceTexts } from '../../syntax/source-texts';
import { SYNTAX_ERROR } from '../syntax-error';

const MARK = /#\s*specialisations-ignore(?<whole>-file)?(?=\s|:|$)(?::(?<codes>[^#\n]*))?/;
/** Nearly no file has one. */
export const MAY_SUPPRESS = /specialisations-ignore/;
const COMMENT_LINE = /^\s*#/;

/** What the comments of one file silence. */
export interface Suppressions {
  has(code: string, offset: number): boolean;
}

/** Nothing is silenced. */
export const NOTHING: Suppressions = { has: () => false };

export function suppressionsIn(text: string): Suppressions {
  if (!MAY_SUPPRESS.test(text)) return NOTHING;
  const index = new LineIndex(text);
  const marks: { readonly line: number; readonly codes: ReadonlySet<string> | 'all' }[] = [];
  const whole: (ReadonlySet<string> | 'all')[] = [];
  const lines = text.split('\n');
  for (const [line, content] of lines.entries()) {
    const groups = MARK.exec(content)?.groups;
    if (groups === undefined) continue;
    const codes = codesIn(groups.codes);
    if (groups.whole !== undefined) whole.push(codes);
    else marks.push({ line: COMMENT_LINE.test(content) ? nextCode(lines, line) : line, codes });
  }
  const names = (codes: ReadonlySet<string> | 'all', code: string): boolean => codes === 'all' || codes.has(code);
  return {
    has(code, offset) {
      if (code === SYNTAX_ERROR) return false;
      const { line } = index.position(offset);
      return (
        whole.some((codes) => names(codes, code)) || marks.some((mark) => mark.line === line && names(mark.codes, code))
      );
    },
  };
}

function codesIn(list: string | undefined): ReadonlySet<string> | 'all' {
  const codes = (list ?? '').split(/[\s,]+/).filter((code) => code !== '');
  return codes.length === 0 ? 'all' : new Set(codes);
}

/** The first line below that is no comment and not empty. */
function nextCode(lines: readonly string[], from: number): number {
  let line = from + 1;
  while (line < lines.length && (COMMENT_LINE.test(lines[line] ?? '') || (lines[line] ?? '').trim() === '')) line++;
  return line;
}

/**
 * The edit that silences a rule at a place: a comment above its line. Undefined where a comment cannot stand, as
 * in a string of several lines, and where none helps.
 */
export function suppressionEdit(code: string, place: Location, sources: SourceTexts): TextEdit | undefined {
  const text = sources.read(place.file);
  const tree = sources.parse(place.file);
  if (code === SYNTAX_ERROR || text === undefined || tree === undefined) return undefined;
  const start = text.lastIndexOf('\n', place.start - 1) + 1;
  if (pathTo(tree.root, start).some((expr) => expr.kind === 'string' && expr.start < start && start < expr.end))
    return undefined;
  const indentation = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const lineEnd = inLineEnds('\n', text);
  return { start, end: start, newText: `${indentation}# specialisations-ignore: ${code}${lineEnd}` };
}
