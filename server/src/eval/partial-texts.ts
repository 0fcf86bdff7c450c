// Texts with parts that are not known: comparing them, and showing them.
import { isPackage } from './packages';
import { baseName, STORE } from './paths';
import type { OpaqueValue, PartialString, Piece, StringValue, Value } from './values';

/** Whether two texts are the same; undefined where it depends on what is not known of them. */
export function equalTexts(a: StringValue | PartialString, b: StringValue | PartialString): boolean | undefined {
  const [x, y] = behindCommonStart(piecesOf(a), piecesOf(b));
  if (x.length === 0 || y.length === 0)
    return [...x, ...y].some((piece) => typeof piece === 'string') ? false : x.length === y.length || undefined;
  const [startX, startY] = [startOf(x), startOf(y)];
  const [endX, endY] = [endOf(x), endOf(y)];
  const start = Math.min(startX.length, startY.length);
  const end = Math.min(endX.length, endY.length);
  // Different beginnings or ends decide; everything else depends on what fills the gaps.
  const differ =
    startX.slice(0, start) !== startY.slice(0, start) ||
    endX.slice(endX.length - end) !== endY.slice(endY.length - end);
  return differ ? false : undefined;
}

function piecesOf(value: StringValue | PartialString): readonly Piece[] {
  if (value.kind === 'partial-string') return value.pieces;
  return value.text === '' ? [] : [value.text];
}

function behindCommonStart(a: readonly Piece[], b: readonly Piece[]): readonly [readonly Piece[], readonly Piece[]] {
  let common = 0;
  while (common < a.length && common < b.length && isSame(a[common], b[common])) common++;
  return [a.slice(common), b.slice(common)];
}

const isSame = (a: Piece | undefined, b: Piece | undefined): boolean =>
  typeof a === 'object' && typeof b === 'object'
    ? a.kind === 'opaque' && b.kind === 'opaque' && a.path === b.path
    : a === b;

/** A package as text is its place in the store. */
function startOf([first = '']: readonly Piece[]): string {
  if (typeof first === 'string') return first;
  return isPackage(first) ? `${STORE}/` : '';
}

function endOf(pieces: readonly Piece[]): string {
  const last = pieces.at(-1);
  return typeof last === 'string' ? last : '';
}

const GAP = '…';

/** A text for people, with dots for what is not known of it; undefined where a value is none. */
export function shownText(value: Value): string | undefined {
  if (value.kind === 'string') return value.text;
  if (value.kind === 'opaque') return shownPlace(value);
  return value.kind === 'partial-string' ? value.pieces.map(shownPiece).join('') : undefined;
}

const shownPiece = (piece: Piece): string =>
  typeof piece === 'string' ? piece : ((piece.kind === 'opaque' ? shownPlace(piece) : undefined) ?? GAP);

/** Of what lies in the store only the hash is not known. */
function shownPlace({ known }: OpaqueValue): string | undefined {
  const name = known?.stored?.() ?? (known?.place && baseName(known.place));
  return name && `${STORE}/${GAP}-${name}`;
}
