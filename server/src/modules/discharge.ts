// At an option: mkIf and mkMerge opened, one override and one order level stripped (lib/modules.nix,
// dischargeProperties, filterOverrides, sortProperties).
import { inShare, meter, spend, tooDeep, tooLarge } from '../eval/budget';
import { force } from '../eval/thunk';
import {
  attrs,
  type Entry,
  type ErrorValue,
  type Slot,
  string,
  type UnknownValue,
  unknown,
  type Value,
} from '../eval/values';
import { type Definition, integerOf, PLAIN_PRIORITY, type RawDefinition, type Wrapper } from './definition';
import { MOST_DEFINITIONS, MOST_NESTED, mergeElements, readProperty } from './property';

export interface Discharged {
  readonly definitions: readonly Definition[];
  /** Definitions that exist but whose number or priority is not known. */
  readonly unknowns: readonly UnknownValue[];
  /** What certainly fails on the way: then the option has no value, whatever its other definitions say. */
  readonly failure: ErrorValue | undefined;
}

/** What is found, definition by definition. */
interface Found {
  readonly definitions: Definition[];
  readonly unknowns: UnknownValue[];
  failure: ErrorValue | undefined;
}

interface State {
  readonly raw: RawDefinition;
  readonly doubt: UnknownValue | undefined;
  readonly outer: (Wrapper & { kind: 'override' }) | undefined;
  /** Properties inside `outer`: the module system opens none of them, so the option sees the first as its value. */
  readonly inner: readonly Wrapper[];
  /** How many properties were opened to come here. */
  readonly nested: number;
}

export function discharge(raws: readonly RawDefinition[]): Discharged {
  const found: Found = { definitions: [], unknowns: [], failure: undefined };
  for (const raw of raws) {
    if (raw.ready !== undefined) {
      found.definitions.push(raw.ready);
      continue;
    }
    const state = openWrappers(raw, found);
    if (state !== undefined) inShare(() => openValue(raw.entry, state, found));
  }
  return found;
}

/** Whether there may be several definitions in one. */
export function isOpened({ entry }: RawDefinition): boolean {
  const value = force(entry.slot);
  return value.kind === 'choice' || readProperty(value) !== undefined;
}

/** One definition meets nothing, unless it is a mkMerge of several. */
export const mayMeet = (raws: readonly RawDefinition[]): boolean =>
  raws.length > 1 || raws.some(({ entry }) => mayBeMerge(force(entry.slot)));

const mayBeMerge = (value: Value): boolean =>
  value.kind === 'choice' ? value.options.some(mayBeMerge) : readProperty(value)?.kind === 'merge';

/** What the properties around a definition amount to; undefined when a condition is false. */
function openWrappers(raw: RawDefinition, found: Found): State | undefined {
  let doubt = raw.module.doubt;
  let outer: State['outer'];
  const inner: Wrapper[] = [];
  for (const wrapper of raw.wrappers) {
    if (wrapper.kind === 'doubt') {
      doubt ??= wrapper.reason;
    } else if (outer !== undefined) {
      inner.push(wrapper);
    } else if (wrapper.kind === 'if') {
      const met = conditionOf(wrapper.condition);
      if (met === false) return undefined;
      if (met !== true) {
        noteFailure(wrapper.condition, doubt, found);
        doubt ??= met;
      }
    } else {
      outer = wrapper;
    }
  }
  return { raw, doubt, outer, inner, nested: 0 };
}

/** Takes note of what fails for sure. */
function noteFailure(slot: Slot, doubt: UnknownValue | undefined, found: Found): void {
  const value = force(slot);
  if (value.kind === 'error' && doubt === undefined) found.failure ??= value;
}

/** Whether a condition holds; the reason when that is not known. */
export function conditionOf(slot: Entry['slot']): boolean | UnknownValue {
  const value = inShare(() => force(slot));
  switch (value.kind) {
    case 'bool':
      return value.value;
    case 'unknown':
      return value;
    case 'opaque':
      return unknown('opaque', value.shown);
    case 'choice':
      return value.reason;
    case 'error':
      return unknown('error', value.message, value.site);
    default:
      return unknown('error', 'a condition that is not a Boolean');
  }
}

function openValue(entry: Entry, state: State, found: Found): void {
  const isDeep = meter.depth >= meter.depthLimit || state.nested > MOST_NESTED;
  const isMany = found.definitions.length >= MOST_DEFINITIONS;
  const broke = isDeep ? tooDeep() : isMany ? tooLarge('the list of definitions') : spend(5);
  if (broke !== undefined) {
    found.unknowns.push(broke);
    return;
  }
  meter.depth++;
  openForced(force(entry.slot), entry, { ...state, nested: state.nested + 1 }, found);
  meter.depth--;
}

function openForced(value: Value, entry: Entry, state: State, found: Found): void {
  if (value.kind === 'choice' && value.options.some((option) => readProperty(option) !== undefined)) {
    for (const option of value.options)
      openValue({ slot: option, origin: entry.origin }, { ...state, doubt: state.doubt ?? value.reason }, found);
    return;
  }
  const property = readProperty(value);
  if (property?.kind === 'merge' && state.outer === undefined) {
    const { elements, complete, failure } = mergeElements(property.contents);
    if (failure !== undefined) noteFailure(failure, state.doubt, found);
    // What a function of the library has made of another option's definitions is written nowhere else.
    for (const element of elements)
      openValue(element.origin === undefined ? located(element, entry) : element, state, found);
    if (!complete) found.unknowns.push(unknown('open', 'mkMerge of a list that is not fully known'));
    return;
  }
  if (property?.kind === 'if' && state.outer === undefined) {
    const met = conditionOf(property.condition);
    if (met === false) return;
    if (met !== true) noteFailure(property.condition, state.doubt, found);
    openValue(located(property.content, entry), met === true ? state : { ...state, doubt: state.doubt ?? met }, found);
    return;
  }
  if (value.kind === 'error') noteFailure(value, state.doubt, found);
  closeValue(entry, state, found);
}

/** Strips the override and the order, and makes the definition. */
function closeValue(entry: Entry, state: State, found: Found): void {
  const { outer } = state;
  let slot = wrapAgain(entry.slot, state.inner);
  let priority: number | undefined = PLAIN_PRIORITY;
  let override: Definition['override'];
  if (outer !== undefined) {
    priority = integerOf(force(outer.priority));
    override = { at: 'outside', content: outer.content };
  } else {
    const property = readProperty(force(slot));
    if (property?.kind === 'override') {
      priority = integerOf(force(property.priority));
      override = { at: 'value', content: property.content };
      slot = property.content.slot;
    }
  }
  if (priority === undefined) {
    found.unknowns.push(unknown('argument', 'a priority that is not known'));
    return;
  }
  let order = PLAIN_ORDER;
  const ordered = readProperty(force(slot));
  if (ordered?.kind === 'order') {
    order = integerOf(force(ordered.priority)) ?? PLAIN_ORDER;
    slot = ordered.content.slot;
  }
  found.definitions.push({ module: state.raw.module, entry, slot, priority, override, order, doubt: state.doubt });
}

/** The properties that were pushed onto a value inside an override, as the sets they are. */
function wrapAgain(slot: Slot, wrappers: readonly Wrapper[]): Slot {
  return wrappers.reduceRight<Slot>((content, wrapper) => {
    if (wrapper.kind === 'if')
      return attrs([
        ['_type', string('if')],
        ['condition', wrapper.condition],
        ['content', content],
      ]);
    if (wrapper.kind === 'override')
      return attrs([
        ['_type', string('override')],
        ['priority', wrapper.priority],
        ['content', content],
      ]);
    return content;
  }, slot);
}

const PLAIN_ORDER = 1000;

/**
 * A property's content under the attribute that holds the property: the place to show is the attribute's,
 * the value to edit the content's.
 */
function located(content: Entry, around: Entry): Entry {
  const [inner, outer] = [content.origin, around.origin];
  if (inner === undefined || outer === undefined) return { slot: content.slot, origin: inner ?? outer };
  if (inner.file !== outer.file) return content;
  const { file, key, name, parts } = outer;
  return {
    slot: content.slot,
    origin: { file, key, value: inner.value, inherited: false, ...(name && { name }), ...(parts && { parts }) },
  };
}
