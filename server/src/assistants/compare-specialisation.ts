// What a specialisation changes of its base.
import type { Analysis } from '../analysis/analysis';
import { differencesOf, isSystemNamed, type OptionDifference, type SystemName } from '../analysis/reports/differences';
import { from } from '../service/asked';
import { textIn } from './input';
import {
  atMost,
  leftOutOf,
  notThere,
  onceComplete,
  placesIn,
  type Seen,
  SYSTEM,
  systemNames,
  systemsAsked,
} from './seen';
import type { Tool } from './tool';
import type { Data } from './visible-data';

const MOST_CHANGES = 100;
const MOST_SYSTEMS = 10;
const MOST_DEFINITIONS = 10;

export const compareSpecialisation: Tool = {
  name: 'compare_specialisation',
  title: 'What a specialisation changes',
  description:
    'Compares a specialisation with its base, option by option: what it adds, overrides, extends or removes, what ' +
    'follows from that (derived), what has no effect (same, ineffective), what conflicts, with values before and ' +
    'after and the places of the definitions. Nothing is said of options that stay the same.',
  input: {
    type: 'object',
    properties: {
      specialisation: { type: 'string', description: 'Its name, as list_systems tells it.' },
      ...SYSTEM,
    },
    required: ['specialisation'],
    additionalProperties: false,
  },
  begin(input, seen) {
    const specialisation = textIn(input, 'specialisation') ?? '';
    const complete = onceComplete(seen, ({ systems }) => systemsAsked(systems, input, seen));
    const asked = from(
      seen.workspace.ask({}, (analysis) => compared(analysis, specialisation)),
      (all) => all,
    );
    return {
      advance(until) {
        const systems = complete.advance(until)?.answer;
        const all = systems && asked.advance(until)?.answer;
        if (systems === undefined || all === undefined) return undefined;
        const chosen = all.filter(({ name }) => systems.some((system) => isSystemNamed(system, name)));
        const names = systems.flatMap(({ specialisations }) => specialisations.map((each) => each.name));
        if (chosen.length === 0) throw notThere('specialisation', specialisation, names);
        return { answer: { data: answerOf(specialisation, chosen, seen) } };
      },
    };
  },
};

interface Compared {
  readonly name: SystemName;
  readonly differences: readonly OptionDifference[];
}

function compared(analysis: Analysis, specialisation: string): readonly Compared[] {
  const { kind, host, entry } = analysis.entryPoint;
  const name = { kind, host, entry, inside: analysis.base.input.prefix, specialisation };
  const differences = differencesOf(analysis, name);
  return differences === undefined ? [] : [{ name, differences }];
}

function answerOf(specialisation: string, all: readonly Compared[], seen: Seen): Data {
  const place = placesIn(seen);
  const { items, leftOut } = atMost(all, MOST_SYSTEMS);
  return {
    specialisation,
    systems: items.map(({ name, differences }) => {
      const changes = atMost([...differences].sort(byUrgency), MOST_CHANGES);
      return {
        ...systemNames(name, seen),
        changes: changes.items.map((difference) => changeData(difference, place)),
        ...leftOutOf(changes.leftOut),
      };
    }),
    ...leftOutOf(leftOut),
  };
}

/** What fails comes first. */
const byUrgency = (a: OptionDifference, b: OptionDifference): number => urgency(a) - urgency(b);
const urgency = ({ change, conflict }: OptionDifference): number =>
  (change === 'conflict' && conflict?.isIgnored !== true) || change === 'invalid' ? 0 : 1;

function changeData(
  { option, change, before, after, conflict, definitions }: OptionDifference,
  place: ReturnType<typeof placesIn>,
): Data {
  const { items, leftOut } = atMost(definitions, MOST_DEFINITIONS);
  return {
    option,
    change,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(conflict && { conflict: conflict.kind, proof: conflict.proof, ...(conflict.isIgnored && { ignored: true }) }),
    definitions: items.map(({ shown, priority, scope, role, location }) => ({
      value: shown,
      role,
      ...(priority !== '' && { priority }),
      from: scope,
      ...(location && place(location)),
    })),
    ...(leftOut > 0 && { definitionsLeftOut: leftOut }),
  };
}
