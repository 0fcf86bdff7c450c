// The errors in the lines of an output: each from its word `error:` to its end, with where it came from kept apart from
// what it says. Since Nix 2.4 what belongs to an error is indented by seven; since 2.14 where it came from stands
// above.
import type { PrintedPlace } from '../../protocol/nix-report';

export interface ErrorBlock {
  /** What it says, the word `error:` and the indentation taken away. */
  readonly message: readonly string[];
  /** The place that follows the message. */
  readonly place: PrintedPlace | undefined;
  /** The nearest first. */
  readonly trace: readonly PrintedPlace[];
}

const ERROR = /^(\s*)error:(?:\s+(.*))?$/;
const INDENT = 7;
/** `at FILE:LINE:COLUMN:`, alone on its line. */
const AT = /^\s*at (.+):(\d+):(\d+):?$/;
/** A line of the source, or the mark below it. */
const EXCERPT = /^\s*\d*\|/;
const CONTEXT = /^\s*(?:…|\.\.\.) /;
/** What says no more than how to be told more. */
const ADVICE =
  /^\s*\((?:use '--show-trace'|stack trace truncated|source not available)|^\s*\(\d+ duplicate frames omitted\)/;
/** Lines that other programs print after an error that is not indented. */
const OTHERS =
  /^(?:Command '|Traceback |Error:|warning: |trace: |building |copying |fetching |querying |evaluating |unpacking |activating |Done\.|┃|┏|⚠|>|!)/;

const MOST_BLOCKS = 40;
const MOST_LINES = 400;
const MOST_PLACES = 50;

/** An error that is being read. */
interface Open {
  readonly indent: number;
  readonly message: string[];
  /** Where it came from, as printed above it. */
  readonly above: readonly PrintedPlace[];
  readonly places: PrintedPlace[];
  place: PrintedPlace | undefined;
  /** Whether what belongs to it is indented; undefined as long as nothing does. */
  isIndented: boolean | undefined;
  /** Past what it says: where it came from. */
  isOver: boolean;
}

/** Reads lines in their order; keeps the last errors only. */
export class ErrorBlocks {
  private readonly found: ErrorBlock[] = [];
  private open: Open | undefined;

  push(line: string): void {
    const [, indent, rest] = ERROR.exec(line) ?? [];
    if (indent !== undefined && (indent.length === 0 || this.open === undefined || indent.length >= INDENT))
      this.begin(indent.length, rest ?? '');
    else if (this.open !== undefined) this.follow(this.open, line);
  }

  /** All errors, the last one included. */
  end(): readonly ErrorBlock[] {
    this.close();
    return this.found;
  }

  private begin(indent: number, text: string): void {
    const { open } = this;
    // The error proper, below where it came from.
    const isInner = open !== undefined && indent > open.indent;
    const above = isInner ? [...open.above, ...open.places] : [];
    if (isInner && isEmpty(open.message)) this.open = undefined;
    this.close();
    this.open = {
      indent,
      above: above.slice(-MOST_PLACES),
      message: text === '' ? [] : [text],
      places: [],
      place: undefined,
      isIndented: undefined,
      isOver: false,
    };
  }

  private follow(open: Open, line: string): void {
    if (line.trim() === '') {
      if (!open.isOver && open.message.length > 0) open.message.push('');
      return;
    }
    const indented = line.startsWith(' '.repeat(INDENT));
    open.isIndented ??= indented;
    if (ADVICE.test(line)) return;
    if (open.isIndented ? !indented : OTHERS.test(line)) {
      this.close();
      return;
    }
    const place = placeIn(line);
    if (place !== undefined) takePlace(open, place);
    else if (CONTEXT.test(line)) open.isOver = true;
    else if (!EXCERPT.test(line) && !open.isOver && open.message.length < MOST_LINES)
      open.message.push(open.isIndented ? line.slice(INDENT) : line);
  }

  private close(): void {
    const { open } = this;
    this.open = undefined;
    if (open === undefined) return;
    while (open.message.at(-1)?.trim() === '') open.message.pop();
    if (isEmpty(open.message)) return;
    const { message, place } = open;
    // What stands below the message begins with the nearest, what stands above ends with it.
    this.found.push({ message, place, trace: [...open.places, ...open.above.toReversed()].slice(0, MOST_PLACES) });
    if (this.found.length > MOST_BLOCKS) this.found.splice(1, 1);
  }
}

const isEmpty = (lines: readonly string[]): boolean => lines.every((line) => line.trim() === '');

function takePlace(open: Open, place: PrintedPlace): void {
  if (!open.isOver && open.place === undefined && open.message.length > 0) {
    open.place = place;
    // An excerpt of the source follows, and then where it came from.
    open.isOver = true;
    return;
  }
  // Above the message the nearest come last, below it they come first.
  if (open.message.length === 0 && open.places.length === MOST_PLACES) open.places.shift();
  if (open.places.length < MOST_PLACES) open.places.push(place);
}

function placeIn(line: string): PrintedPlace | undefined {
  const [, file, row, column] = AT.exec(line) ?? [];
  return file === undefined ? undefined : { file, line: Number(row), column: Number(column) };
}
