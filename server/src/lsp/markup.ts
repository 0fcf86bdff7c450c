// Rich texts for the editor: Markdown where it shows that, else plain text. What a configuration says stands in code
// spans that nothing in it can end, so it is never Markdown itself.
import { type MarkupContent, MarkupKind } from 'vscode-languageserver';
import type { LineOfFile, Location } from '../base/span';
import type { Line, Piece, RichText } from '../features/rich-text';
import { visible } from '../protocol/visible';
import { type Conversion, toRange, toUri } from './convert';

export function toMarkup(text: RichText, conversion: Conversion): MarkupContent {
  return conversion.client.hoversMarkdown
    ? { kind: MarkupKind.Markdown, value: blocks(text, (piece) => markdown(piece, conversion)) }
    : { kind: MarkupKind.PlainText, value: text.map((line) => plainLine(line, conversion)).join('\n') };
}

/** Items of one list follow each other; everything else is a paragraph. */
function blocks(text: RichText, show: (piece: Piece) => string): string {
  return text
    .map(({ kind, pieces }, i) => {
      const line = `${kind === 'item' ? '- ' : ''}${pieces.map(show).join('')}`;
      const isNext = i > 0 && (kind !== 'item' || text[i - 1]?.kind !== 'item');
      return `${isNext ? '\n' : ''}${line}`;
    })
    .join('\n');
}

function markdown(piece: Piece, conversion: Conversion): string {
  if (typeof piece === 'string') return escapeMarkdown(piece);
  return 'code' in piece ? codeSpan(piece.code) : link(piece.text, piece.at, conversion);
}

function plainLine({ kind, pieces }: Line, conversion: Conversion): string {
  const shown = pieces.map((piece) =>
    typeof piece === 'string'
      ? piece
      : 'code' in piece
        ? visible(piece.code)
        : placeName(piece.text, piece.at, conversion),
  );
  return `${kind === 'item' ? '- ' : ''}${shown.join('')}`;
}

/** A fence longer than any row of backticks inside. */
function codeSpan(code: string): string {
  const shown = visible(code);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([row]) => row.length));
  const fence = '`'.repeat(longest + 1);
  // A blank beside the fence is taken away where both sides have one.
  const pad = longest > 0 || /^ .* $/.test(shown) ? ' ' : '';
  return shown === '' ? '``' : `${fence}${pad}${shown}${pad}${fence}`;
}

const lineOf = (at: Location | LineOfFile, conversion: Conversion): number =>
  'line' in at ? at.line : toRange(at, conversion).start.line + 1;

function link(text: string, at: Location | LineOfFile, conversion: Conversion): string {
  const line = lineOf(at, conversion);
  const uri = toUri(at.file, conversion).replaceAll(/[()<>\s\\]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `[${escapeMarkdown(visible(`${text}:${line}`))}](${uri}#L${line})`;
}

const placeName = (text: string, at: Location | LineOfFile, conversion: Conversion): string =>
  visible(`${text}:${lineOf(at, conversion)}`);

/** Whatever could be taken for Markdown or HTML, as itself. */
const escapeMarkdown = (text: string): string => text.replaceAll(/[\\`*_{}[\]()<>#!|~&]/g, '\\$&');
