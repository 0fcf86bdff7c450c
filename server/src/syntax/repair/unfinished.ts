// What somebody is typing, taken out of a text that does not parse: the smallest piece in the place where Nix stops, or
// where what it stops at begins, without which all is Nix. A definition counts once it is finished: until then the
// rest stands as it did.
import { type Stop, stopIn } from '../first-error';
import { Lines } from './lines';
import type { Mask } from './mask';
import { Patch, type Repaired } from './patch';
import { type Piece, piecesAt } from './pieces';

/** Pieces tried in one text, and how many may be taken out of it. */
const MOST_TRIES = 14;
const MOST_ROUNDS = 3;
/** Characters read for all tries together. */
const MOST_READ = 500_000;

/** The text without what is unfinished in it; undefined where that cannot be told. `base` hides what is no error. */
export function withoutUnfinished(text: string, base: Mask): Repaired | undefined {
  const chosen: Piece[] = [];
  let left = Math.min(MOST_TRIES, Math.ceil(MOST_READ / (text.length + 1)));
  let current = text;
  let stop = stopIn(text);
  for (let round = 0; stop !== undefined && round < MOST_ROUNDS; round++) {
    let best: { readonly piece: Piece; readonly text: string; readonly stop: Stop | undefined } | undefined;
    for (const piece of piecesAt(stop, new Lines(current))) {
      if (left-- <= 0) break;
      const tried = without(current, piece);
      const next = stopIn(tried);
      if (best !== undefined && next !== undefined && next.error.end <= (best.stop?.error.end ?? 0)) continue;
      best = { piece, text: tried, stop: next };
      if (next === undefined) break;
    }
    if (best === undefined || (best.stop !== undefined && best.stop.error.start <= stop.error.end)) return undefined;
    chosen.push(best.piece);
    ({ text: current, stop } = best);
  }
  if (stop !== undefined || chosen.length === 0) return undefined;
  const patch = new Patch(text, base);
  for (const { start, end, ending } of chosen) {
    if (ending === '') patch.blank(start, end);
    else patch.insert(ending, start, end);
  }
  return patch.result();
}

/** The text with a piece hidden, or ended: as long as before. */
function without(text: string, { start, end, ending }: Piece): string {
  return text.slice(0, start) + ending.padEnd(end - start, ' ') + text.slice(end);
}
