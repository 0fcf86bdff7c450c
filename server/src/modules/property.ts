// Properties: the sets with a `_type` that mkIf, mkMerge, mkOverride and mkOrder make (lib/modules.nix).
import { force } from '../eval/thunk';
import type { AttrsValue, Entry, ErrorValue, Origin, Slot, Value } from '../eval/values';
import { stripParens } from '../syntax/ast';

export type Property =
  | { readonly kind: 'if'; readonly condition: Slot; readonly content: Entry }
  | { readonly kind: 'merge'; readonly contents: Entry }
  | { readonly kind: 'override'; readonly priority: Slot; readonly content: Entry }
  | { readonly kind: 'order'; readonly priority: Slot; readonly content: Entry };

/** The `_type` of a set, when it has one that is known. */
export function typeTag(value: Value): string | undefined {
  if (value.kind !== 'attrs') return undefined;
  const slot = value.get('_type');
  if (slot === undefined) return undefined;
  const tag = force(slot);
  return tag.kind === 'string' ? tag.text : undefined;
}

/** The property a value is; undefined for ordinary values. */
export function readProperty(value: Value): Property | undefined {
  if (value.kind !== 'attrs' || value.get('_type') === undefined) return undefined;
  switch (typeTag(value)) {
    case 'if':
      return withContent(value, (content) => ({ kind: 'if', condition: slotOf(value, 'condition'), content }));
    case 'override':
      return withContent(value, (content) => ({ kind: 'override', priority: slotOf(value, 'priority'), content }));
    case 'order':
      return withContent(value, (content) => ({ kind: 'order', priority: slotOf(value, 'priority'), content }));
    case 'merge': {
      const contents = value.entry('contents');
      return contents === undefined ? undefined : { kind: 'merge', contents };
    }
    default:
      return undefined;
  }
}

function withContent(value: AttrsValue, make: (content: Entry) => Property): Property | undefined {
  const content = value.entry('content');
  return content === undefined ? undefined : make(content);
}

function slotOf(value: AttrsValue, name: string): Slot {
  return value.get(name) ?? value;
}

/** The value inside an override; undefined where there is a condition or several values. */
export function unwrapped(entry: Entry): Entry | undefined {
  const property = readProperty(force(entry.slot));
  if (property === undefined) return entry;
  return property.kind === 'override' || property.kind === 'order' ? unwrapped(property.content) : undefined;
}

/** Properties nested deeper have no end: Nix itself opens them by recursion. */
export const MOST_NESTED = 1000;

/**
 * Most definitions of one option, and sets that one definition is opened to: nobody writes so many,
 * but a few lines can make them.
 */
export const MOST_DEFINITIONS = 4000;
interface Elements {
  readonly elements: readonly Entry[];
  readonly complete: boolean;
  /** Why there is no list at all. */
  readonly failure: ErrorValue | undefined;
}

/** Elements of a merge with the place each was written at, where the list is written out in the source. */
export function mergeElements(contents: Entry): Elements {
  const value = force(contents.slot);
  if (value.kind !== 'list')
    return { elements: [], complete: false, failure: value.kind === 'error' ? value : undefined };
  const origin = contents.origin;
  const written = origin === undefined ? undefined : stripParens(origin.value);
  const items = written?.kind === 'list' && written.items.length === value.items.length ? written.items : undefined;
  const elements = value.items.map((slot, index): Entry => {
    const expr = items?.[index];
    return {
      slot,
      origin:
        expr === undefined || origin === undefined
          ? elementOrigin(slot, origin)
          : { file: origin.file, key: expr, value: expr, inherited: false },
    };
  });
  return { elements, complete: value.open === undefined, failure: undefined };
}

/** Where a value that is not written in `around` itself was written: its own expression if it has one. */
export function elementOrigin(slot: Slot, around?: Origin): Origin | undefined {
  if (slot.kind !== 'thunk') return around;
  const { expr, unit } = slot.code;
  return { file: unit.file, key: expr, value: expr, inherited: false };
}
