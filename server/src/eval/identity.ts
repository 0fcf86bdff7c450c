// Texts that identify values, so that two calls of an opaque function with the same arguments are the same thing.
import { printName, printString } from '../syntax/print';
import { force } from './thunk';
import { apart, OpaqueValue, type Slot, type Value } from './values';

/** Longest text worth keeping as part of an identity. */
const LIMIT = 400;

/**
 * Identities made of one another deeper than this are taken for endless ones, as of what is overridden
 * by something made from itself.
 */
const DEEPEST = 5;

let unprintable = 0;
/** How many identities are being made, each for the one before. */
let nesting = 0;

/**
 * The opaque result of calling something opaque. Its identity is made from the arguments when
 * somebody compares it, never before.
 */
export function callOpaque(fn: OpaqueValue, argument: Slot): OpaqueValue {
  const identity = (): string =>
    `${fn.path} ${within(() => printable(argument)) ?? `…${apart(String(++unprintable))}`}`;
  if (fn.known?.needs !== undefined) return new OpaqueValue(identity, fn.trait, undefined, { needs: fn.known.needs });
  return fn.trait === 'package' && isNamed(fn, 'callPackage')
    ? packageIn(argument, identity)
    : new OpaqueValue(identity, fn.trait);
}

/** Whether a name that it was selected by is its last; of what was called that is not asked. */
const isNamed = ({ identity }: OpaqueValue, name: string): boolean =>
  typeof identity === 'string' && identity.endsWith(`.${name}`);

/** `callPackage ./package.nix`, to be called with the arguments that are given by hand. */
function packageIn(argument: Slot, identity: () => string): OpaqueValue {
  const needs = (): string | undefined => {
    const value = force(argument);
    return value.kind === 'path' ? value.path : undefined;
  };
  return new OpaqueValue(identity, 'package', undefined, { needs });
}

function within(print: () => string | undefined): string | undefined {
  if (nesting >= DEEPEST) return undefined;
  nesting++;
  try {
    return print();
  } finally {
    nesting--;
  }
}

/**
 * A text that two slots share only when their values are equal; undefined when there is none (functions, unknowns, big
 * values). Forces what it prints.
 */
function printable(slot: Slot): string | undefined {
  const text = print(force(slot), 3);
  return text !== undefined && text.length <= LIMIT ? text : undefined;
}

function print(value: Value, depth: number): string | undefined {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
    case 'int':
    case 'float':
      return String(value.value);
    case 'string':
      return value.length <= LIMIT ? printString(value.text) : undefined;
    case 'path':
      return value.path;
    case 'opaque':
      return /[ {[]/.test(value.path) ? `(${value.path})` : value.path;
    case 'list':
      return value.open !== undefined || depth === 0 || value.items.length > 16
        ? undefined
        : join(
            value.items.map((item) => print(force(item), depth - 1)),
            '[',
            ']',
          );
    case 'attrs': {
      if (value.open !== undefined || depth === 0 || value.entries.size > 16) return undefined;
      const names = [...value.entries.keys()].sort();
      return join(
        names.map((name) => around(`${printName(name)} = `, print(force(value.get(name) ?? value), depth - 1), ';')),
        '{',
        '}',
      );
    }
    default:
      return undefined;
  }
}

const around = (before: string, text: string | undefined, after: string): string | undefined =>
  text === undefined ? undefined : before + text + after;

function join(parts: readonly (string | undefined)[], open: string, close: string): string | undefined {
  return parts.includes(undefined) ? undefined : [open, ...parts, close].join(' ');
}
