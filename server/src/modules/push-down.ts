// From sets of definitions to definitions of their attributes: properties around a set move onto each attribute (lib/modules.nix, pushDownProperties).
import { force } from '../eval/thunk';
import { type AttrsValue, type Entry, type ErrorValue, unknown, type Value } from '../eval/values';
import type { Opening, RawDefinition, Wrapper } from './definition';
import { mergeElements, readProperty } from './property';

/** The definitions below a set of definitions: by attribute, and what may define further attributes. */
export interface Level {
  readonly names: ReadonlyMap<string, readonly RawDefinition[]>;
  readonly openings: readonly Opening[];
  /** What certainly fails where the sets are looked at: then no option below has a value. */
  readonly failure: ErrorValue | undefined;
}

/** A set that holds definitions, with what was opened around it. */
interface Opened {
  readonly set: AttrsValue;
  readonly wrappers: readonly Wrapper[];
}

/** Reads each definition as a set of definitions. Conditions and priorities are carried along, not looked at. */
export function pushDown(definitions: readonly RawDefinition[]): Level {
  const names = new Map<string, RawDefinition[]>();
  const openings: Opening[] = [];
  let failure: ErrorValue | undefined;
  for (const { module, entry, wrappers } of definitions) {
    const opened: Opened[] = [];
    openSets(entry, wrappers, opened, {
      open: (reason) => openings.push({ module, reason }),
      fail: (error) => {
        if (module.doubt === undefined) failure ??= error;
      },
    });
    for (const { set, wrappers: around } of opened) {
      if (set.open !== undefined) openings.push({ module, reason: set.open });
      for (const [name, inner] of set.entries) {
        const raw: RawDefinition = { module, entry: inner, wrappers: around };
        const known = names.get(name);
        if (known === undefined) names.set(name, [raw]);
        else known.push(raw);
      }
    }
  }
  return { names, openings, failure };
}

/** What is found beside sets. */
interface Found {
  open(reason: Opening['reason']): void;
  fail(error: ErrorValue): void;
}

function openSets(entry: Entry, wrappers: readonly Wrapper[], into: Opened[], found: Found): void {
  const value = force(entry.slot);
  const property = readProperty(value);
  if (property !== undefined) {
    switch (property.kind) {
      case 'if':
        openSets(property.content, [...wrappers, { kind: 'if', condition: property.condition }], into, found);
        return;
      case 'override':
        openSets(
          property.content,
          [...wrappers, { kind: 'override', priority: property.priority, content: property.content }],
          into,
          found,
        );
        return;
      // Not a property of sets: the attributes of the order set itself would be taken for options, and rejected.
      case 'order':
        found.open(unknown('argument', 'mkOrder around a set of options'));
        return;
      case 'merge': {
        const { elements, complete, failure } = mergeElements(property.contents);
        if (failure !== undefined && isCertain(wrappers)) found.fail(failure);
        for (const element of elements) openSets(element, wrappers, into, found);
        if (!complete) found.open(unknown('open', 'mkMerge of a list that is not fully known'));
        return;
      }
    }
  }
  openPlain(value, entry, wrappers, into, found);
}

const isCertain = (wrappers: readonly Wrapper[]): boolean => !wrappers.some(({ kind }) => kind === 'doubt');

function openPlain(value: Value, entry: Entry, wrappers: readonly Wrapper[], into: Opened[], found: Found): void {
  switch (value.kind) {
    case 'attrs':
      into.push({ set: value, wrappers });
      return;
    case 'choice':
      for (const option of value.options)
        openSets({ slot: option, origin: entry.origin }, [...wrappers, { kind: 'doubt', reason: value.reason }], into, found);
      return;
    case 'unknown':
      found.open(value);
      return;
    case 'opaque':
      found.open(unknown('opaque', value.path));
      return;
    case 'error':
      // Under a condition that is not known nothing is certain.
      if (isCertain(wrappers)) found.fail(value);
      found.open(unknown('error', value.message, value.site));
      return;
    default:
      return;
  }
}
