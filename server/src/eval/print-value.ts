// Values as Nix prints them, and what Nix does not have in «guillemets».

import { escapeString, printName } from '../syntax/print';
import { meter, SIZE_LIMIT, spend, tooDeep, tooLarge } from './budget';
import { sortedNames } from './builtins/attrs';
import { shortFloat } from './strings';
import { force } from './thunk';
import type { AttrsValue, ErrorValue, ListValue, PartialString, Slot, UnknownValue, Value } from './values';

export interface Printed {
  readonly text: string;
  /** Whether nothing in it failed or was not known. */
  readonly whole: boolean;
}

/** Prints a value, forced all the way down. Where evaluation is given up the text ends, with the reason. */
export function printValue(root: Slot): Printed {
  return new Printing(false).of(root);
}

/** How much of a value may be written out. */
export interface Bounds {
  readonly depth: number;
  /** Elements of all lists and sets in it together. */
  readonly parts: number;
}

/** The text of what is data all the way down, as Nix reads it; undefined for anything else, and for what is larger. */
export const printLiteral = (root: Slot, { depth, parts }: Bounds): string | undefined =>
  partsLeft(root, depth, parts) < 0 ? undefined : new Printing(true).of(root).text;

/** How many more elements there may be in what stands beside some data; below zero where there are too many already. */
function partsLeft(slot: Slot, depth: number, parts: number): number {
  const value = force(slot);
  switch (value.kind) {
    case 'null':
    case 'bool':
    case 'int':
    case 'float':
    case 'string':
      return parts;
    case 'list':
    case 'attrs': {
      if (value.open !== undefined || depth === 0 || isPackage(value)) return NONE;
      const items = value.kind === 'list' ? value.items : [...value.entries.values()].map((entry) => entry.slot);
      let left = parts - items.length;
      for (const item of items) {
        if (left < 0) return NONE;
        left = partsLeft(item, depth - 1, left);
      }
      return left;
    }
    default:
      return NONE;
  }
}

const NONE = -1;

/** What lies in the store is no data, and much to look through. */
const isPackage = (value: ListValue | AttrsValue): boolean =>
  value.kind === 'attrs' && value.get('outPath') !== undefined;

class Printing {
  private readonly around = new Set<Value>();
  private readonly parts: string[] = [];
  private length = 0;
  private whole = true;
  private ended = false;

  /** @param isSource negative numbers in lists are in parentheses, which Nix needs and does not print. */
  constructor(private readonly isSource: boolean) {}

  of(root: Slot): Printed {
    this.print(root);
    return { text: this.parts.join(''), whole: this.whole };
  }

  private put(text: string): void {
    if (this.ended) return;
    this.length += text.length;
    if (this.length <= SIZE_LIMIT) this.parts.push(text);
    else this.end(tooLarge('the text'));
  }

  private end(why: UnknownValue): void {
    if (this.ended) return;
    this.parts.push(`«unknown: ${reasonText(why)}»`);
    this.whole = false;
    this.ended = true;
  }

  private vague(text: string): void {
    this.whole = false;
    this.put(`«${text}»`);
  }

  private print(slot: Slot): void {
    const broke = meter.depth >= meter.depthLimit ? tooDeep() : spend(1);
    if (broke !== undefined) this.end(broke);
    if (this.ended) return;
    meter.depth++;
    this.printKnown(force(slot));
    meter.depth--;
  }

  private printKnown(value: Value): void {
    const text = plain(value);
    if (text !== undefined) this.put(text);
    else if (value.kind === 'partial-string') this.partial(value);
    else if (value.kind === 'list' || value.kind === 'attrs') this.nested(value);
    else if (value.kind === 'choice') this.oneOf(value.options, value.reason);
    else if (value.kind === 'opaque') this.vague(value.shown);
    else if (value.kind === 'error') this.vague(errorText(value));
    else if (value.kind === 'unknown') this.vague(`unknown: ${reasonText(value)}`);
  }

  private oneOf(options: readonly Value[], reason: UnknownValue): void {
    this.whole = false;
    this.put('«one of ');
    for (const [index, option] of options.entries()) {
      if (index > 0) this.put(', ');
      this.print(option);
    }
    this.put(`: ${reasonText(reason)}»`);
  }

  private partial({ pieces }: PartialString): void {
    this.put('"');
    for (const piece of pieces) {
      if (typeof piece === 'string') this.put(escapeString(piece));
      else this.vague(piece.kind === 'opaque' ? piece.shown : reasonText(piece));
    }
    this.put('"');
  }

  private nested(value: ListValue | AttrsValue): void {
    if (this.around.has(value)) {
      this.put('«repeated»');
      return;
    }
    this.around.add(value);
    const [start, close] = value.kind === 'list' ? '[]' : '{}';
    this.put(`${start} `);
    if (value.kind === 'list') for (const item of value.items) this.item(item);
    else for (const name of sortedNames(value)) this.element(`${printName(name)} = `, value.get(name) ?? value, '; ');
    if (value.open !== undefined) {
      this.vague(`perhaps more: ${reasonText(value.open)}`);
      this.put(' ');
    }
    this.put(String(close));
    this.around.delete(value);
  }

  private item(slot: Slot): void {
    const value = this.isSource ? force(slot) : slot;
    const isNegative = (value.kind === 'int' || value.kind === 'float') && value.value < 0;
    if (isNegative) this.element('(', slot, ') ');
    else this.element('', slot, ' ');
  }

  private element(before: string, slot: Slot, after: string): void {
    if (this.ended) return;
    this.put(before);
    this.print(slot);
    this.put(after);
  }
}

/** What has a text of its own. */
function plain(value: Value): string | undefined {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
    case 'int':
      return String(value.value);
    case 'float':
      return shortFloat(value.value);
    case 'string':
      return `"${escapeString(value.text)}"`;
    case 'path':
      return value.path;
    case 'lambda':
      return '<LAMBDA>';
    case 'primop':
      return value.args.length === 0 ? '<PRIMOP>' : '<PRIMOP-APP>';
    default:
      return undefined;
  }
}

export const reasonText = ({ code, detail }: UnknownValue): string => `${code}: ${detail}`;
export const errorText = ({ message }: ErrorValue): string => `error: ${message}`;
