// A result where the texts that it was found in say the same in other words: what was found stands elsewhere.
import type { Location } from '../base/span';
import type { Finding } from '../rules/engine/finding';
import { requoted } from '../rules/engine/quotes';
import type { RuleSettings } from '../rules/engine/settings';
import type { Checked } from '../rules/engine/unanimous';
import type { Quote, Wording } from '../rules/engine/wording';
import { type Said, SYNTAX_ERROR } from '../rules/syntax-error';
import type { Moved } from '../syntax/moved-text';
import { begun } from './begun';
import type { EntryResult } from './entry-work';

/** What has become of a file. */
export interface Rewriting extends Moved {
  /** What is to be said of a text that still is not Nix. */
  readonly error: Said | undefined;
  /** Whether it was Nix before. */
  readonly isBegun?: true;
}

/** By file; files that are not in it are as they were. */
export type Moves = ReadonlyMap<string, Rewriting>;

/** The same result at the places of now; undefined where one of them cannot be told, or more may be different. */
export function movedResult(result: EntryResult, moves: Moves, settings: RuleSettings): EntryResult | undefined {
  const [one, ...others] = [...moves.values()].filter(({ isBegun }) => isBegun);
  if (others.length > 0) return undefined;
  const moved = movedPlaces(result, moves);
  return moved && one?.error ? begun(moved, one.error, settings) : moved;
}

function movedPlaces(result: EntryResult, moves: Moves): EntryResult | undefined {
  const moving = new Moving(moves);
  const checked = result.checked.map(
    (each): Checked => ({ ...each, findings: each.findings.map((one) => moving.finding(one)) }),
  );
  const systems = result.systems.map((system) => ({
    ...system,
    specialisations: system.specialisations.map((each) => ({
      ...each,
      sites: each.sites.map(({ location, block }) => ({
        location: moving.place(location),
        block: moving.place(block),
      })),
    })),
  }));
  if (moving.isLost) return undefined;
  return moving.isMoved ? { ...result, checked, systems } : result;
}

class Moving {
  /** Some place is not known any more. */
  isLost = false;
  /** Something is different. */
  isMoved = false;

  constructor(private readonly moves: Moves) {}

  place<T extends Location>(place: T): T {
    const rewriting = this.moves.get(place.file);
    if (rewriting === undefined) return place;
    const span = rewriting.move(place);
    if (span?.start === place.start && span.end === place.end) return place;
    this.isMoved = true;
    if (span !== undefined) return { ...place, start: span.start, end: span.end };
    this.isLost = true;
    return place;
  }

  /** With what is written now in place of what was written when it was found. */
  private quoting<T extends Wording>(wording: T): T {
    if (wording.quotes === undefined) return wording;
    const now = requoted(wording, (quote) => this.saidAt(quote));
    this.isMoved ||= now !== wording;
    if (now === undefined) this.isLost = true;
    return { ...wording, ...now, quotes: (now ?? wording).quotes?.map((quote) => this.place(quote)) };
  }

  private saidAt({ file, start }: Quote): string | undefined {
    for (const [literal, text] of this.moves.get(file)?.said ?? []) if (literal.start === start) return text;
    return undefined;
  }

  finding(finding: Finding): Finding {
    const { related, mentions, code, file } = finding;
    const error = this.moves.get(file)?.error;
    this.isMoved ||= code === SYNTAX_ERROR && error !== undefined;
    if (code === SYNTAX_ERROR && error !== undefined) return { ...finding, ...error };
    return this.quoting({
      ...this.place(finding),
      related: related.map((place) => this.quoting(this.place(place))),
      ...(mentions === undefined ? {} : { mentions: mentions.map((place) => this.place(place)) }),
    });
  }
}
