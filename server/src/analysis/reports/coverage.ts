// How much of what modules say is known: names of specialisations, definitions and
// conditions, each counted once per place.

import { spend } from '../../eval/budget';
import { force, sourceOf } from '../../eval/thunk';
import type { Entry, Slot, Value } from '../../eval/values';
import { conditionOf } from '../../modules/discharge';
import { mergeElements, readProperty } from '../../modules/property';
import type { System } from '../../modules/system';
import type { Analysis } from '../analysis';
import { assuming } from '../assumed';

export interface Share {
  readonly known: number;
  readonly all: number;
}
export interface Coverage {
  readonly names: Share;
  readonly definitions: Share;
  readonly conditions: Share;
}

/** Something a module says, and whether it is known. */
export interface Statement {
  readonly what: keyof Coverage;
  readonly place: string;
  readonly known: boolean;
}

/** Of places that several systems have, those count as known that are known in all of them. */
export function coverageOf(all: readonly Statement[]): Coverage {
  const places = {
    names: new Map<string, boolean>(),
    definitions: new Map<string, boolean>(),
    conditions: new Map<string, boolean>(),
  };
  for (const { what, place, known } of all) places[what].set(place, known && places[what].get(place) !== false);
  const share = (what: keyof Coverage): Share => {
    const verdicts = [...places[what].values()];
    return { known: verdicts.filter((known) => known).length, all: verdicts.length };
  };
  return { names: share('names'), definitions: share('definitions'), conditions: share('conditions') };
}

/** What is likely, because it is so by default, counts as known. */
export function statementsOf(analysis: Analysis): readonly Statement[] {
  const base = assuming(analysis.base);
  return [base, ...base.specialised].flatMap(inSystem);
}

function inSystem({ evaluation, specialisations, base, input }: System): readonly Statement[] {
  const told: Statement[] = [];
  for (const { path, raws } of evaluation.defined()) {
    for (const { entry, wrappers, module } of raws) {
      const place = placeOf(entry) ?? `${module.file} ${path.join('.')}`;
      for (const wrapper of wrappers) {
        if (wrapper.kind === 'if') told.push(condition(wrapper.condition, place));
        if (wrapper.kind === 'doubt')
          told.push({ what: 'conditions', place: `${place} ${wrapper.reason.detail}`, known: false });
      }
      inEntry(entry, place, told);
    }
  }
  if (base !== undefined) return told;
  const names = specialisations.map(({ name, doubt }) => ({ name, known: doubt === undefined }));
  const hidden = evaluation
    .level(['specialisation'])
    .openings.map(({ reason }) => ({ name: `${reason.code} ${reason.detail}`, known: false }));
  for (const { name, known } of [...names, ...hidden])
    told.push({ what: 'names', place: [...input.prefix, name].join(' '), known });
  return told;
}

function placeOf({ origin }: Entry): string | undefined {
  return origin && `${origin.file}:${origin.key.start}`;
}

/** Conditions count where they are written, however many definitions they hold for. */
function condition(slot: Slot, around: string): Statement {
  const source = sourceOf(slot);
  const place = source === undefined ? around : `${source.unit.file}:${source.expr.start}:${source.expr.end}`;
  return { what: 'conditions', place, known: typeof conditionOf(slot) === 'boolean' };
}

/** Opens the properties at the value, as the option does. */
function inEntry({ slot }: Entry, place: string, told: Statement[]): void {
  const property = readProperty(force(slot));
  if (property === undefined) {
    told.push({ what: 'definitions', place, known: isKnown(slot) });
  } else if (property.kind === 'merge') {
    for (const [index, element] of mergeElements(property.contents).elements.entries())
      inEntry(element, placeOf(element) ?? `${place} ${index}`, told);
  } else {
    if (property.kind === 'if') told.push(condition(property.condition, place));
    inEntry(property.content, place, told);
  }
}

/** Whether a value is known all the way down: a package is by its name, a function as itself. */
export function isKnown(root: Slot): boolean {
  const seen = new Set<Value>();
  const pending: Slot[] = [root];
  for (let slot = pending.pop(); slot !== undefined; slot = pending.pop()) {
    const value = force(slot);
    if (seen.has(value)) continue;
    seen.add(value);
    switch (value.kind) {
      case 'unknown':
      case 'choice':
      case 'error':
        return false;
      case 'opaque':
        if (value.trait === 'plain') return false;
        break;
      case 'partial-string':
        pending.push(...value.gaps);
        break;
      case 'list':
      case 'attrs': {
        if (value.open !== undefined) return false;
        const inner = value.kind === 'list' ? value.items : [...value.entries.values()].map((entry) => entry.slot);
        if (spend(inner.length) !== undefined) return false;
        for (const item of inner) pending.push(item);
      }
    }
  }
  return true;
}
