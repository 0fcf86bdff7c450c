// What a specialisation takes out of the base system's lists, texts and sets: by force, or by a plain value where the
// base system only gives defaults.

import { spend } from '../../eval/budget';
import { equal } from '../../eval/compare';
import { NO_SITE } from '../../eval/site';
import { force } from '../../eval/thunk';
import type { Slot, Value } from '../../eval/values';
import { type Definition, OPTION_DEFAULT_PRIORITY, PLAIN_PRIORITY } from '../../modules/definition';
import { isSystemDefinition } from '../../modules/merge/definitions';
import type { Merged } from '../../modules/merge/outcome';
import type { System } from '../../modules/system';
import { isCombined } from '../../options/merge-class';
import { dotted } from '../../syntax/print';
import { describeValue } from '../describe';
import { enteredSets, mergePoints } from '../merge-points';
import { Agreement, definitionPlace } from './agreement';

export interface Dropped {
  readonly path: readonly string[];
  readonly definition: Definition;
  readonly kind: 'list' | 'text' | 'set';
  /** The values or names that would be there without the definition, in words. */
  readonly what: readonly string[];
  /** Whose they are. */
  readonly losers: readonly Definition[];
  readonly systems: readonly System[];
}

/** `by`: values that are forced over plain ones, or plain ones over those with a weaker priority. */
export function droppedValues(base: System, by: 'force' | 'plain'): readonly Dropped[] {
  const found = new Agreement<Omit<Dropped, 'systems'>>();
  for (const system of base.specialised) {
    if (system.entry?.inheritParentConfig !== true) continue;
    for (const merged of [...enteredSets(system), ...mergePoints(system)]) {
      if (!isCombined(merged.class) || isWholeText(merged)) continue;
      for (const definition of merged.winners) {
        const place = definitionPlace(definition, merged);
        if (place !== undefined && definition.module.scope === 'specialisation')
          found.add(place, system, droppedBy(definition, merged, LOSES[by]));
      }
    }
  }
  return [...found.agreed()].map(({ answer, systems }) => ({ ...answer, systems }));
}

/** The content of a file, as in `environment.etc.<name>.text`: who forces it writes another file. */
const isWholeText = ({ path }: Merged): boolean => path.at(-1) === 'text';

/** Whether a definition of the base system loses to one of a specialisation, and would not without. */
type Loses = (loser: Definition, winner: Definition, merged: Merged) => boolean;

const LOSES: Readonly<Record<'force' | 'plain', Loses>> = {
  // What is a default gives way to a plain value too.
  force: (loser, winner) =>
    winner.priority < PLAIN_PRIORITY && loser.priority > winner.priority && loser.priority <= PLAIN_PRIORITY,
  plain: (loser, winner, { definitions }) =>
    winner.priority === PLAIN_PRIORITY &&
    loser.priority > PLAIN_PRIORITY &&
    loser.priority < OPTION_DEFAULT_PRIORITY &&
    definitions.every(({ module, priority }) => module.scope === 'specialisation' || priority >= loser.priority),
};

function droppedBy(definition: Definition, merged: Merged, loses: Loses): Omit<Dropped, 'systems'> | undefined {
  const losers = merged.definitions.filter(
    (other) =>
      other.doubt === undefined &&
      other.module.scope === 'base' &&
      !isSystemDefinition(other) &&
      loses(other, definition, merged),
  );
  const kept = merged.winners.map(({ slot }) => force(slot));
  const lost = losers.map((loser) => lostFrom(force(loser.slot), kept));
  const what = [...new Set(lost.flatMap((part) => part?.what ?? []))];
  const kind = lost.find((part) => part !== undefined)?.kind;
  return what.length === 0 || kind === undefined
    ? undefined
    : {
        path: merged.path,
        definition,
        kind,
        what,
        losers: losers.filter((_, index) => (lost[index]?.what.length ?? 0) > 0),
      };
}

/** What of a value is certainly not in those that stay. To force nothing at all is to empty it on purpose. */
function lostFrom(
  value: Value,
  kept: readonly Value[],
): { readonly kind: Dropped['kind']; readonly what: readonly string[] } | undefined {
  if (value.kind === 'list') {
    const lists = kept.filter((other) => other.kind === 'list');
    if (lists.length < kept.length || lists.some(({ open }) => open !== undefined)) return undefined;
    const items = lists.flatMap((list) => list.items);
    if (items.length === 0 || spend(items.length * value.items.length) !== undefined) return undefined;
    const what = value.items.filter((item) => items.every((other) => differs(item, other)));
    return { kind: 'list', what: what.map((item) => describeValue(force(item))) };
  }
  if (value.kind === 'string') {
    const texts = kept.filter((other) => other.kind === 'string');
    if (texts.length < kept.length || texts.every(({ text }) => text === '')) return undefined;
    const isKept = value.text === '' || texts.some(({ text }) => text.includes(value.text.trim()));
    return { kind: 'text', what: isKept ? [] : [describeValue(value)] };
  }
  if (value.kind !== 'attrs') return undefined;
  const sets = kept.filter((other) => other.kind === 'attrs');
  if (sets.length < kept.length || sets.some(({ open }) => open !== undefined)) return undefined;
  const names = new Set(sets.flatMap(({ entries }) => [...entries.keys()]));
  if (names.size === 0) return undefined;
  return {
    kind: 'set',
    what: [...value.entries.keys()].filter((name) => !names.has(name)).map((name) => dotted([name])),
  };
}

/** Packages of different names are different for this purpose. */
function differs(a: Slot, b: Slot): boolean {
  const [left, right] = [force(a), force(b)];
  if (left.kind === 'opaque' && right.kind === 'opaque') return left.path !== right.path;
  const answer = equal(a, b, NO_SITE);
  return answer.kind === 'bool' && !answer.value;
}
