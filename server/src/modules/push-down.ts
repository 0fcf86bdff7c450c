// From sets of definitions to definitions of their attributes: properties around a set move onto each attribute
// (lib/modules.nix, pushDownProperties).
import { inShare, meter, spend, tooDeep, tooLarge } from '../eval/budget';
import { force } from '../eval/thunk';
import { type AttrsValue, type Entry, unknown, type Value } from '../eval/values';
import type { Opening, RawDefinition, Wrapper } from './definition';
import { MOST_DEFINITIONS, MOST_NESTED, mergeElements, readProperty } from './property';

/** The definitions below a set of definitions: by attribute, and what may define further attributes. */
export interface Level {
  readonly names: ReadonlyMap<string, readonly RawDefinition[]>;
  readonly openings: readonly Opening[];
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
  for (const { module, entry, wrappers } of definitions) {
    const opened: Opened[] = [];
    inShare(() => openSets(entry, wrappers, opened, (reason) => openings.push({ module, reason })));
    for (const { set, wrappers: around } of opened) {
      if (set.open !== undefined) openings.push({ module, reason: set.open });
      meter.fuel -= set.entries.size;
      for (const [name, inner] of set.entries) {
        const raw: RawDefinition = { module, entry: inner, wrappers: around };
        const known = names.get(name);
        if (known === undefined) names.set(name, [raw]);
        else known.push(raw);
      }
    }
  }
  return { names, openings };
}

function openSets(
  entry: Entry,
  wrappers: readonly Wrapper[],
  into: Opened[],
  open: (reason: Opening['reason']) => void,
): void {
  const isDeep = meter.depth >= meter.depthLimit || wrappers.length > MOST_NESTED;
  const broke = isDeep ? tooDeep() : into.length >= MOST_DEFINITIONS ? tooLarge('the list of definitions') : spend(5);
  if (broke !== undefined) {
    open(broke);
    return;
  }
  meter.depth++;
  openForced(force(entry.slot), entry, wrappers, into, open);
  meter.depth--;
}

function openForced(
  value: Value,
  entry: Entry,
  wrappers: readonly Wrapper[],
  into: Opened[],
  open: (reason: Opening['reason']) => void,
): void {
  const property = readProperty(value);
  if (property !== undefined) {
    switch (property.kind) {
      case 'if':
        openSets(property.content, [...wrappers, { kind: 'if', condition: property.condition }], into, open);
        return;
      case 'override':
        openSets(
          property.content,
          [...wrappers, { kind: 'override', priority: property.priority, content: property.content }],
          into,
          open,
        );
        return;
      // Not a property of sets: the attributes of the order set itself would be taken for options, and rejected.
      case 'order':
        open(unknown('argument', 'mkOrder around a set of options'));
        return;
      case 'merge': {
        const { elements, complete } = mergeElements(property.contents);
        for (const element of elements) openSets(element, wrappers, into, open);
        if (!complete) open(unknown('open', 'mkMerge of a list that is not fully known'));
        return;
      }
    }
  }
  openPlain(value, entry, wrappers, into, open);
}

function openPlain(
  value: Value,
  entry: Entry,
  wrappers: readonly Wrapper[],
  into: Opened[],
  open: (reason: Opening['reason']) => void,
): void {
  switch (value.kind) {
    case 'attrs':
      into.push({ set: value, wrappers });
      return;
    case 'choice':
      for (const option of value.options)
        openSets(
          { slot: option, origin: entry.origin },
          [...wrappers, { kind: 'doubt', reason: value.reason }],
          into,
          open,
        );
      return;
    case 'unknown':
      open(value);
      return;
    case 'opaque':
      open(unknown('opaque', value.path));
      return;
    default:
      return;
  }
}
