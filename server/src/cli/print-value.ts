// Values as Nix prints them, and what Nix does not have in «guillemets».
import { meter, SIZE_LIMIT, spend, tooDeep, tooLarge } from '../eval/budget';
import { sortedNames } from '../eval/builtins/attrs';
import { shortFloat } from '../eval/strings';
import { force } from '../eval/thunk';
import type { AttrsValue, ErrorValue, ListValue, PartialString, Slot, UnknownValue, Value } from '../eval/values';
import { escapeString, printName } from '../syntax/print';

export interface Printed {
  readonly text: string;
  /** Whether nothing in it failed or was not known. */
  readonly whole: boolean;
}

/** Prints a value, forced all the way down. Where evaluation is given up the text ends, with the reason. */
export function printValue(root: Slot): Printed {
  const around = new Set<Value>();
  const parts: string[] = [];
  let length = 0;
  let whole = true;
  let ended = false;

  function put(text: string): void {
    if (ended) return;
    length += text.length;
    if (length <= SIZE_LIMIT) parts.push(text);
    else end(tooLarge('the text'));
  }

  function end(why: UnknownValue): void {
    if (ended) return;
    parts.push(`«unknown: ${reasonText(why)}»`);
    whole = false;
    ended = true;
  }

  function vague(text: string): void {
    whole = false;
    put(`«${text}»`);
  }

  function print(slot: Slot): void {
    const broke = meter.depth >= meter.depthLimit ? tooDeep() : spend(1);
    if (broke !== undefined) end(broke);
    if (ended) return;
    meter.depth++;
    printKnown(force(slot));
    meter.depth--;
  }

  function printKnown(value: Value): void {
    const text = plain(value);
    if (text !== undefined) put(text);
    else if (value.kind === 'partial-string') partial(value);
    else if (value.kind === 'list' || value.kind === 'attrs') nested(value);
    else if (value.kind === 'choice') oneOf(value.options, value.reason);
    else if (value.kind === 'opaque') vague(value.path);
    else if (value.kind === 'error') vague(errorText(value));
    else if (value.kind === 'unknown') vague(`unknown: ${reasonText(value)}`);
  }

  function oneOf(options: readonly Value[], reason: UnknownValue): void {
    whole = false;
    put('«one of ');
    for (const [index, option] of options.entries()) {
      if (index > 0) put(', ');
      print(option);
    }
    put(`: ${reasonText(reason)}»`);
  }

  function partial({ pieces }: PartialString): void {
    put('"');
    for (const piece of pieces) {
      if (typeof piece === 'string') put(escapeString(piece));
      else vague(piece.kind === 'opaque' ? piece.path : reasonText(piece));
    }
    put('"');
  }

  function nested(value: ListValue | AttrsValue): void {
    if (around.has(value)) {
      put('«repeated»');
      return;
    }
    around.add(value);
    const [start, close] = value.kind === 'list' ? '[]' : '{}';
    put(`${start} `);
    if (value.kind === 'list') for (const item of value.items) element('', item, ' ');
    else for (const name of sortedNames(value)) element(`${printName(name)} = `, value.get(name) ?? value, '; ');
    if (value.open !== undefined) {
      vague(`perhaps more: ${reasonText(value.open)}`);
      put(' ');
    }
    put(String(close));
    around.delete(value);
  }

  function element(before: string, slot: Slot, after: string): void {
    if (ended) return;
    put(before);
    print(slot);
    put(after);
  }

  print(root);
  return { text: parts.join(''), whole };
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
