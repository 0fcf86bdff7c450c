// What becomes of an option in each system, and which definitions win.
import type { Analysis } from '../analysis/analysis';
import { isSystemNamed } from '../analysis/reports/differences';
import {
  type DefinitionExplanation,
  explainAnalysis,
  type OptionExplanation,
  type Reason,
  type SystemExplanation,
} from '../analysis/reports/explanation';
import { optionReport } from '../analysis/reports/option-report';
import { type Fact, factOf } from '../modules/facts';
import { splitPath } from '../options/option-path';
import { from } from '../service/asked';
import { type Input, textIn } from './input';
import { moduleName } from './list-systems';
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

const MOST_OPTIONS = 40;
const MOST_DEFINITIONS = 20;
const MOST_SYSTEMS = 40;
/** As much as an answer says of a value, as JSON. */
const LONGEST_VALUE = 1000;

export const explainOption: Tool = {
  name: 'explain_option',
  title: 'Explain an option',
  description:
    'Tells what becomes of a NixOS or Home Manager option in the base and in every specialisation of each system: its ' +
    'value or verdict, every definition with its place and priority, and which of them win. Takes a path such as ' +
    'services.openssh.enable, or one that options stand below. "unknown" means it could not be evaluated, and why. ' +
    'Systems in which no module defines it are not listed.',
  input: {
    type: 'object',
    properties: {
      option: { type: 'string', description: 'The path of the option, dotted, such as boot.kernelPackages.' },
      ...SYSTEM,
      specialisation: {
        type: 'string',
        description: 'Only in this specialisation; "base" is the system without any. Default: in all of them.',
      },
    },
    required: ['option'],
    additionalProperties: false,
  },
  begin(input, seen) {
    const option = textIn(input, 'option') ?? '';
    const complete = onceComplete(seen, ({ systems }) => systemsAsked(systems, input, seen));
    const asked = from(
      seen.workspace.ask({}, (analysis) => [explained(analysis, option)]),
      (all) => all,
    );
    return {
      advance(until) {
        const systems = complete.advance(until)?.answer;
        const all = systems && asked.advance(until)?.answer;
        if (all === undefined) return undefined;
        const chosen = all.filter(({ of }) =>
          systems?.some((system) => isSystemNamed(system, { ...of, specialisation: null })),
        );
        return { answer: { data: answerOf(option, chosen, input, seen) } };
      },
    };
  },
};

type Of = Pick<SystemExplanation, 'kind' | 'host' | 'entry' | 'inside'>;

interface About {
  readonly of: Of;
  /** What is known to stand there, whoever defines it. */
  readonly stands: Fact['kind'];
  readonly facts: Data;
  /** The base and its specialisations, each with what it says of the option. */
  readonly variants: readonly SystemExplanation[];
}

function explained(analysis: Analysis, option: string): About {
  const { base, entryPoint } = analysis;
  const { kind, host, entry } = entryPoint;
  const concerns = ({ option: one }: OptionExplanation): boolean =>
    one === option || one.startsWith(`${option}.`) || option.startsWith(`${one}.`);
  const path = splitPath(option);
  const report = optionReport(analysis, base, path);
  return {
    of: { kind, host, entry, inside: base.input.prefix },
    stands: report?.type === undefined ? factOf(base.input.facts[kind], path).kind : 'option',
    facts: {
      ...(report?.type !== undefined && { type: report.type }),
      ...(report?.default !== undefined && { default: report.default }),
      ...(report?.merging !== undefined && { merging: report.merging }),
    },
    variants: explainAnalysis(analysis).map((system) => ({ ...system, options: system.options.filter(concerns) })),
  };
}

function answerOf(option: string, all: readonly About[], input: Input, seen: Seen): Data {
  const name = textIn(input, 'specialisation');
  const names = all.flatMap(({ variants }) => variants.map((variant) => variant.name ?? 'base'));
  if (name !== undefined && !names.includes(name)) throw notThere('specialisation', name, names);
  const variants = all.flatMap((about) => about.variants);
  const chosen = variants.filter((variant) => name === undefined || (variant.name ?? 'base') === name);
  const defining = atMost(
    chosen.filter(({ options }) => options.length > 0),
    MOST_SYSTEMS,
  );
  const unseen = new Set(chosen.flatMap((variant) => variant.unseen.map((module) => moduleName(module.name, seen))));
  const unread = atMost([...unseen].sort(), MOST_DEFINITIONS);
  const place = placesIn(seen);
  return {
    option,
    ...all.find(({ facts }) => Object.keys(facts).length > 0)?.facts,
    systems: defining.items.map((system) => systemData(system, seen, place)),
    ...leftOutOf(defining.leftOut),
    ...(defining.items.length === 0 && { note: whyNothing(all) }),
    // They may define anything.
    ...(unseen.size > 0 && { unreadModules: unread.items }),
    ...(unread.leftOut > 0 && { unreadModulesLeftOut: unread.leftOut }),
  };
}

/** What is said of an option that nothing defines. */
function whyNothing(all: readonly About[]): string {
  const nobody = 'No module that could be read defines it';
  if (all.some(({ stands }) => stands === 'option')) return `${nobody}: unless another does, it has its default.`;
  if (all.some(({ stands }) => stands === 'tree')) return `${nobody}, nor any of the options below it.`;
  return `${nobody}, and no option of this name is known.`;
}

function systemData(system: SystemExplanation, seen: Seen, place: ReturnType<typeof placesIn>): Data {
  const { items, leftOut } = atMost(system.options, MOST_OPTIONS);
  return {
    ...systemNames(system, seen),
    specialisation: system.name,
    ...(system.failure && { fails: system.failure.message }),
    options: items.map((option) => optionData(option, seen, place)),
    ...leftOutOf(leftOut),
  };
}

function optionData(
  { option, verdict, conflict, value, reason, definitions }: OptionExplanation,
  seen: Seen,
  place: ReturnType<typeof placesIn>,
): Data {
  const { items, leftOut } = atMost(definitions, MOST_DEFINITIONS);
  const isShort = value !== undefined && JSON.stringify(value.json).length <= LONGEST_VALUE;
  return {
    option,
    verdict,
    ...(conflict && { conflict }),
    ...(value && (isShort ? { value: value.json } : { valueLeftOut: true })),
    ...(reason && { reason: reasonData(reason, place) }),
    definitions: items.map((definition) => definitionData(definition, seen, place)),
    ...(leftOut > 0 && { definitionsLeftOut: leftOut }),
  };
}

const reasonData = ({ code, detail, at }: Reason, place: ReturnType<typeof placesIn>): Data => ({
  code,
  detail,
  ...(at && place(at)),
});

function definitionData(
  { file, library, location, priority, scope, wins, shown, reason }: DefinitionExplanation,
  seen: Seen,
  place: ReturnType<typeof placesIn>,
): Data {
  return {
    value: shown,
    wins,
    priority,
    from: scope,
    ...(location ? place(location) : file !== undefined && { file: seen.shown(file) }),
    ...(library !== undefined && { library }),
    ...(reason && { unsure: reasonData(reason, place) }),
  };
}
