// What a literal says, and who has looked. What is kept as a result may depend on every literal that was looked at; a
// question that somebody asks of an analysis leaves nothing but what the analysis has found out for it.
import type { StringExpr } from './ast';

/** What a literal says, apart from what it is. */
export class Content {
  /** Somebody has looked: what was found may depend on it. */
  isLookedAt = false;
  /** Somebody has looked who was asked a question: what an analysis knows by now may depend on it. */
  isAsked = false;
  /** What it says now, where an analysis of a text before is still asked. */
  now: string | undefined;
  /** What it was found to equal or not, and nothing more: another literal, or a text. */
  private compared: Set<StringExpr | string> | undefined;

  get others(): ReadonlySet<StringExpr | string> {
    return this.compared ?? NO_OTHERS;
  }

  /** Takes note of a look at the value. */
  look(): void {
    if (looking.isAsking) this.isAsked = true;
    else this.isLookedAt = true;
  }

  /** Notes that somebody knows now whether it says the same as another, and nothing else of it. */
  compareWith(other: StringExpr | string): void {
    if (this.isLookedAt) return;
    this.compared ??= new Set();
    this.compared.add(other);
    this.isLookedAt = this.compared.size > MOST_OTHERS || (typeof other === 'string' && other.length > LONGEST_OTHER);
  }
}

const NO_OTHERS: ReadonlySet<StringExpr | string> = new Set();
/** More than these are not worth being remembered: then it counts as looked at. */
const MOST_OTHERS = 16;
const LONGEST_OTHER = 1000;

/** The `now` of literals when something was made that shows them. */
export type Shown = ReadonlyMap<Content, string | undefined>;

export function saySame(shown: Shown): boolean {
  for (const [content, now] of shown) if (content.now !== now) return false;
  return true;
}

interface Looking {
  /** Whether a question is asked. */
  readonly isAsking: boolean;
  /** Whether its answer is made of now: what it only shows need not be noted. */
  readonly isShowing: boolean;
}

const NOT_ASKING: Looking = { isAsking: false, isShowing: false };
let looking = NOT_ASKING;
let isMisled = false;
let shown: Map<Content, string | undefined> | undefined;

/** Asks a question. `isMisled`: the answer may be that of a text before. */
export function asking<T>(isShowing: boolean, work: () => T): { readonly answer: T; readonly isMisled: boolean } {
  looking = { isAsking: true, isShowing };
  isMisled = false;
  try {
    return { answer: work(), isMisled };
  } finally {
    looking = NOT_ASKING;
  }
}

/** The question that is asked has to be asked of the texts of now. */
export function mislead(): undefined {
  isMisled = true;
}

/** Somebody reads from the tree what a literal says. */
export function readFromTree(content: Content): void {
  content.isLookedAt = true;
  if (content.now !== undefined) mislead();
}

/** What a literal says, to be shown to whoever asks, and for nothing else; undefined where nobody does. */
export function toShow(content: Content, said: string): string | undefined {
  if (!looking.isShowing) return undefined;
  shown?.set(content, content.now);
  return said;
}

/** Makes something that is shown again as long as the literals in it say the same. */
export function showing<T>(work: () => T): { readonly made: T; readonly shown: Shown } {
  const before = shown;
  const own = new Map<Content, string | undefined>();
  shown = own;
  try {
    return { made: work(), shown: own };
  } finally {
    shown = before;
  }
}
