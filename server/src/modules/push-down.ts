// From sets of definitions to definitions of their attributes: properties around a set move onto each attribute
// (lib/modules.nix, pushDownProperties).
import { inShare, meter, spend, tooDeep, tooLarge } from '../eval/budget';
import { isPackage } from '../eval/packages';
import { force } from '../eval/thunk';
import { type AttrsValue, type Entry, type ErrorValue, unknown, type Value } from '../eval/values';
import type { Opening, RawDefinition, Wrapper } from './definition';
import { MOST_DEFINITIONS, MOST_NESTED, mergeElements, readProperty } from './property';

/** The definitions below a set of definitions: by attribute, and what may define further attributes. */
export interface Level {
  readonly names: ReadonlyMap<string, readonly RawDefinition[]>;
  readonly openings: readonly Opening[];
  /** What is no set of definitions, nor a property of sets. */
  readonly misfits: readonly Misfitting[];
  /** What certainly fails where the sets are looked at: then no option below has a value. */
  readonly failure: ErrorValue | undefined;
}

/** A value that is read as a set of definitions and is none. */
export interface Misfitting {
  /** The value, with the properties around it. */
  readonly raw: RawDefinition;
  /** The definition that it is, or is part of. */
  readonly whole: Entry;
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
  const misfits: Misfitting[] = [];
  let failure: ErrorValue | undefined;
  for (const { module, entry, wrappers } of definitions) {
    const opened: Opened[] = [];
    const found: Found = {
      opened,
      open: (reason) => openings.push({ module, reason }),
      misfit: (value, around) => misfits.push({ raw: { module, entry: value, wrappers: around }, whole: entry }),
      // Under a condition that is not known nothing is certain.
      fail: (error, around) => {
        if (module.doubt === undefined && !around.some(({ kind }) => kind === 'doubt')) failure ??= error;
      },
    };
    inShare(() => openSets(entry, wrappers, found));
    for (const { set, wrappers: around } of opened) {
      if (set.open !== undefined) openings.push({ module, reason: set.open });
      meter.fuel -= set.size;
      set.each((inner, name) => {
        const raw: RawDefinition = { module, entry: inner, wrappers: around };
        const known = names.get(name);
        if (known === undefined) names.set(name, [raw]);
        else known.push(raw);
      });
    }
  }
  return { names, openings, misfits, failure };
}

/** Whether a value is known to be no set. */
export function isNoSet(value: Value): boolean {
  const { kind } = value;
  if (kind === 'choice') return value.options.every(isNoSet);
  return kind !== 'attrs' && kind !== 'unknown' && kind !== 'opaque' && kind !== 'error';
}

/** What is found in a definition that is read as a set of definitions. */
interface Found {
  readonly opened: Opened[];
  open(reason: Opening['reason']): void;
  misfit(entry: Entry, wrappers: readonly Wrapper[]): void;
  fail(error: ErrorValue, wrappers: readonly Wrapper[]): void;
}

function openSets(entry: Entry, wrappers: readonly Wrapper[], found: Found): void {
  const isDeep = meter.depth >= meter.depthLimit || wrappers.length > MOST_NESTED;
  const isMany = found.opened.length >= MOST_DEFINITIONS;
  const broke = isDeep ? tooDeep() : isMany ? tooLarge('the list of definitions') : spend(5);
  if (broke !== undefined) {
    found.open(broke);
    return;
  }
  meter.depth++;
  openForced(force(entry.slot), entry, wrappers, found);
  meter.depth--;
}

function openForced(value: Value, entry: Entry, wrappers: readonly Wrapper[], found: Found): void {
  const property = readProperty(value);
  if (property !== undefined) {
    switch (property.kind) {
      case 'if':
        openSets(property.content, [...wrappers, { kind: 'if', condition: property.condition }], found);
        return;
      case 'override':
        openSets(
          property.content,
          [...wrappers, { kind: 'override', priority: property.priority, content: property.content }],
          found,
        );
        return;
      // Not a property of sets: the attributes of the order set itself would be taken for options, and rejected.
      case 'order':
        found.open(unknown('argument', 'mkOrder around a set of options'));
        return;
      case 'merge': {
        const { elements, complete, failure } = mergeElements(property.contents);
        if (failure !== undefined) found.fail(failure, wrappers);
        for (const element of elements) openSets(element, wrappers, found);
        const contents = force(property.contents.slot);
        if (isNoSet(contents) && contents.kind !== 'list') found.misfit(property.contents, wrappers);
        else if (!complete) found.open(unknown('open', 'mkMerge of a list that is not fully known'));
        return;
      }
    }
  }
  openPlain(value, entry, wrappers, found);
}

function openPlain(value: Value, entry: Entry, wrappers: readonly Wrapper[], found: Found): void {
  switch (value.kind) {
    case 'attrs':
      found.opened.push({ set: value, wrappers });
      return;
    case 'choice':
      if (isNoSet(value)) {
        found.misfit(entry, wrappers);
        return;
      }
      for (const option of value.options)
        openSets({ slot: option, origin: entry.origin }, [...wrappers, { kind: 'doubt', reason: value.reason }], found);
      return;
    case 'unknown':
      found.open(value);
      return;
    case 'opaque':
      // A set, but none of options: the attributes of a derivation are declared by nobody.
      if (isPackage(value)) found.misfit(entry, wrappers);
      found.open(unknown('opaque', value.shown));
      return;
    case 'error':
      found.fail(value, wrappers);
      found.open(unknown('error', value.message, value.site));
      return;
    default:
      if (isNoSet(value)) found.misfit(entry, wrappers);
  }
}
