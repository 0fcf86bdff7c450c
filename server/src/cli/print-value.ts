// Values as Nix prints them, and what Nix does not have in «guillemets».

import { meter, spend, tooDeep } from '../eval/budget';
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

/** Prints a value, forced all the way down. */
export function printValue(root: Slot): Printed {
  const around = new Set<Value>();
  let whole = true;

  function vague(text: string): string {
    whole = false;
    return `«${text}»`;
  }

  function print(slot: Slot): string {
    if (meter.depth >= meter.depthLimit) return printKnown(tooDeep());
    const spent = spend(1);
    if (spent !== undefined) return vague(reasonText(spent));
    meter.depth++;
    const text = printKnown(force(slot));
    meter.depth--;
    return text;
  }

  function printKnown(value: Value): string {
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
      case 'partial-string':
        return partial(value);
      case 'path':
        return value.path;
      case 'list':
      case 'attrs':
        return nested(value);
      case 'lambda':
        return '<LAMBDA>';
      case 'primop':
        return value.args.length === 0 ? '<PRIMOP>' : '<PRIMOP-APP>';
      case 'opaque':
        return vague(value.path);
      case 'choice':
        return vague(`one of ${value.options.map(print).join(', ')}: ${reasonText(value.reason)}`);
      case 'unknown':
        return vague(`unknown: ${reasonText(value)}`);
      case 'error':
        return vague(errorText(value));
    }
  }

  function partial({ pieces }: PartialString): string {
    const texts = pieces.map((piece) =>
      typeof piece === 'string' ? escapeString(piece) : vague(piece.kind === 'opaque' ? piece.path : reasonText(piece)),
    );
    return `"${texts.join('')}"`;
  }

  function nested(value: ListValue | AttrsValue): string {
    if (around.has(value)) return '«repeated»';
    around.add(value);
    const parts =
      value.kind === 'list'
        ? value.items.map(print)
        : sortedNames(value).map((name) => `${printName(name)} = ${print(value.get(name) ?? value)};`);
    if (value.open !== undefined) parts.push(vague(`perhaps more: ${reasonText(value.open)}`));
    around.delete(value);
    const [start, end] = value.kind === 'list' ? '[]' : '{}';
    return [start, ...parts, end].join(' ');
  }

  const text = print(root);
  return { text, whole };
}

export const reasonText = ({ code, detail }: UnknownValue): string => `${code}: ${detail}`;
export const errorText = ({ message }: ErrorValue): string => `error: ${message}`;
