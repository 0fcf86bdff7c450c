// Texts with parts that are not known: comparing them, looking into them, and showing them.
import { isPackage } from './packages';
import { baseName, STORE } from './paths';
import type { PartialString, Piece, StringValue, Value } from './values';

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

/** What the hash in a store path is written with (nixos.org, Nix manual: store paths), and one that is not known. */
const HASH_CHARACTERS = /^[0-9abcdfghijklmnpqrsvwxyz]$/;
const HASH = '\0'.repeat(32);
/** Longer ones are not looked for where a hash stands. */
const LONGEST_SOUGHT = 64;

/** Whether a text has another one in it; undefined where that depends on what is not known of it. */
export function hasText(pieces: readonly Piece[], sought: string): boolean | undefined {
  const texts = pieces.map((piece) => (typeof piece === 'string' ? piece : placeAs(piece, HASH)));
  const isKnown = texts.every((text) => text !== undefined);
  const whole = texts.join('');
  const parts = isKnown ? [whole] : texts;
  if (parts.some((part) => part?.split(HASH).some((known) => known.includes(sought)))) return true;
  if (!isKnown || sought.length > LONGEST_SOUGHT) return undefined;
  for (let hash = whole.indexOf(HASH); hash >= 0; hash = whole.indexOf(HASH, hash + HASH.length))
    for (let at = Math.max(0, hash - sought.length + 1); at < hash + HASH.length; at++)
      if (fitsAt(whole, at, sought)) return undefined;
  return false;
}

/** Whether a text may stand at a place of another one, in which some characters are those of a hash. */
function fitsAt(text: string, at: number, sought: string): boolean {
  for (let i = 0; i < sought.length; i++) {
    const [there, wanted] = [text[at + i], sought[i] ?? ''];
    if (there !== wanted && !(there === HASH[0] && HASH_CHARACTERS.test(wanted))) return false;
  }
  return true;
}

const GAP = '…';

/** A text for people, with dots for what is not known of it; undefined where a value is none. */
export function shownText(value: Value): string | undefined {
  if (value.kind === 'string') return value.text;
  if (value.kind === 'opaque') return placeAs(value, GAP);
  return value.kind === 'partial-string' ? value.pieces.map(shownPiece).join('') : undefined;
}

const shownPiece = (piece: Piece): string => (typeof piece === 'string' ? piece : (placeAs(piece, GAP) ?? GAP));

/** Of what lies in the store only the hash is not known. */
function placeAs(piece: Exclude<Piece, string>, hash: string): string | undefined {
  const name = storeName(piece);
  return name && `${STORE}/${hash}-${name}`;
}

/** As text it is a place in the store: what stands there behind the hash; undefined where nobody knows. */
export function storeName(piece: Exclude<Piece, string>): string | undefined {
  if (piece.kind !== 'opaque') return undefined;
  const { stored, place } = piece.known ?? {};
  return stored === undefined ? place && baseName(place) : stored();
}
