// At an option: mkIf and mkMerge opened, one override and one order level stripped (lib/modules.nix, dischargeProperties, filterOverrides, sortProperties).
import { force } from '../eval/thunk';
import { type Entry, type UnknownValue, unknown } from '../eval/values';
import { type Definition, integerOf, PLAIN_PRIORITY, type RawDefinition, type Wrapper } from './definition';
import { mergeElements, readProperty } from './property';

export interface Discharged {
  readonly definitions: readonly Definition[];
  /** Definitions that exist but whose number or priority is not known. */
  readonly unknowns: readonly UnknownValue[];
}

interface State {
  readonly raw: RawDefinition;
  readonly doubt: UnknownValue | undefined;
  readonly outer: (Wrapper & { kind: 'override' }) | undefined;
  /** More than one override was pushed onto the value. */
  readonly leaked: boolean;
}

export function discharge(raws: readonly RawDefinition[]): Discharged {
  const definitions: Definition[] = [];
  const unknowns: UnknownValue[] = [];
  for (const raw of raws) {
    const state = openWrappers(raw);
    if (state !== undefined) openValue(raw.entry, state, definitions, unknowns);
  }
  return { definitions, unknowns };
}

/** What the properties around a definition amount to; undefined when a condition is false. */
function openWrappers(raw: RawDefinition): State | undefined {
  let doubt = raw.module.doubt;
  let outer: State['outer'];
  let leaked = false;
  for (const wrapper of raw.wrappers) {
    if (wrapper.kind === 'doubt') {
      doubt ??= wrapper.reason;
    } else if (wrapper.kind === 'if') {
      // mkIf inside mkOverride is not opened by the module system: the option sees the property, whatever the condition.
      if (outer !== undefined) {
        leaked = true;
        continue;
      }
      const met = conditionOf(wrapper.condition);
      if (met === false) return undefined;
      if (met !== true) doubt ??= met;
    } else {
      if (outer !== undefined) leaked = true;
      outer ??= wrapper;
    }
  }
  return { raw, doubt, outer, leaked };
}

/** Whether a condition holds; the reason when that is not known. */
export function conditionOf(slot: Entry['slot']): boolean | UnknownValue {
  const value = force(slot);
  switch (value.kind) {
    case 'bool':
      return value.value;
    case 'unknown':
      return value;
    case 'opaque':
      return unknown('opaque', value.path);
    case 'choice':
      return value.reason;
    case 'error':
      return unknown('error', value.message, value.site);
    default:
      return unknown('error', 'a condition that is not a Boolean');
  }
}

function openValue(entry: Entry, state: State, into: Definition[], unknowns: UnknownValue[]): void {
  const value = force(entry.slot);
  if (value.kind === 'choice' && value.options.some((option) => readProperty(option) !== undefined)) {
    for (const option of value.options)
      openValue({ slot: option, origin: entry.origin }, { ...state, doubt: state.doubt ?? value.reason }, into, unknowns);
    return;
  }
  const property = readProperty(value);
  if (property?.kind === 'merge' && state.outer === undefined) {
    const { elements, complete } = mergeElements(property.contents);
    for (const element of elements) openValue(element, state, into, unknowns);
    if (!complete) unknowns.push(unknown('open', 'mkMerge of a list that is not fully known'));
    return;
  }
  if (property?.kind === 'if' && state.outer === undefined) {
    const met = conditionOf(property.condition);
    if (met === false) return;
    openValue(located(property.content, entry), met === true ? state : { ...state, doubt: state.doubt ?? met }, into, unknowns);
    return;
  }
  closeValue(entry, state, into, unknowns);
}

/** Strips the override and the order, and makes the definition. */
function closeValue(entry: Entry, state: State, into: Definition[], unknowns: UnknownValue[]): void {
  let at = entry;
  let priority: number | undefined = PLAIN_PRIORITY;
  let override: Definition['override'];
  const { outer } = state;
  const property = readProperty(force(at.slot));
  if (outer !== undefined) {
    priority = integerOf(force(outer.priority));
    override = { at: 'outside', content: outer.content };
  } else if (property?.kind === 'override') {
    priority = integerOf(force(property.priority));
    override = { at: 'value', content: property.content };
    at = { slot: property.content.slot, origin: entry.origin };
  }
  if (priority === undefined) {
    unknowns.push(unknown('argument', 'a priority that is not known'));
    return;
  }
  let order = PLAIN_ORDER;
  const inner = readProperty(force(at.slot));
  if (inner?.kind === 'order') {
    order = integerOf(force(inner.priority)) ?? PLAIN_ORDER;
    at = inner.content;
  }
  const leaked = state.leaked || readProperty(force(at.slot)) !== undefined;
  into.push({ module: state.raw.module, entry, slot: at.slot, priority, override, order, doubt: state.doubt, leaked });
}

const PLAIN_ORDER = 1000;

/** A property's content under the attribute that holds the property: the place to show is the attribute's, the value to edit the content's. */
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
